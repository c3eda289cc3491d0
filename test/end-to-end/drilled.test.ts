import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { CrashPoint } from '../../ops/drill/crash-points.ts'
import { crashPlaces, crashPoints, tellPoints } from '../../ops/drill/crash-points.ts'
import type { CompiledDrill } from '../../ops/drill/compiled-drill.ts'
import { compileDrill } from '../../ops/drill/compiled-drill.ts'
import { writeDrilledBundle } from '../../ops/drill/drilled-bundle.ts'
import { until } from '../shell/outside-world.ts'
import { atRest } from './at-rest.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, document, medicalClaim, payees } from './filings.ts'
import { haveBankFaults } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { agreed, assessed, readyToPay, reviewed } from './walk.ts'
import { contradictions, ownerQuery } from './witnesses.ts'

let folder: string
/** Where the programs are told the points they are to die at. */
let latch: string
let compiled: CompiledDrill
let stack: Stack
let desk: Desk
/** The claim of the point before. */
let before: string | undefined

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-drilled-'))
  latch = mkdtempSync(path.join(folder, 'latch-'))
  const bundle = path.join(folder, 'bundle.js')
  ;[compiled] = await Promise.all([compileDrill(), writeDrilledBundle(bundle)])
  const env = { LIPEI_DRILL_HISTORY_LIMIT: '40', LIPEI_CRASH_LATCH: latch }
  const programs = {
    api: () => ({ args: compiled.api.args, env }),
    worker: () => ({ args: compiled.worker.args, env }),
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
      await arm(point)
      const healing = revive(point)
      const claimId = await file(point)
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
  await arm('payment-after-bank')
  const healing = revive('payment-after-bank')
  const claimId = await file('payment-after-bank')
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
  await arm('payment-before-bank')
  const healing = revive('payment-before-bank')
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
 * Has the program that comes by die at the point once. Only a claim whose API died is left to the starter. What the claim
 * before has left to do would lead it there too, so that has to be done first.
 */
async function arm(point: CrashPoint): Promise<void> {
  if (before !== undefined) await atRest(stack, before)
  tellPoints(latch, [point, ...(leavesTheClaim(point) ? (['intake-before-start'] as const) : [])])
}

const markOf = (point: CrashPoint): string => path.join(latch, point)
const leavesTheClaim = (point: CrashPoint): boolean => point.startsWith('starter-')

/** Starts what died at the point, as whoever watches over processes would. */
async function revive(point: CrashPoint): Promise<void> {
  const name = crashPlaces[point]
  await until(`the ${name} to be killed`, () => existsSync(markOf(point)))
  await stack.parts[name].kill()
  await stack.parts[name].start()
}

/** Where the starter is to die, the API dies first and leaves it the claim. Nobody else revives that API: two would be left, one unseen. */
async function file(point: CrashPoint): Promise<string> {
  const key = randomUUID()
  const loss = anotherLoss(medicalClaim)
  const reviving = leavesTheClaim(point) ? revive('intake-before-start') : Promise.resolve()
  const { claimId } = await until('an answer to the filing', () => desk.file(loss, { key }).catch(() => null))
  await reviving
  before = claimId
  return claimId
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
