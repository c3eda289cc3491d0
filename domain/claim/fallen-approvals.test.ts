import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingCommittee, voted } from '../../test/committee-claims.ts'
import * as disputes from '../../test/dispute-examples.ts'
import { advanceLetGo, advanceSent } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { proveWhole, raise } from '../../test/held-claims.ts'
import { DAY } from '../time.ts'

/** Whom the last act told that his approval fell: role, person, of what, and why. */
const told = ({ latest }: Scene) =>
  latest
    .flatMap(({ notices = [] }) => notices)
    .filter(({ facts }) => String(facts['task']).startsWith('your approval'))
    .map(({ audience, facts }) => [audience, facts['approver'], facts['task'], facts['cause']])

const words = (what: string) => `your approval of ${what} holds no longer`
const fallen = (scene: Scene) => scene.standing().fallen ?? []

test('#37 #75 a change of payees voids the approval of the payment alone, and says so to the checker who gave it', () => {
  const thawed = given(example.paymentApproved()).when(example.thaw).stands('paying')
  expect(told(thawed)).toEqual([['payment-checker', 'per_payment-checker', words('a payment'), 'payees-changed']])
  expect(fallen(thawed)).toMatchObject([
    { what: 'payment', n: 1, amountFen: 250_000, approvedBy: ['per_payment-checker'], because: 'payees-changed' },
  ])
  const submitted = given(example.paying()).and({ type: 'SubmitPayments' }, example.thaw)
  expect([told(submitted), fallen(submitted)]).toEqual([[], []])
})

test('#28 #56 a determination that gives way to proven fraud says so to who approved it', () => {
  const proven = given(example.offered()).and(raise(1), proveWhole).stands('awaiting-approval')
  expect(told(proven)).toEqual([['head-office', 'per_head-office', words('the determination'), 'fraud-proven']])
  expect(fallen(proven)).toMatchObject([{ what: 'determination', amountFen: 250_000, at: proven.now }])
  const before = given(example.awaitingApproval()).and(raise(1), proveWhole)
  expect([told(before), fallen(before)]).toEqual([[], []])
})

test('#28 of what the committee decided every member who was for it is told', () => {
  const decided = voted(awaitingCommittee(), 'for', 'against', 'for')
  const proven = example.deliver(decided, 'result').and(raise(1), proveWhole)
  expect(told(proven)).toEqual(
    ['per_member_0', 'per_member_2'].map((member) => ['committee', member, words('the determination'), 'fraud-proven']),
  )
})

test('#69 a refusal that new evidence opens again says so to who approved it', () => {
  const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' } as const
  const reopened = given(example.declined()).after(DAY).when(reopen)
  expect(told(reopened)).toEqual([['head-office', 'per_head-office', words('the determination'), 'claim-reopened']])
})

test('#69 what was paid stays determined when new evidence comes, and not when the insurer had erred', () => {
  const reopen = { type: 'ReopenClaim', noteTextId: 'txt', to: 'assessing' } as const
  const evidence = given(example.closed()).when({ ...reopen, reason: 'new-evidence' })
  expect([told(evidence), fallen(evidence)]).toEqual([[], []])
  const error = given(example.closed()).when({ ...reopen, reason: 'insurer-error' })
  expect(told(error)).toEqual([['head-office', 'per_head-office', words('the determination'), 'claim-reopened']])
})

test('#62 #63a what takes the place of a determination after a dispute is told to who approved the first', () => {
  const settled = disputes.evaluated(disputes.compromise).when(disputes.approve)
  expect(told(settled)).toEqual([['approver', 'per_approver', words('the determination'), 'dispute-decided']])
})

test('#58 #75 an advance that is called off tells who approved it and who let it go, and one the bank may have tells nobody', () => {
  const off = given(advanceLetGo()).when(example.thaw)
  expect(told(off)).toEqual([
    ['approver', 'per_head-office', words('an advance'), 'payees-changed'],
    ['payment-checker', 'per_payment-checker', words('a payment'), 'payees-changed'],
  ])
  const out = given(advanceSent()).when(example.thaw)
  expect([told(out), fallen(out)]).toEqual([[], []])
})

test('who takes his claim back changes nothing of what was approved, and what the system decided had no approver', () => {
  const withdrawn = given(example.offered()).when({
    type: 'WithdrawClaim',
    identityChecked: true,
    reasonTextId: 'txt_why',
  })
  expect([told(withdrawn), fallen(withdrawn)]).toEqual([[], []])
})

test('the last twenty are at hand, whatever is changed how often', () => {
  const approve = [example.freezePayees('pty_x'), { type: 'SubmitPayments' }] as const
  const clerk = person('payment-clerk', 'per_thawing')
  let scene: Scene = given(example.paymentApproved())
  for (let n = 2; n < 26; n += 1) {
    scene = scene.when(example.thaw, clerk).and(...approve, { type: 'CheckPayment', n, verdict: 'approve' })
  }
  expect(fallen(scene)).toHaveLength(20)
  expect(fallen(scene).at(-1)).toMatchObject({ n: 24 })
})
