import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { CrashPoint } from '../../ops/drill/crash-points.ts'
import { crashPlaces, crashPoints } from '../../ops/drill/crash-points.ts'
import type { CompiledDrill } from '../../ops/drill/compiled-drill.ts'
import { compileDrill } from '../../ops/drill/compiled-drill.ts'
import { writeDrilledBundle } from '../../ops/drill/drilled-bundle.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, document, medicalClaim, payees } from './filings.ts'
import { haveBankFaults } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { agreed, assessed, readyToPay, reviewed } from './walk.ts'
import { contradictions, ownerQuery } from './witnesses.ts'

type ProgramName = 'api' | 'worker'

let folder: string
let compiled: CompiledDrill
let stack: Stack
let desk: Desk
/** What the two programs are told at their next start, and what whichever starts a claim is always told. */
const always = { LIPEI_DRILL_HISTORY_LIMIT: '40' }
const told: Record<ProgramName, Readonly<Record<string, string>>> = { api: always, worker: always }

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-drilled-'))
  const bundle = path.join(folder, 'bundle.js')
  ;[compiled] = await Promise.all([compileDrill(), writeDrilledBundle(bundle)])
  const programs = {
    api: () => ({ args: compiled.api.args, env: told.api }),
    worker: () => ({ args: compiled.worker.args, env: told.worker }),
  }
  stack = await startStack({ bundle, programs })
  desk = openDesk(stack, { patient: true })
})
afterEach(() => haveBankFaults(stack, {}))
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
  compiled.remove()
  rmSync(folder, { recursive: true })
})

describe('killed at a point and started again, the claim is paid once and every witness says the same:', () => {
  test.each(crashPoints)(
    '%s',
    async (point) => {
      const latch = await arm(point)
      const healing = revive(crashPlaces[point], path.join(latch, point))
      const claimId = await file(point, latch)
      await readyToPay(desk, claimId)
      if (point === 'payment-after-query') await haveBankFaults(stack, { forgetOutcomes: 1 })
      await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
      if (point === 'payment-after-query') await untilAsked(claimId)
      await healing
      if (point === 'payment-before-bank') await askTheBank(claimId)
      await until('the payment', async () => (await desk.read(claimId)).status === 'paid')
      expect(await contradictions(stack, desk, claimId)).toEqual([])
    },
    300_000,
  )
})

test('killed with an advance in its hands, the claim pays it once, and the final sum counts it', async () => {
  const latch = await arm('payment-after-bank')
  const healing = revive('worker', path.join(latch, 'payment-after-bank'))
  const claimId = await file('payment-after-bank', latch)
  await reviewed(desk, claimId)
  const [receiver] = payees.payees.map(({ share: _share, ...one }) => one)
  const proposal = { why: 'big-loss', amountFen: '100000', evidence: ['doc-invoice'], payee: receiver }
  await desk.ask('assessor', claimId, 'prepayments', { action: 'request', ...proposal })
  await desk.ask('approver', claimId, 'prepayments/1/approval', { verdict: 'approve' })
  await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
  await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
  await healing
  await until('the advance', () => isPayment(claimId, 1, 'settled'), 40_000)
  await assessed(desk, claimId)
  await desk.ask('payment-clerk', claimId, 'payees', payees)
  await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
  await desk.ask('payment-checker', claimId, 'payments/2/check', { verdict: 'approve' })
  await until('the rest', () => isPayment(claimId, 2, 'settled'), 40_000)
  const amounts = (await desk.read(claimId)).payments.map(({ amountFen }) => amountFen)
  expect(amounts).toEqual(['100000', '292000'])
  expect(await contradictions(stack, desk, claimId)).toEqual([])
}, 120_000)

test('killed between the query and the send of the second payee, each of the two is paid once', async () => {
  const claimId = (await desk.file(anotherLoss(medicalClaim))).claimId
  await agreed(desk, claimId)
  await desk.ask('claimant', claimId, 'documents', { documents: [document('doc-mandate', 'mandate')] })
  const [insured] = payees.payees
  const hospital = { as: 'provider', evidence: ['doc-mandate'], name: '示例医院' }
  const account = { number: '6222021001116245703', holderName: hospital.name, bankCode: '102290000000' }
  const two = [
    { ...insured, share: '40.00' },
    { ...hospital, account, share: '60.00' },
  ]
  await desk.ask('payment-clerk', claimId, 'payees', { payees: two })
  await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
  await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
  await until('the first payee to have his part', () => isPayment(claimId, 1, 'settled'), 40_000)
  const latch = await arm('payment-before-bank')
  const healing = revive('worker', path.join(latch, 'payment-before-bank'))
  await desk.ask('payment-checker', claimId, 'payments/2/check', { verdict: 'approve' })
  await healing
  await askTheBank(claimId, 2)
  await until('the payment', async () => (await desk.read(claimId)).status === 'paid')
  const amounts = (await desk.read(claimId)).payments.map(({ amountFen, state }) => [amountFen, state])
  expect(amounts).toEqual([
    ['156800', 'settled'],
    ['235200', 'settled'],
  ])
  expect(await contradictions(stack, desk, claimId)).toEqual([])
}, 120_000)

/** Whether a payment of the claim stands there. */
const isPayment = async (claimId: string, n: number, state: string): Promise<boolean> =>
  (await desk.read(claimId)).payments[n - 1]?.state === state

/**
 * Starts the program that comes by anew, with one point to die at. Only a claim whose API died is left to the starter. What the
 * claim before has left to do may lead it there before it is ready: then it is armed once more.
 */
async function arm(point: CrashPoint): Promise<string> {
  const latch = mkdtempSync(path.join(folder, 'latch-'))
  const armed = { [crashPlaces[point]]: point, ...(point.startsWith('starter-') && { api: 'intake-before-start' }) }
  for (const [name, LIPEI_CRASH_AT] of Object.entries(armed) as [ProgramName, CrashPoint][]) {
    const mark = path.join(latch, LIPEI_CRASH_AT)
    told[name] = { ...always, LIPEI_CRASH_AT, LIPEI_CRASH_LATCH: latch }
    await until(`the ${name} to be armed`, async () => {
      rmSync(mark, { force: true })
      await stack.parts[name].kill()
      return isStarted(name, mark)
    })
  }
  return latch
}

/** Whether it works; false when it died at its point before. */
async function isStarted(name: ProgramName, mark: string): Promise<boolean> {
  try {
    await stack.parts[name].start()
    return true
  } catch (error) {
    if (existsSync(mark)) return false
    throw error
  }
}

/** Starts what died, as whoever watches over processes would. */
async function revive(name: ProgramName, mark: string): Promise<void> {
  await until(`the ${name} to be killed`, () => existsSync(mark))
  await stack.parts[name].kill()
  await stack.parts[name].start()
}

/** Where the starter is to die, the API dies first and leaves it the claim. Nobody else revives that API: two would be left, one unseen. */
async function file(point: CrashPoint, latch: string): Promise<string> {
  const key = randomUUID()
  const loss = anotherLoss(medicalClaim)
  const leavesTheClaim = point.startsWith('starter-')
  const reviving = leavesTheClaim ? revive('api', path.join(latch, 'intake-before-start')) : Promise.resolve()
  const filed = await until('an answer to the filing', () => desk.file(loss, { key }).catch(() => null))
  await reviving
  return filed.claimId
}

/** Nothing reached the bank: found out when nobody can be on the wire any more, and sent again under the same reference. */
async function askTheBank(claimId: string, n = 1): Promise<void> {
  await haveBankFaults(stack, { settlingMs: 0 })
  await until('the outcome to be unknown', () => isPayment(claimId, n, 'unknown'))
  const age = `update payments set attempt_at = attempt_at - interval '2 minutes' where claim_id = $1`
  await ownerQuery(stack, age, [claimId])
  await desk.forward(claimId, 'PT61S', { force: true })
}

/** The bank took it and says no more: it is asked a minute later, and whoever asks may be gone before he answers here. */
async function untilAsked(claimId: string): Promise<void> {
  await until('the bank to have taken it', () => isPayment(claimId, 1, 'sent'))
  await desk.forward(claimId, 'PT61S', { force: true }).catch(() => undefined)
}
