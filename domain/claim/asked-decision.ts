import type { AuthorityNeed } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import { advanceNeed, authorityNeed, compensationNeed, reserveNeed, writeOffNeed } from './authority-need.ts'
import type { ClaimCommand, ClaimCommandType } from './commands.ts'
import type { RefusalGround } from './codes.ts'
import { openDispute } from './dispute-place.ts'
import { outstandingFen } from './prepaid.ts'
import { resolutionNeed, rulingNeed } from './resolution.ts'
import type { CastVote, Claim, Dispute } from './state.ts'
import type { DecisionSubject, WaitingDecision } from './waiting-decisions.ts'
import { waitingDecisions } from './waiting-decisions.ts'

/** What somebody is asked to decide: how much of what, on whose word, and what it takes. Fen, and epoch ms. */
export interface AskedDecision {
  /** What a yes would do: pay, part, refuse, uphold ..., or the subject itself. */
  readonly kind: string
  /** What a yes lets leave the house, sets aside or gives up. */
  readonly payFen: Fen
  readonly refuseFen: Fen
  readonly ground: RefusalGround | null
  /** Null where rules or the law ask. */
  readonly proposedBy: string | null
  readonly proposedAt: Instant | null
  /** Null where a second person is enough, whatever his step. */
  readonly need: AuthorityNeed | null
  readonly votes: readonly CastVote[]
}

/** What waits under this name, as it stands now; null once nothing does. */
export function askedDecision(claim: Claim, waiting: WaitingDecision): AskedDecision | null {
  switch (waiting.subject) {
    case 'proposal':
      return proposal(claim)
    case 'dispute':
      return resolution(claim)
    case 'ruling':
      return ruling(openDispute(claim))
    case 'reserve':
      return reserve(claim)
    case 'advance':
    case 'compensation':
    case 'write-off':
    case 'payment':
      return numbered[waiting.subject](claim, waiting.n)
  }
}

/**
 * What a command is about that decides: what waits under its name, or what it would decide although nobody has asked for it,
 * as a reserve is set and money given up by one person. Null where it decides nothing that is there.
 */
export function decidedBy(claim: Claim, command: ClaimCommand): Decided | null {
  const what = meantBy(claim, command)
  const asked = what === undefined ? null : askedDecision(claim, what)
  return what === undefined || asked === null ? unasked(claim, command) : { what, asked }
}

export interface Decided {
  readonly what: WaitingDecision
  readonly asked: AskedDecision
}

/** Of what waits, what a command is about that approves, returns or votes. */
function meantBy(claim: Claim, command: ClaimCommand): WaitingDecision | undefined {
  const waiting = waitingDecisions(claim)
  const find = (subject: DecisionSubject | undefined, n?: number): WaitingDecision | undefined =>
    waiting.find((what) => what.subject === subject && (n === undefined || ('n' in what && what.n === n)))
  if (command.type === 'VoteProposal' || command.type === 'ReturnProposal') {
    const { on } = command
    if (on !== undefined) return find(on.kind, 'n' in on ? on.n : undefined)
  }
  if (command.type === 'VoteProposal') return find('proposal') ?? find('dispute')
  return find(subjects[command.type], 'n' in command ? command.n : undefined)
}

const subjects: { readonly [T in ClaimCommandType]?: DecisionSubject } = {
  ApproveProposal: 'proposal',
  ReturnProposal: 'proposal',
  DecidePrepayment: 'advance',
  ApproveCompensation: 'compensation',
  DecideDispute: 'dispute',
  AdjudicateDispute: 'ruling',
  CheckPayment: 'payment',
}

/** What one person may do by himself: its level is looked for by the limits of the day. */
function unasked(claim: Claim, command: ClaimCommand): Decided | null {
  if (command.type === 'SetReserve') {
    const { reserveFen: payFen } = command
    const asked = { ...nothingMore, kind: 'reserve', payFen, need: reserveNeed(payFen) }
    return { what: { subject: 'reserve', level: 5 }, asked }
  }
  if (command.type !== 'WriteOffRecovery') return null
  const { n } = command
  const open = claim.recoveries?.find((candidate) => candidate.n === n && candidate.state === 'open')
  if (open === undefined) return null
  const asked = { ...nothingMore, kind: 'write-off', payFen: outstandingFen(open), need: writeOffNeed(claim, open) }
  return { what: { subject: 'write-off', n, level: 5 }, asked }
}

const nothingMore = { refuseFen: 0, ground: null, proposedBy: null, proposedAt: null, votes: [] } as const

function proposal(claim: Claim): AskedDecision | null {
  const { stage } = claim
  if (stage.status !== 'awaiting-approval') return null
  const { kind, payFen, refuseFen, ground = null, proposedBy, proposedAt } = stage.proposal
  const need = authorityNeed(claim, stage.proposal)
  return { kind, payFen, refuseFen, ground, proposedBy, proposedAt, need, votes: stage.votes ?? [] }
}

function resolution(claim: Claim): AskedDecision | null {
  const dispute = openDispute(claim)
  if (!dispute?.proposal) return null
  const { outcome: kind, payFen, refuseFen, ground = null, proposedBy, proposedAt } = dispute.proposal
  const need = resolutionNeed(claim, dispute.proposal)
  return { kind, payFen, refuseFen, ground, proposedBy, proposedAt, need, votes: dispute.proposalVotes }
}

/** Nothing is proposed after a failed mediation: who rules decides between both sides (#63b). */
function ruling(dispute: Dispute | null): AskedDecision | null {
  if (dispute?.state !== 'mediation-failed') return null
  return { ...nothingMore, kind: 'ruling', payFen: 0, need: rulingNeed(dispute) }
}

function reserve({ proposedReserve: brought }: Claim): AskedDecision | null {
  if (!brought) return null
  const { reserveFen, broughtBy: proposedBy, broughtAt: proposedAt, votes } = brought
  return {
    ...nothingMore,
    kind: 'reserve',
    payFen: reserveFen,
    proposedBy,
    proposedAt,
    need: reserveNeed(reserveFen),
    votes,
  }
}

function advance(claim: Claim, n: number): AskedDecision | null {
  const asked = claim.prepayments?.find((candidate) => candidate.n === n)
  if (asked?.state !== 'requested') return null
  const { amountFen, requestedBy: proposedBy, requestedAt: proposedAt, votes = [] } = asked
  const need = advanceNeed(claim, amountFen)
  return { ...nothingMore, kind: 'advance', payFen: amountFen, proposedBy, proposedAt, need, votes }
}

function compensation(claim: Claim, n: number): AskedDecision | null {
  const due = claim.compensations?.find((candidate) => candidate.n === n)
  if (due === undefined || due.approvedBy !== undefined) return null
  const { amountFen: payFen, votes = [] } = due
  return { ...nothingMore, kind: 'compensation', payFen, need: compensationNeed(claim), votes }
}

function writeOff(claim: Claim, n: number): AskedDecision | null {
  const open = claim.recoveries?.find((candidate) => candidate.n === n)
  if (open?.state !== 'open' || !open.writeOff) return null
  const { broughtBy: proposedBy, broughtAt: proposedAt, votes } = open.writeOff
  const payFen = outstandingFen(open)
  return { ...nothingMore, kind: 'write-off', payFen, proposedBy, proposedAt, need: writeOffNeed(claim, open), votes }
}

function payment({ payments }: Claim, n: number): AskedDecision | null {
  const submitted = payments.find((candidate) => candidate.n === n)
  if (submitted?.state !== 'submitted') return null
  const { amountFen: payFen, submittedBy: proposedBy = null } = submitted
  return { ...nothingMore, kind: 'payment', payFen, proposedBy, need: null }
}

const numbered = { advance, compensation, 'write-off': writeOff, payment } as const
