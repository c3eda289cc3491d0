import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advancePaid } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import { outstandingReserveFen, reserveOf } from './reserve.ts'

const set = (reserveFen: number) => ({ type: 'SetReserve', reserveFen, reasonTextId: 'txt_why' }) as const

test('#6 with the acceptance is set aside what is claimed, at most the sum insured', () => {
  expect(reserveOf(example.reviewing().standing())).toBe(250_000)
  const capped = example.reviewing({ policy: { sumInsuredFen: 200_000 } })
  expect(capped.past).toContainEqual(expect.objectContaining({ type: 'ClaimAccepted', reserveFen: 200_000 }))
  expect(reserveOf(capped.standing())).toBe(200_000)
})

test('#6 who names no amount has the sum insured set aside for him, and nothing while nobody knows any', () => {
  const unnamed = example.reviewing({ claimedFen: null, policy: { sumInsuredFen: 300_000 } }).standing()
  expect(reserveOf(unnamed)).toBe(300_000)
  const unknown = given(example.received({ claimedFen: null, policy: 'pending' }))
    .after(HOUR)
    .when({ type: 'AcceptClaim' })
  expect(unknown.standing().reserves).toBeUndefined()
  expect(outstandingReserveFen(unknown.standing())).toBe(0)
})

test('#13 a claim taken up by the passing of time has its reserve as well', () => {
  const asked = given(example.received()).after(HOUR).when(example.requestDispensable)
  const accepted = example.deliver(asked, 'correction')
  const over = accepted.passes(accepted.clock('C14').dueTarget)
  expect(reserveOf(over.standing())).toBe(250_000)
})

test('another reserve is set by whoever may decide so much by the ladder, and kept with who and on which step', () => {
  const scene = given(example.reviewing()).after(HOUR).when(set(2_000_000), person('approver'))
  scene.happens({ type: 'ReserveSet', reserveFen: 2_000_000, level: 1 })
  expect(scene.standing().reserves).toEqual([
    { reserveFen: 250_000, at: expect.any(Number) },
    { reserveFen: 2_000_000, at: scene.now, by: { personId: 'per_approver', level: 1 } },
  ])
  const beyond = given(scene).when(set(2_000_001), person('approver')).isRefused('AUTHORITY_EXCEEDED')
  expect(beyond.refusal?.whoMay).toEqual(['supervisor (A2)', 'branch head (A3)', 'head office (A4)', 'committee (A5)'])
})

test('no single person holds the committee’s authority', () => {
  const committee = { ...person('head-office'), authorityLevel: 5 }
  const asked = given(example.reviewing()).when(set(500_000_001), committee).happens({ type: 'ReserveProposed' })
  expect(reserveOf(asked.standing())).toBe(250_000)
})

test('a reserve is measured by the row of reserves, and says by which table it was set', () => {
  const row = {
    branch: '000000',
    currency: 'CNY',
    limitsFen: [10_000, 400_000, 1_000_000, 2_000_000],
    from: '2026-01-01',
  } as const
  const by = (kind: 'reserve' | 'payment'): Scene =>
    given(example.reviewing()).under({
      authority: { limits: { version: 7, rows: [{ ...row, kind }] }, delegations: [] },
    })
  by('reserve').when(set(400_000), person('approver')).isRefused('AUTHORITY_EXCEEDED')
  by('reserve')
    .when(set(400_000), person('supervisor'))
    .happens({ type: 'ReserveSet', level: 2, limits: { reserveFen: 400_000 }, limitsVersion: 7 })
  const nobody = by('payment').when(set(1_000), person('head-office')).isRefused('AUTHORITY_EXCEEDED')
  expect(nobody.refusal).toMatchObject({ whoMay: [], message: expect.stringContaining('security administrator') })
})

test('a reserve is set by a step that was lent for reserves, in the name of its owner', () => {
  const lent = { fromPersonId: 'per_head', fromLevel: 4, fromBranch: '310000', toPersonId: 'per_approver' } as const
  const days = { from: '2026-03-01', to: '2026-12-31' }
  const lending = (kind: 'reserve' | 'payment'): Scene =>
    given(example.reviewing()).under({ authority: { delegations: [{ ...lent, ...days, kinds: [kind] }] } })
  const scene = lending('reserve').when(set(2_000_001), person('approver'))
  scene.happens({ type: 'ReserveSet', level: 4, onBehalfOf: 'per_head' })
  expect(scene.standing().reserves?.at(-1)?.by).toEqual({ personId: 'per_approver', level: 4, onBehalfOf: 'per_head' })
  lending('payment').when(set(2_000_001), person('approver')).isRefused('AUTHORITY_EXCEEDED')
})

test('what was paid in advance is a part of what the reserve is for', () => {
  const paid = advancePaid(100_000)
  expect(outstandingReserveFen(paid.standing())).toBe(150_000)
  given(paid).when(set(99_999)).isRefused('RESERVE_BELOW_PAID')
  given(paid).when(set(100_000)).happens({ type: 'ReserveSet' })
})

test('a reserve is whole fen, another than the present one, and no less than what was paid', () => {
  given(example.reviewing()).when(set(-1)).isRefused('AMOUNT_NOT_FEN')
  given(example.reviewing()).when(set(0.5)).isRefused('AMOUNT_NOT_FEN')
  given(example.reviewing()).when(set(250_000)).isRefused('SAME_RESERVE')
  const twice = given(example.paid()).after(HOUR)
  const again = twice.when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' })
  expect(again.when(set(249_999)).isRefused('RESERVE_BELOW_PAID').refusal?.field).toBe('/reserveFen')
})

test('what has been paid is not set aside any more, and of an ended claim nothing is', () => {
  const [open, ended] = [example.paymentApproved(), example.closed()].map((scene) =>
    outstandingReserveFen(scene.standing()),
  )
  expect([open, ended]).toEqual([250_000, 0])
  expect(outstandingReserveFen(example.paid().standing())).toBe(0)
})

test('a reserve binds no decision: what an approver has seen stays what he decides on', () => {
  const before = example.awaitingApproval()
  const after = given(before).after(HOUR).when(set(3_000_000), person('branch-head'))
  expect(after.standing().decisionVersion).toBe(before.standing().decisionVersion)
})

test('the claim keeps its last twenty reserves at hand', () => {
  let scene = given(example.reviewing())
  for (let times = 1; times <= 30; times += 1)
    scene = given(scene)
      .after(DAY / 24)
      .when(set(250_000 + times))
  const { reserves = [] } = scene.standing()
  expect(reserves).toHaveLength(20)
  expect(reserveOf(scene.standing())).toBe(250_030)
})
