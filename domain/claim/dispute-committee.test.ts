import { describe, expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { awaitingCommittee, member, voted, voting } from '../../test/committee-claims.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { proven, sign } from '../../test/held-claims.ts'
import { HOUR } from '../time.ts'
import { isBarred } from './permission.ts'

const { approve, compromise, evaluated, investigated, raise } = disputes
const disputeOf = (scene: Scene) => scene.standing().dispute

test('#62 beyond head office the committee votes, as on a proposal: its majority settles, and every vote is kept', () => {
  const scene = disputes.beyondHeadOffice()
  expect(disputeOf(scene)?.proposal).toMatchObject({ requiredLevel: 5 })
  const alone = scene.when(approve).isRefused('AUTHORITY_EXCEEDED')
  expect(alone.refusal?.whoMay).toEqual(['committee (A5)'])
  const open = voted(scene, 'for', 'against').happens({ type: 'VoteCast', vote: 'against' }).stands('paid')
  open.when(voting('for'), member(1)).isRefused('DOUBLE_VOTE')
  open.when({ type: 'VoteProposal', vote: 'abstain' }, member(2)).isRefused('REASON_MISSING')
  open.when(voting('for'), person('committee', 'per_head-office')).isRefused('SEPARATION_OF_DUTIES')
  const settled = open.when(voting('for'), member(2))
  settled.happens({ type: 'VoteCast', vote: 'for' }, { type: 'DisputeSettled', level: 5 }).stands('agreed')
  expect(settled.standing().stage).toMatchObject({
    determination: {
      approvedBy: 'per_member_2',
      approverLevel: 5,
      votes: [{ personId: 'per_member_0' }, { personId: 'per_member_1', vote: 'against' }, { vote: 'for' }],
    },
  })
  expect(disputeOf(settled)).toMatchObject({ state: 'ended', outcome: 'settled' })
})

test('#62 what the committee does not carry goes back to the handler, and the votes go with it', () => {
  const lost = voted(disputes.beyondHeadOffice(), 'against', 'for', 'against')
  lost.happens({ type: 'VoteCast' }, { type: 'ResolutionReturned', questionTextId: 'txt_reason' })
  expect(disputeOf(lost)).toMatchObject({ state: 'investigating', proposal: null, proposalVotes: [] })
})

test('#62 what a divided committee does not end goes back to the handler by head office', () => {
  const back = { type: 'DecideDispute', verdict: 'return', questionTextId: 'txt_q' } as const
  const divided = voted(disputes.beyondHeadOffice(), 'for', 'against', 'abstain')
  divided.when(back, person('supervisor', 'per_judge')).isRefused('AUTHORITY_EXCEEDED')
  divided.when(back, person('head-office', 'per_payment-clerk')).isRefused('SEPARATION_OF_DUTIES')
  const returned = divided.when(back).happens({ type: 'ResolutionReturned', questionTextId: 'txt_q' })
  expect(disputeOf(returned)).toMatchObject({ state: 'investigating', proposalVotes: [] })
})

test('#62 the committee leaves to a lower step what that step may decide, and votes on nothing that is not proposed', () => {
  evaluated(compromise).when(voting('for'), member(0)).isRefused('COMMITTEE_NOT_NEEDED')
  investigated().when(voting('for'), member(0)).isRefused('DISPUTE_STATE')
  example.closed().when(voting('for'), member(0)).isRefused('NO_DISPUTE')
})

test('#62 who voted for the decision does not judge it, nor lends anybody the step to do so', () => {
  const decided = voted(awaitingCommittee(), 'for', 'for', 'for')
  const offered = example.deliver(decided, 'result').after(HOUR).when(raise)
  const taken = evaluated({ outcome: 'uphold' }, investigated(offered))
  expect(disputeOf(taken)?.about).toMatchObject({
    decidedBy: 'per_member_2',
    votedBy: ['per_member_0', 'per_member_1', 'per_member_2'],
  })
  taken.when(approve, person('head-office', 'per_member_0')).isRefused('SEPARATION_OF_DUTIES')
  expect(isBarred(taken.standing(), 'per_member_0', 'DecideDispute')).toBe(true)
  expect(isBarred(taken.standing(), 'per_judge', 'DecideDispute')).toBe(false)
  taken.when(approve).happens({ type: 'DisputeDecided', level: 4 })
})

describe('a refusal for fraud that is disputed', () => {
  const refused = (): Scene =>
    example.deliver(voted(proven().when(sign), 'for', 'for', 'for'), 'refusal').stands('declined')
  const taken = (): Scene => investigated(refused().after(HOUR).when(raise))
  const fresh = (at: number) => person('committee', `per_newly_${at}`)
  const two = (scene: Scene): Scene => [0, 1].reduce((before, at) => before.when(voting('for'), fresh(at)), scene)

  test('#62 is given back by the committee with compliance beside it, however little is settled for', () => {
    const scene = evaluated(compromise, taken())
    expect(disputeOf(scene)?.proposal).toMatchObject({ requiredLevel: 5 })
    expect(scene.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
      { audience: 'committee' },
      { audience: 'compliance', facts: { task: 'countersign what takes back a refusal for fraud' } },
    ])
    for (const role of ['approver', 'head-office'] as const) {
      scene.when(approve, person(role, 'per_judge')).isRefused('AUTHORITY_EXCEEDED')
    }
    scene.when(voting('for'), member(0)).isRefused('SEPARATION_OF_DUTIES')
    two(scene).when(voting('for'), fresh(2)).isRefused('COUNTERSIGNATURE_MISSING')
    const signed = two(scene).when(sign).happens({ type: 'ProposalCountersigned' })
    signed.when(sign).isRefused('NOTHING_TO_COUNTERSIGN')
    signed.when(voting('for'), fresh(2)).happens({ type: 'VoteCast' }, { type: 'DisputeSettled', level: 5 })
  })

  test('#62 is not taken anew by one person either, and what compliance objects to goes back to the handler', () => {
    const change = evaluated({ outcome: 'change' }, taken())
    change.when(approve).isRefused('AUTHORITY_EXCEEDED')
    const back = change.when({ type: 'CountersignProposal', verdict: 'object', questionTextId: 'txt_q' })
    back.happens({ type: 'ResolutionReturned', questionTextId: 'txt_q' })
    expect(disputeOf(back)).toMatchObject({ state: 'investigating', proposal: null })
    two(change.when(sign))
      .when(voting('for'), fresh(2))
      .happens({ type: 'VoteCast' }, { type: 'DisputeDecided', level: 5 }, { type: 'ClaimReopened' })
  })

  test('#62 that stands is judged by its step, and there is nothing to sign', () => {
    const upheld = evaluated({ outcome: 'uphold' }, taken())
    upheld.when(sign).isRefused('NOTHING_TO_COUNTERSIGN')
    upheld.when(approve).happens({ type: 'DisputeDecided', level: 4 })
    evaluated(compromise).when(sign).isRefused('NOTHING_TO_COUNTERSIGN')
  })
})

test('#63b above head office it is the committee: three members, each once, the majority rules', () => {
  const failed = disputes.mediationFailed(disputes.mediating(disputes.refusalInvestigated()))
  const rule = (outcome: 'uphold' | 'change') => ({ type: 'AdjudicateDispute', outcome, rulingTextId: 'txt' }) as const
  const beyond = failed.when(rule('change'), person('branch-head', 'per_one')).isRefused('AUTHORITY_EXCEEDED')
  expect(beyond.refusal?.whoMay).toEqual(['committee (A5)'])
  failed.when(rule('change'), person('head-office', 'per_one')).isRefused('AUTHORITY_EXCEEDED')
  failed.when(rule('change'), person('head-office')).isRefused('SEPARATION_OF_DUTIES')
  const first = failed.when(rule('change'), member(1)).happens({ type: 'RulingVoted' })
  first.when(rule('change'), member(1)).isRefused('DOUBLE_VOTE')
  const second = first.when(rule('uphold'), member(2)).happens({ type: 'RulingVoted' })
  second
    .when(rule('change'), member(3))
    .happens(
      { type: 'RulingVoted', outcome: 'change' },
      { type: 'DisputeAdjudicated', outcome: 'change', level: 5 },
      { type: 'ClaimReopened', reason: 'dispute-won' },
    )
    .stands('received')
  const low = disputes.mediationFailed()
  expect(low.when(rule('uphold'), member(1)).isRefused('COMMITTEE_NOT_NEEDED').refusal?.whoMay?.[0]).toBe(
    'supervisor (A2)',
  )
})
