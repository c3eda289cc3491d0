import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingCommittee, member, voted } from '../../test/committee-claims.ts'
import { approveAdvance, receive } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import * as motions from '../../test/motion-examples.ts'
import { paidLate } from '../../test/payment-examples.ts'
import type { CommandOf } from './commands.ts'
import { openMotions } from './motions.ts'
import { nextActions } from './next-actions.ts'
import { reserveOf } from './reserve.ts'
import type { Motion } from './state.ts'

const { votedOn, votingOn } = motions
const advance = { kind: 'advance', n: 1 } as const
const compensation = { kind: 'compensation', n: 1 } as const
const writeOff = { kind: 'write-off', n: 1 } as const
const reserve = { kind: 'reserve', reserveFen: 500_000_001 } as const
const tasks = (scene: Scene) =>
  scene.latest
    .flatMap(({ notices = [] }) => notices)
    .filter(({ kind }) => kind === 'staff-work-item')
    .map(({ audience, facts }) => [audience, facts['task']])
const votingIn = (scene: Scene) =>
  nextActions(scene.standing()).actions.find(({ command }) => command === 'VoteProposal')

test('#58 an advance beyond head office is voted on: its majority approves all of it, and every vote is kept', () => {
  const asked = motions.advanceBeyond()
  expect(tasks(asked)).toEqual([['committee', 'advance: decide what was proposed']])
  expect(openMotions(asked.standing())).toEqual([advance])
  expect(votingIn(asked)).toMatchObject({ level: 5, roles: ['committee'] })
  expect(asked.when(approveAdvance()).isRefused('AUTHORITY_EXCEEDED').refusal?.whoMay).toEqual(['committee (A5)'])
  const open = votedOn(asked, advance, 'for', 'against').happens({ type: 'VoteCast', vote: 'against', on: advance })
  open.when(votingOn(advance), member(1)).isRefused('DOUBLE_VOTE')
  open.when(votingOn(advance), person('committee', 'per_assessor')).isRefused('SEPARATION_OF_DUTIES')
  open.when(votingOn(advance), person('committee', 'per_insured')).isRefused('OWN_CLAIM')
  open.when({ ...votingOn(advance), vote: 'abstain' }, member(2)).isRefused('REASON_MISSING')
  const paid = open.when(votingOn(advance), member(2))
  paid.happens({ type: 'VoteCast' }, { type: 'PrepaymentApproved', n: 1, amountFen: 500_000_001, level: 5 })
  const votes = [{ personId: 'per_member_0' }, { personId: 'per_member_1', vote: 'against' }, { vote: 'for' }]
  expect(paid.standing().prepayments).toMatchObject([{ state: 'approved', approvedBy: 'per_member_2', votes }])
  expect(openMotions(paid.standing())).toEqual([])
})

test('#58 what is in the way of an advance is in the way of the vote that would carry it, and the others are heard', () => {
  const two = votedOn(motions.advanceBeyond(), advance, 'for', 'for')
  const suspected = two.when({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' }, person('supervisor'))
  suspected.when(votingOn(advance), member(2)).isRefused('DUPLICATE_SUSPECTED')
  suspected.when(votingOn(advance, 'against'), member(2)).happens({ type: 'VoteCast', vote: 'against' })
})

test('#58 what the committee does not carry goes back with its last reason; head office may let less be paid', () => {
  const lost = votedOn(motions.advanceBeyond(), advance, 'against', 'against', 'against')
  lost.happens({ type: 'VoteCast' }, { type: 'PrepaymentReturned', n: 1, reasonTextId: 'txt_reason' })
  const less = { ...approveAdvance(), amountFen: 100_000 }
  motions.advanceBeyond().when(less).happens({ type: 'PrepaymentApproved', level: 4, amountFen: 100_000 })
})

test('#47 what paying late costs beyond head office is voted on; sent back it stays owed and is voted on anew', () => {
  const late = motions.compensationBeyond()
  expect(late.standing().compensations).toMatchObject([{ requiredLevel: 5 }])
  late.when({ type: 'ApproveCompensation', n: 1 }, person('head-office', 'per_other')).isRefused('AUTHORITY_EXCEEDED')
  const newly = (at: number) => person('committee', `per_newly_${at}`)
  const asked = [0, 1, 2].reduce((scene, at) => scene.when(votingOn(compensation, 'against'), newly(at)), late)
  asked.happens({ type: 'VoteCast' }, { type: 'CompensationReturned', n: 1, reasonTextId: 'txt_reason' })
  expect(tasks(asked)).toEqual([['head-office', 'paid late: answer the committee, which votes anew']])
  expect(asked.standing().compensations).toMatchObject([{ votes: [] }])
  const paid = [0, 1, 2].reduce((scene, at) => scene.when(votingOn(compensation), newly(at)), asked)
  paid.happens({ type: 'VoteCast' }, { type: 'CompensationApproved', n: 1, level: 5 })
  expect(paid.standing().payments.at(-1)).toMatchObject({ kind: 'compensation', state: 'prepared' })
})

test('#6 a reserve nobody sets alone head office brings before the committee, and does not vote on it', () => {
  const brought = motions.reserveBrought()
  brought.happens({ type: 'ReserveProposed', reserveFen: 500_000_001 })
  expect(tasks(brought)).toEqual([['committee', 'reserve: vote on what head office brought']])
  brought.when(motions.reserveBeyond).isRefused('BEFORE_COMMITTEE')
  const alone = given(example.reviewing()).when(motions.reserveBeyond, person('supervisor'))
  expect(alone.isRefused('AUTHORITY_EXCEEDED').refusal?.whoMay?.[0]).toContain('head office (A4)')
  const self = brought.when(votingOn(reserve), person('committee', 'per_head-office'))
  self.isRefused('SEPARATION_OF_DUTIES')
  const set = votedOn(brought, reserve, 'for', 'for', 'for')
  set.happens(
    { type: 'VoteCast' },
    { type: 'ReserveSet', reserveFen: 500_000_001, reasonTextId: 'txt_reserve', level: 5 },
  )
  expect(reserveOf(set.standing())).toBe(500_000_001)
  expect(set.standing().proposedReserve).toBeNull()
  expect(set.standing().acted.some(({ personId }) => personId === 'per_member_0')).toBe(false)
})

test('#6 another reserve takes the place of the one that waits, and its votes fall; what is not carried is not set', () => {
  const two = votedOn(motions.reserveBrought(), reserve, 'for', 'for')
  const other = two.when({ ...motions.reserveBeyond, reserveFen: 600_000_000 })
  expect(other.standing().proposedReserve).toMatchObject({ reserveFen: 600_000_000, votes: [] })
  // Who voted on what he had before him says nothing of the other amount.
  const old = other.when(votingOn(reserve), member(2)).isRefused('NOTHING_BROUGHT')
  expect(old.refusal?.field).toBe('/on/reserveFen')
  const lost = votedOn(other, { ...reserve, reserveFen: 600_000_000 }, 'against', 'against', 'against')
  lost.happens({ type: 'VoteCast' }, { type: 'ReserveReturned', reasonTextId: 'txt_reason' })
  lost.when(votingOn(reserve), member(9)).isRefused('NOTHING_BROUGHT')
})

test('#71 what nobody gives up alone head office brings before the committee', () => {
  const lost = motions.lostBeyond()
  lost.when(votingOn(writeOff), member(5)).isRefused('NOTHING_BROUGHT')
  expect(lost.when(motions.writeOff, person('branch-head')).isRefused('AUTHORITY_EXCEEDED').refusal?.whoMay).toEqual([
    'head office (A4), who brings it before the committee',
  ])
  const brought = lost.when(motions.writeOff).happens({ type: 'WriteOffProposed', n: 1, reasonTextId: 'txt_lost' })
  brought.when(motions.writeOff).isRefused('BEFORE_COMMITTEE')
  brought.when(votingOn(writeOff), person('committee', 'per_supervisor')).isRefused('SEPARATION_OF_DUTIES')
  brought.when(votingOn(writeOff), person('committee', 'per_head-office')).isRefused('SEPARATION_OF_DUTIES')
  const back = votedOn(brought, writeOff, 'against', 'against', 'against')
  back.happens({ type: 'VoteCast' }, { type: 'WriteOffReturned', n: 1, reasonTextId: 'txt_reason' })
  expect(openMotions(back.standing())).toEqual([])
  const gone = votedOn(brought, writeOff, 'for', 'for', 'for')
  gone.happens({ type: 'VoteCast' }, { type: 'RecoveryWrittenOff', n: 1, reasonTextId: 'txt_lost', level: 5 })
  expect(gone.standing().recoveries).toMatchObject([{ state: 'written-off' }])
})

test('#71 when so much came in that head office may give up the rest, the committee leaves it to it', () => {
  const brought = motions.lostBeyond().when(motions.writeOff).when(receive(400_000_000))
  brought.when(votingOn(writeOff), member(5)).isRefused('COMMITTEE_NOT_NEEDED')
  brought.when(motions.writeOff).happens({ type: 'RecoveryWrittenOff', level: 4 })
})

test('#30 what stands beside the proposals goes back by head office where the committee is divided', () => {
  const back = (on: Motion): CommandOf<'ReturnProposal'> => ({ type: 'ReturnProposal', questionTextId: 'txt_q', on })
  const other = person('head-office', 'per_other')
  const late = motions
    .compensationBeyond()
    .when(votingOn(compensation), person('committee', 'per_newly_0'))
    .when(votingOn(compensation, 'against'), person('committee', 'per_newly_1'))
  late.when(back(compensation), person('branch-head')).isRefused('AUTHORITY_EXCEEDED')
  const anew = late.when(back(compensation), other).happens({ type: 'CompensationReturned', reasonTextId: 'txt_q' })
  expect(anew.standing().compensations).toMatchObject([{ votes: [] }])
  const givenUp = motions.lostBeyond().when(motions.writeOff)
  givenUp.when(back(writeOff)).isRefused('SEPARATION_OF_DUTIES')
  givenUp.when(back(writeOff), other).happens({ type: 'WriteOffReturned', n: 1, reasonTextId: 'txt_q' })
  motions.advanceBeyond().when(back(advance), other).happens({ type: 'PrepaymentReturned', n: 1 })
  motions.reserveBrought().when(back(reserve), other).happens({ type: 'ReserveReturned' })
  // What one person decides he returns at its own address, and a proposal is no motion.
  paidLate(3).when(back(compensation), other).isRefused('COMMITTEE_NOT_NEEDED')
  example.reviewing().when({ type: 'ReturnProposal', questionTextId: 'txt_q' }, other).isRefused('WRONG_STATUS')
})

test('#28 a vote beside the proposals never counts for one, and where nothing can be decided nobody votes', () => {
  const proposal = voted(awaitingCommittee(), 'for', 'for').when(motions.reserveBeyond)
  const beside = votedOn(proposal, reserve, 'for', 'for').stands('awaiting-approval')
  expect(beside.standing().stage).toMatchObject({ votes: [{}, {}] })
  paidLate(3).when(votingOn(compensation), member(0)).isRefused('COMMITTEE_NOT_NEEDED')
  example.paid().when(votingOn(reserve), member(0)).isRefused('WRONG_STATUS')
  example.reviewing().when({ type: 'VoteProposal', vote: 'for' }, member(0)).isRefused('WRONG_STATUS')
})
