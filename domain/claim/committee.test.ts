import { expect, test } from 'vitest'
import { awaitingCommittee, member, voted, voting } from '../../test/committee-claims.ts'
import { contextAt, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingApproval } from '../../test/example-claims.ts'
import { HOUR } from '../time.ts'
import { outcomeOf } from './committee.ts'
import { nextActions } from './next-actions.ts'
import type { Vote } from './state.ts'
import { summarise } from './summary.ts'

const votes = (text: string): Vote[] => text.split('').map((letter) => words[letter] ?? 'abstain')
const words: Readonly<Record<string, Vote>> = { f: 'for', a: 'against' }

const back = { type: 'ReturnProposal', questionTextId: 'txt_q' } as const
const stood = (text: string) => outcomeOf(votes(text).map((vote) => ({ vote })))

test('#28 three members at least say their word, and more than half of all of them must be for it', () => {
  expect(['', 'f', 'ff', 'aa'].map(stood)).toEqual(['open', 'open', 'open', 'open'])
  expect(['fff', 'ffa', 'ff-', 'ffaf', 'fa-ff'].map(stood)).toEqual(Array.from({ length: 5 }, () => 'carried'))
  expect(['aaa', 'aaf', 'aa-', 'f-aaa'].map(stood)).toEqual(Array.from({ length: 4 }, () => 'lost'))
  expect(['f--', 'fa-', 'ffaa', 'f---', '---'].map(stood)).toEqual(Array.from({ length: 5 }, () => 'open'))
})

test('#28 the seventh vote ends it: what has no majority by then is not carried', () => {
  expect(stood('fff---')).toBe('open')
  expect(stood('fff----')).toBe('lost')
  expect(stood('fff---f')).toBe('carried')
})

test('#28 the vote that makes the majority decides, by the step of the committee, and every vote is kept', () => {
  const open = voted(awaitingCommittee(), 'for', 'against')
  open.happens({ type: 'VoteCast', vote: 'against', reasonTextId: 'txt_reason' }).stands('awaiting-approval')
  const decided = open.after(HOUR).when(voting('for'), member(2))
  decided.happens({ type: 'VoteCast', vote: 'for' }, { type: 'ProposalApproved', level: 5 }).stands('decided')
  expect(decided.standing().stage).toMatchObject({
    determination: {
      approvedBy: 'per_member_2',
      approverLevel: 5,
      votes: [
        { personId: 'per_member_0', vote: 'for' },
        { personId: 'per_member_1', vote: 'against', reasonTextId: 'txt_reason' },
        { personId: 'per_member_2', vote: 'for', at: decided.now },
      ],
    },
  })
})

test('#30 a proposal the committee does not carry goes back with the last reason, and the votes go with it', () => {
  const lost = voted(awaitingCommittee(), 'for', 'against').when(voting('abstain', 'txt_doubt'), member(2))
  lost.stands('awaiting-approval')
  const back = lost.when(voting('against', 'txt_no'), member(3)).when(voting('against', 'txt_last'), member(4))
  back.happens({ type: 'VoteCast' }, { type: 'ProposalReturned', questionTextId: 'txt_last' }).stands('assessing')
  expect(back.standing().stage).not.toHaveProperty('votes')
})

test('#30 a divided committee of few members holds nothing for ever: head office sends it back', () => {
  const divided = voted(awaitingCommittee(), 'for', 'against', 'abstain').stands('awaiting-approval')
  divided.when(back, person('branch-head')).isRefused('AUTHORITY_EXCEEDED')
  // Who has a part in the claim already, at the desk or by his vote, does not.
  for (const id of ['per_intake-clerk', 'per_member_0']) {
    divided.when(back, person('head-office', id)).isRefused('SEPARATION_OF_DUTIES')
  }
  const again = divided.when(back).happens({ type: 'ProposalReturned', questionTextId: 'txt_q' }).stands('assessing')
  expect(again.standing().stage).not.toHaveProperty('votes')
  given(awaitingApproval()).when(back, person('approver')).happens({ type: 'ProposalReturned' })
})

test('#28 nobody votes twice, nobody who prepared it votes, and who is not for it says why', () => {
  voted(awaitingCommittee(), 'for').when(voting('for'), member(0)).isRefused('DOUBLE_VOTE')
  awaitingCommittee().when(voting('for'), person('committee', 'per_assessor')).isRefused('SEPARATION_OF_DUTIES')
  awaitingCommittee().when(voting('for'), person('committee', 'per_insured')).isRefused('OWN_CLAIM')
  for (const vote of ['against', 'abstain'] as const) {
    const silent = awaitingCommittee().when({ type: 'VoteProposal', vote })
    expect(silent.isRefused('REASON_MISSING').refusal?.field).toBe('/reason')
  }
})

test('#28 the committee leaves to a lower step what that step may decide', () => {
  const refused = awaitingApproval().when(voting('for')).isRefused('COMMITTEE_NOT_NEEDED')
  expect(refused.refusal?.whoMay?.[0]).toBe('approver (A1)')
})

test('#28 a copy that is suspected is paid by nobody, by the committee neither, and who is against it is heard', () => {
  const suspected = voted(awaitingCommittee(), 'for', 'for').when(
    { type: 'SuspectDuplicate', otherClaimId: 'clm_other' },
    person('supervisor'),
  )
  suspected.when(voting('for'), member(2)).isRefused('DUPLICATE_SUSPECTED')
  suspected.and({ type: 'ResolveDuplicate', outcome: 'cleared' }).when(voting('for'), member(2)).stands('decided')
  const heard = suspected.when(voting('against'), member(2)).happens({ type: 'VoteCast' }).stands('awaiting-approval')
  heard.when(voting('against'), member(3)).when(voting('against'), member(4)).stands('assessing')
})

test('#29 what is beyond every other step stands in the queue of the committee and is offered to it alone', () => {
  const scene = awaitingCommittee()
  expect(summarise(scene.standing(), contextAt(scene.now)).queue).toBe('committee')
  const blocked = (claim: typeof scene) =>
    Object.fromEntries(nextActions(claim.standing()).actions.map(({ command, blockedBy }) => [command, blockedBy]))
  expect(blocked(scene)).toMatchObject({ ApproveProposal: 'AUTHORITY_EXCEEDED', VoteProposal: undefined })
  // Head office may send it back all the same.
  expect(blocked(scene)['ReturnProposal']).toBeUndefined()
  expect(blocked(given(awaitingApproval()))).toMatchObject({
    ApproveProposal: undefined,
    VoteProposal: 'COMMITTEE_NOT_NEEDED',
  })
})
