import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { CrashPoint } from '../../ops/drill/crash-points.ts'
import { crashPoints } from '../../ops/drill/crash-points.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import type { DrilledBuild, DrilledStack } from './drilled-stack.ts'
import { buildDrilled } from './drilled-stack.ts'
import { anotherLoss, document, medicalClaim, payees } from './filings.ts'
import { haveBankFaults } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { agreed, assessed, readyToPay, reviewed } from './walk.ts'
import { contradictions, ownerQuery } from './witnesses.ts'

let build: DrilledBuild
beforeAll(async () => {
  build = await buildDrilled()
})
afterAll(() => build.remove())

/** Nearly all of the time is waited: for what died with an activity in its hands to be given to the next. */
const patience = 300_000
const isOfMoney = (point: string): boolean => point.startsWith('payment-')

describe.concurrent('killed on the way there and started again,', () => {
  const { drilled } = drilledStack()

  test.sequential.each(crashPoints.filter((point) => !isOfMoney(point)))(
    'at %s, the claim is paid once and every witness says the same',
    async (point) => {
      const { stack, desk } = drilled()
      const { claimId, healing } = await readyAt(point, drilled())
      await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
      await healing
      await until('the payment', async () => (await desk.read(claimId)).status === 'paid')
      expect(await contradictions(stack, desk, claimId)).toEqual([])
    },
    patience,
  )
})

describe.concurrent('killed with money in its hands and started again,', () => {
  const { drilled } = drilledStack()

  test.sequential.each(crashPoints.filter(isOfMoney))(
    'at %s, the claim is paid once and every witness says the same',
    async (point) => {
      const { stack, desk } = drilled()
      const { claimId, healing } = await readyAt(point, drilled())
      if (point === 'payment-after-query') await haveBankFaults(stack, { forgetOutcomes: 1 })
      await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
      if (point === 'payment-after-query') await untilAsked(desk, claimId)
      await healing
      if (point === 'payment-before-bank') await askTheBank({ stack, desk }, claimId)
      await until('the payment', async () => (await desk.read(claimId)).status === 'paid')
      expect(await contradictions(stack, desk, claimId)).toEqual([])
    },
    patience,
  )

  test.sequential('with an advance, the claim pays it once, and the final sum counts it', async () => {
    const { stack, desk, arm, revive, file } = drilled()
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
    await until('the advance', () => isPayment(desk, claimId, 1, 'settled'), 40_000)
    await assessed(desk, claimId)
    await desk.ask('payment-clerk', claimId, 'payees', payees)
    await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
    await desk.ask('payment-checker', claimId, 'payments/2/check', { verdict: 'approve' })
    await until('the rest', () => isPayment(desk, claimId, 2, 'settled'), 40_000)
    const amounts = (await desk.read(claimId)).payments.map(({ amountFen }) => amountFen)
    expect(amounts).toEqual(['100000', '292000'])
    expect(await contradictions(stack, desk, claimId)).toEqual([])
  }, 120_000)

  test.sequential('between the query and the send of the second payee, each of the two is paid once', async () => {
    const { stack, desk, arm, revive } = drilled()
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
    await until('the first payee to have his part', () => isPayment(desk, claimId, 1, 'settled'), 40_000)
    await arm('payment-before-bank')
    const healing = revive('payment-before-bank')
    await desk.ask('payment-checker', claimId, 'payments/2/check', { verdict: 'approve' })
    await healing
    await askTheBank({ stack, desk }, claimId, 2)
    await until('the payment', async () => (await desk.read(claimId)).status === 'paid')
    const amounts = (await desk.read(claimId)).payments.map(({ amountFen, state }) => [amountFen, state])
    expect(amounts).toEqual([
      ['156800', 'settled'],
      ['235200', 'settled'],
    ])
    expect(await contradictions(stack, desk, claimId)).toEqual([])
  }, 120_000)
})

/** One for the suite around it, which runs beside the others. */
function drilledStack(): { readonly drilled: () => DrilledStack } {
  let running: DrilledStack
  beforeAll(async () => {
    running = await build.startDrilled()
  })
  afterEach(() => haveBankFaults(running.stack, {}))
  afterAll(() => running.stop())
  return { drilled: () => running }
}

/** A claim that waits for its last approval; it comes by at the point, or has, and `healing` is whoever looks after that. */
async function readyAt(point: CrashPoint, { desk, arm, revive, file }: DrilledStack) {
  await arm(point)
  const healing = revive(point)
  const claimId = await file(point)
  await readyToPay(desk, claimId)
  return { claimId, healing }
}

/** Whether a payment of the claim stands there. */
const isPayment = async (desk: Desk, claimId: string, n: number, state: string): Promise<boolean> =>
  (await desk.read(claimId)).payments[n - 1]?.state === state

interface Ground {
  readonly stack: Stack
  readonly desk: Desk
}

/** Nothing reached the bank: found out when nobody can be on the wire any more, and sent again under the same reference. */
async function askTheBank({ stack, desk }: Ground, claimId: string, n = 1): Promise<void> {
  await haveBankFaults(stack, { settlingMs: 0 })
  await until('the outcome to be unknown', () => isPayment(desk, claimId, n, 'unknown'))
  const age = `update payments set attempt_at = attempt_at - interval '2 minutes' where claim_id = $1`
  await ownerQuery(stack, age, [claimId])
  await desk.forward(claimId, 'PT61S', { force: true })
}

/** The bank took it and says no more: it is asked a minute later, and whoever asks may be gone before he answers here. */
async function untilAsked(desk: Desk, claimId: string): Promise<void> {
  await until('the bank to have taken it', () => isPayment(desk, claimId, 1, 'sent'))
  await desk.forward(claimId, 'PT61S', { force: true }).catch(() => undefined)
}
