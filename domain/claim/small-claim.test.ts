import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import {
  acceptedForSystem as accepted,
  medicalDocuments as medical,
  noTable,
  systemPolicy,
} from '../../test/small-claims.ts'
import { defaultSamplePercent } from '../authority.ts'
import type { AuthorityRow } from '../authority-limits.ts'
import { systemStepOf } from '../service-policy.ts'
import { HOUR } from '../time.ts'
import type { ClaimReceipt } from './commands.ts'
import { isSampled } from './sampling.ts'

const policy = systemPolicy(1)

/** Rows of payments the system may decide by, and the claim that is accepted while they are in force. */
const row: AuthorityRow = {
  kind: 'payment',
  branch: '310000',
  currency: 'CNY',
  limitsFen: [2_000_000, 10_000_000, 50_000_000, 500_000_000],
  from: '2026-01-01',
}
const byTable = (...rows: readonly AuthorityRow[]): Scene =>
  given(example.received())
    .under({ policy, authority: { limits: { version: 7, rows }, delegations: [] } })
    .after(HOUR)
    .when(example.supply(...medical))
    .when({ type: 'AcceptClaim' })

test('#18 a small claim is decided by the system as soon as it is triaged: the whole sum after the contract’s arithmetic', () => {
  const scene = accepted({ policy: { deductibleFen: 10_000, payRatioPercent: 90 } })
  scene.stands('decided')
  expect(scene.latest.map(({ type }) => type)).toEqual(['ClaimAccepted', 'ClaimTriaged', 'SmallClaimApproved'])
  expect(scene.latest[2]).toMatchObject({
    by: { role: 'system' },
    proposal: { kind: 'pay', payFen: 216_000, refuseFen: 0 },
    limits: { paymentFen: 300_000, refusalFen: null },
    policyVersion: policy.version,
  })
  expect(scene.standing().stage).toMatchObject({ determination: { approverLevel: 0, approvedBy: 'system' } })
  for (const id of ['C03', 'C05', 'C06', 'C12'] as const) expect(scene.clock(id).state).toBe('met')
  expect(scene.clock('C04').state).toBe('running')
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'result', facts: { amountFen: 216_000 } })
})

test.each<[string, Scene]>([
  [
    'is not asked to',
    given(example.received())
      .when(example.supply(...medical))
      .when({ type: 'AcceptClaim' }),
  ],
  ['lacks a document', accepted({}, ['medical-record'])],
  ['would pay nothing', accepted({ policy: { deductibleFen: 250_000 } })],
  ['finds the policy not in force', accepted({ policy: { inForce: false } })],
  ['meets more than the small sum', accepted({ claimedFen: 300_001 })],
  ['does not know the sum', accepted({ claimedFen: null })],
  ['has asked the fraud score about a young policy', accepted({ policy: { effectiveFrom: '2026-02-20' } })],
])('#18 the system %s: a person decides', (_what, scene) => {
  expect(scene.standing().stage.status).not.toBe('decided')
  expect(scene.past.map(({ type }) => type)).not.toContain('SmallClaimApproved')
})

const invoiced = (amountFen: number, outcome: 'genuine' | 'not-found' | null): Scene => {
  const scene = given(example.received())
    .under({ policy, authority: noTable })
    .after(HOUR)
    .when(example.supply(...medical))
    .when({ type: 'RegisterInvoice', invoiceId: 'inv_a', amountFen })
  const told = outcome === null ? scene : scene.learns({ type: 'InvoiceChecked', invoiceId: 'inv_a', outcome })
  return told.when({ type: 'AcceptClaim' })
}

test('#18 the system rests on electronic invoices that are genuine and say all that is claimed; the rest is a person’s', () => {
  const ends = [
    invoiced(250_000, 'genuine'),
    invoiced(249_999, 'genuine'),
    invoiced(250_000, 'not-found'),
    invoiced(250_000, null),
  ]
  expect(ends.map((scene) => scene.standing().stage.status)).toEqual(['decided', 'reviewing', 'reviewing', 'reviewing'])
})

test('#18 a claim that comes again is a person’s', () => {
  const closed = given(example.closed()).under({ policy, authority: noTable })
  const again = closed
    .when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' })
    .when(example.supply(...medical))
    .when({ type: 'AcceptClaim' })
  again.stands('reviewing')
})

test('#18 a share of the claims goes to a person, the same ones every time', () => {
  const ids = Array.from(
    { length: 20_000 },
    (_, n) => `clm_019cabcd-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
  )
  const sampled = ids.filter((id) => isSampled(id, 5))
  expect(sampled.length / ids.length).toBeCloseTo(0.05, 2)
  expect(ids.filter((id) => isSampled(id, 5))).toEqual(sampled)
  expect(ids.every((id) => isSampled(id, 100))).toBe(true)
  accepted({}, medical, 100).stands('reviewing')
})

test('#18 once a table of limits is put, the system decides by its row of payments and keeps the version', () => {
  const scene = byTable({ ...row, line: 'medical', systemFen: 250_000, samplePercent: 1 })
  scene.stands('decided')
  expect(scene.standing().stage).toMatchObject({
    determination: { approverLevel: 0, limits: { paymentFen: 250_000, refusalFen: null }, limitsVersion: 7 },
  })
})

test.each<[string, readonly AuthorityRow[]]>([
  ['has no row', []],
  ['names nothing for the system', [row]],
  ['lets the system decide less', [{ ...row, systemFen: 249_999 }]],
  ['lets it decide another line', [row, { ...row, line: 'motor', systemFen: 500_000 }]],
  ['lets it decide elsewhere', [{ ...row, branch: '440000', systemFen: 500_000 }]],
  ['let it decide until yesterday', [{ ...row, systemFen: 300_000, to: '2026-03-01' }]],
  ['gives the whole sample to persons', [{ ...row, systemFen: 300_000, samplePercent: 100 }]],
])('#18 a table that %s leaves the claim to a person, whatever the service policy says', (_what, rows) => {
  byTable(...rows).stands('reviewing')
})

test('#18 what nobody told of authority is a person’s: the system decides by no row', () => {
  given(example.received())
    .under({ policy })
    .after(HOUR)
    .when(example.supply(...medical))
    .when({ type: 'AcceptClaim' })
    .stands('reviewing')
})

test('#18 the sample is five of a hundred wherever nobody has named another', () => {
  const { smallClaim } = policy
  expect(systemStepOf({ smallClaim: { ...smallClaim, systemApproval: {} } }, 'motor')).toEqual({
    limitFen: 500_000,
    samplePercent: 5,
  })
  expect(systemStepOf({ smallClaim: { ...smallClaim, systemApproval: {} } }, 'life')).toBeNull()
  expect(defaultSamplePercent).toBe(5)
})

test('#8 what somebody proposed to deny is not the system’s to pay, also after he had it back', () => {
  const returned = given(example.received())
    .under({ policy, authority: noTable })
    .after(HOUR)
    .when(example.supply(...medical))
    .when({ type: 'ProposeDenial', ...example.notCovered })
    .when({ type: 'ReturnProposal', questionTextId: 'txt_question' })
  returned.when({ type: 'AcceptClaim' }).stands('reviewing')
})

/** Agreed, and who gets it is named: by a person, for the system does not know. */
const named = () =>
  example
    .deliver(accepted(), 'result')
    .after(HOUR)
    .when({ type: 'AgreeOffer', identityChecked: true })
    .when(example.freezePayees('pty_only'))

test('#37 what the system approved it submits and checks itself, and the bank is asked at once', () => {
  const scene = named()
  scene.happens(
    { type: 'PayeesFrozen' },
    { type: 'PaymentSubmitted', payments: [1] },
    { type: 'PaymentApproved', n: 1 },
  )
  expect(scene.standing().payments).toMatchObject([{ state: 'approved', submittedBy: 'system', checkedBy: 'system' }])
  example.settle(scene).stands('paid')
})

test('#40 what the bank turns down for its own reasons goes out again under the check it had', () => {
  const rejected = named().learns(example.bankSays('never-seen')).learns(example.bankSays('rejected'))
  rejected.stands('paying')
  expect(rejected.standing().payments).toMatchObject([{ state: 'rejected' }, { state: 'waiting', checkedBy: 'system' }])
})

test('#39 once it is another account that is needed, persons are maker and checker', () => {
  const rejected = named()
    .learns(example.bankSays('never-seen'))
    .learns({ ...example.bankSays('rejected'), cause: 'account-closed' } as ClaimReceipt)
  const renamed = rejected.when(payments.newAccount())
  expect(renamed.standing().payments.at(-1)).toMatchObject({ state: 'prepared' })
  expect(renamed.standing().payments.at(-1)?.checkedBy).toBeUndefined()
})
