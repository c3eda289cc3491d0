import { expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { voted } from '../../test/committee-claims.ts'
import {
  advanceAsked,
  advanceLetGo,
  advancePaid,
  approveAdvance,
  motorPaid,
  subrogate,
} from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { proveWhole, provePart, raise, release, sign } from '../../test/held-claims.ts'
import { nextActions, shownToCustomers } from './next-actions.ts'
import { nextStep } from './next-step.ts'

const fixed = { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] } as const

/** The committee’s word: three votes, all for it. */
const decidedByCommittee = (scene: Scene): Scene => voted(scene, 'for', 'for', 'for')

test('#58 an advance is approved up to what is not held, and the rest when the investigator has cleared it', () => {
  const asked = advanceAsked(100_000).when(raise(200_000))
  asked.when(approveAdvance()).isRefused('HELD')
  asked.when({ ...approveAdvance(), amountFen: 50_000 }).happens({ type: 'PrepaymentApproved', amountFen: 50_000 })
  asked.when(release).when(approveAdvance()).happens({ type: 'PrepaymentApproved', amountFen: 100_000 })
})

test('#58 where not a fen is free the next step says so to colleagues, and not to the customer', () => {
  const claim = advanceAsked(100_000).when(raise(10_000_000)).standing()
  const decide = (all: ReturnType<typeof nextActions>) =>
    all.actions.find(({ command }) => command === 'DecidePrepayment')
  expect(decide(nextActions(claim))).toMatchObject({ blockedBy: 'HELD' })
  expect(decide(shownToCustomers(nextActions(claim)))).not.toHaveProperty('blockedBy')
})

test('#28 what was paid in advance counts once against what is held', () => {
  const paid = advancePaid(100_000).when(raise(50_000))
  const assessed = paid.and(fixed, example.assessLoss(200_000))
  assessed.when({ type: 'ApproveProposal' }).happens({ type: 'ProposalApproved' })
  paid.and(fixed, example.assessLoss(250_000)).when({ type: 'ApproveProposal' }).isRefused('HELD')
})

test('#56 of a part proven false the rest is owed whole: what was paid in advance is left out when payees are fixed', () => {
  const assessed = advancePaid(100_000).and(fixed, example.assessLoss(250_000))
  const { payableFen = 0 } = assessed.standing().assessment?.calculation ?? {}
  const proven = assessed.and(raise(50_000), provePart(50_000)).stands('awaiting-approval')
  expect(proven.standing().stage).toMatchObject({ proposal: { kind: 'part', payFen: payableFen - 50_000 } })
})

test('#56 a refusal ends the hold, and an advance that was held back is not let go by that', () => {
  const withheld = advanceLetGo(100_000).when(raise(10_000_000))
  const refused = decidedByCommittee(withheld.and(proveWhole, sign))
  expect(refused.standing().payments).toMatchObject([{ state: 'void' }])
  expect(refused.standing().prepayments).toMatchObject([{ state: 'void' }])
  const step = nextStep(refused.standing(), contextAt(refused.now))
  expect(step.kind === 'finish' ? [] : step.effects.map(({ kind }) => kind)).not.toContain('prepare-payment')
})

test('#70 a customer reads in no next action that money is to come back from somebody', () => {
  const claim = motorPaid().when(subrogate()).standing()
  const shown = shownToCustomers(nextActions(claim)).actions.map(({ command }) => command)
  expect(nextActions(claim).actions.map(({ command }) => command)).toContain('RecordRecoveryReceipt')
  expect(shown.filter((command) => command.includes('Recovery'))).toEqual([])
})
