import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import {
  advanceApproved,
  advanceAsked,
  advancePaid,
  advanceSent,
  agreedOn,
  approveAdvance,
  overpaid,
} from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { check, submit } from '../../test/payment-examples.ts'
import type { AuthorityKind } from '../authority.ts'
import type { AuthorityRow } from '../authority-limits.ts'
import type { Delegation } from '../delegation.ts'
import { HOUR } from '../time.ts'

const row = (kind: AuthorityKind): AuthorityRow => ({
  kind,
  branch: '000000',
  currency: 'CNY',
  limitsFen: [10_000, 100_000, 1_000_000, 2_000_000],
  from: '2026-01-01',
})

const byTable = (scene: Scene, ...kinds: readonly AuthorityKind[]): Scene =>
  scene.under({ authority: { limits: { version: 7, rows: kinds.map(row) }, delegations: [] } })

const lent: Delegation = {
  fromPersonId: 'per_head',
  fromLevel: 4,
  fromBranch: '310000',
  toPersonId: 'per_approver',
  kinds: ['prepayment'],
  from: '2026-03-01',
  to: '2026-12-31',
}

const lending = (scene: Scene, change: Partial<Delegation> = {}): Scene =>
  scene.under({ authority: { delegations: [{ ...lent, ...change }] } })

const rich = (): Scene => example.reviewing({ claimedFen: 5_000_000 })
const writeOff = { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_gone' } as const

test('#58 an advance is measured by the row of advances, and says by which table it was decided', () => {
  const asked = byTable(advanceAsked(100_000, byTable(rich(), 'payment', 'prepayment')), 'payment', 'prepayment')
  asked.when(approveAdvance(), person('approver')).isRefused('AUTHORITY_EXCEEDED')
  const limits = { prepaymentFen: 100_000 }
  asked
    .when(approveAdvance(), person('supervisor'))
    .happens({ type: 'PrepaymentApproved', level: 2, limits, limitsVersion: 7 })
})

test('#58 where something was paid before, an advance takes what the whole case takes: nothing is sliced into it', () => {
  const agreed = agreedOn(example.reviewing({ claimedFen: null }), 2_000_000)
  const paid = example.settle(agreed.and(example.freezePayees('pty_a'), submit, check(1))).stands('paid')
  const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'assessing' } as const
  const asked = advanceAsked(1_000_000, paid.after(HOUR).when(reopen))
  expect(asked.standing().prepayments).toMatchObject([{ requiredLevel: 2 }])
  const small = asked.when(approveAdvance(), person('approver')).isRefused('AUTHORITY_EXCEEDED')
  expect(small.refusal?.whoMay?.[0]).toBe('supervisor (A2)')
  asked.when(approveAdvance(), person('supervisor', 'per_other')).happens({ type: 'PrepaymentApproved', level: 2 })
  // What the first advance of a claim takes is measured by its own row alone.
  const first = advanceAsked(1_000_000, example.reviewing({ claimedFen: 5_000_000 }))
  first.when(approveAdvance(), person('approver')).happens({ type: 'PrepaymentApproved', level: 1 })
})

test('#58 an advance is routed by the table that stands when it is proposed', () => {
  const asked = byTable(rich(), 'prepayment').when({
    type: 'RequestPrepayment',
    why: 'big-loss',
    amountFen: 100_001,
    evidence: ['doc_claim-form'],
    payee: { payeeId: 'pty_advance', accountHolderIsPayee: true, namedOnFile: 'insured' },
  })
  expect(asked.standing().prepayments).toMatchObject([{ requiredLevel: 3 }])
})

test('#58 where the table has no row of advances nobody pays in advance, and the refusal says who can help', () => {
  const refused = byTable(advanceAsked(1, rich()), 'payment').when(approveAdvance()).isRefused('AUTHORITY_EXCEEDED')
  expect(refused.refusal).toMatchObject({ whoMay: [], message: expect.stringContaining('security administrator') })
})

test('#29 an advance is decided by a step that was lent for advances, in the name of its owner', () => {
  lending(advanceAsked(1_000_001, rich()))
    .when(approveAdvance(), person('approver'))
    .happens({ type: 'PrepaymentApproved', level: 4, onBehalfOf: 'per_head' })
  const own = lending(advanceAsked(1_000_000, rich())).when(approveAdvance(), person('approver'))
  expect(own.happens({ type: 'PrepaymentApproved', level: 1 }).latest[0]).not.toHaveProperty('onBehalfOf')
})

test.each<[string, Partial<Delegation>]>([
  ['for other kinds', { kinds: ['payment', 'refusal'] }],
  ['on other days', { from: '2026-06-01' }],
  ['by who proposed the advance', { fromPersonId: 'per_assessor' }],
])('#29 what was lent %s lifts nobody to an advance', (_what, change) => {
  lending(advanceAsked(1_000_001, rich()), change)
    .when(approveAdvance(), person('approver'))
    .isRefused('AUTHORITY_EXCEEDED')
})

test('#71 what is given up is measured like a payment, by the table, by the step that was lent and in whose name', () => {
  const asked = overpaid()
  byTable(asked, 'payment').when(writeOff, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  byTable(asked, 'payment')
    .when(writeOff, person('supervisor'))
    .happens({ type: 'RecoveryWrittenOff', level: 2, limitsVersion: 7 })
  const delegations = [{ ...lent, kinds: ['payment'] as const }]
  const limits = { version: 7, rows: [row('payment')] }
  asked
    .under({ authority: { limits, delegations } })
    .when(writeOff, person('approver'))
    .happens({ type: 'RecoveryWrittenOff', level: 4, limitsVersion: 7, onBehalfOf: 'per_head' })
})

test('#26 an advance counts once in the case total, approved, with the bank or paid', () => {
  for (const advanced of [advanceApproved, advanceSent, advancePaid]) {
    const reviewed = advanced(1_000_000).and({
      type: 'FixLiability',
      parts: ['preliminary', 'detailed', 'risk'],
    })
    const routed = (amountFen: number): unknown => reviewed.when(example.assessLoss(amountFen)).standing().stage
    expect(routed(2_000_000)).toMatchObject({ proposal: { payFen: 2_000_000, requiredLevel: 1 } })
    expect(routed(2_000_001)).toMatchObject({ proposal: { payFen: 2_000_001, requiredLevel: 2 } })
  }
})
