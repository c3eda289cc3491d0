import type { ClaimListPage } from '../../db/claim-list.ts'
import { listClaims } from '../../db/claim-list.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import type { Actor, ClaimCommand } from '../../domain/claim/commands.ts'
import type { RefusalCode } from '../../domain/claim/decision.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { WaitingDecision } from '../../domain/claim/waiting-decisions.ts'
import { decisionKey, decisionSubjects, waitingDecisions } from '../../domain/claim/waiting-decisions.ts'
import { fallenOf } from '../wire/fallen-approval.ts'
import type { WaitingClaim } from '../wire/commands/approval-queue.ts'
import type { AuthorityTables } from './told-authority.ts'
import { readAuthority } from './told-authority.ts'
import type { WeighingDependencies } from './weigh-approval.ts'
import { readClaim, waitingFor, weigh } from './weigh-approval.ts'

interface QueueAsk {
  readonly actor: Actor
  /** Branch and everything below it. */
  readonly branchPrefix: string
  /** Also what this person may not decide, each with what is in the way. */
  readonly all: boolean
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * What waits for this person's decision, least time left first: within the branch and the authority, his own and what he
 * was lent, without what the person proposed, worked on, or claims for themselves. A page is of claims, and one claim may
 * wait for several decisions; what is left out of a page is not made up for.
 */
export async function approvalQueue(
  deps: WeighingDependencies,
  { actor, branchPrefix, all, limit, cursor }: QueueAsk,
): Promise<{ readonly waiting: readonly WaitingClaim[]; readonly next: ClaimListPage['next'] }> {
  const tables = await readAuthority(deps.db)
  const keys = keysFor(actor, all ? 5 : highestStep(actor, tables))
  const filter = { branchPrefix, deciding: keys } as const
  const page = await listClaims(deps.db, { filter, sort: 'time-left', cursor, limit })
  const asked = { tables, actor, keys: new Set(keys) }
  const rows = await Promise.all(page.claims.map((listed) => readWaiting(deps, listed, asked)))
  const hidden = all ? never : personal
  return {
    waiting: rows.flat().filter(({ blockedBy }) => !blockedBy.some((code) => hidden.has(code))),
    next: page.next,
  }
}

/** What nobody is shown, and what is about the person, not about the claim. */
const never: ReadonlySet<string> = new Set<RefusalCode>(['OWN_CLAIM'])
const personal: ReadonlySet<string> = new Set<RefusalCode>([
  'OWN_CLAIM',
  'SEPARATION_OF_DUTIES',
  'AUTHORITY_EXCEEDED',
  'ROLE_NOT_ALLOWED',
  'COMMITTEE_NOT_NEEDED',
  'DOUBLE_VOTE',
])

/** A checker lets payments go, whoever has a step decides what takes one. */
function keysFor({ role }: Actor, highest: number): readonly string[] {
  if (role === 'payment-checker') return [decisionKey({ subject: 'payment', level: null })]
  const subjects = decisionSubjects.filter((subject) => subject !== 'payment')
  const levels = ([1, 2, 3, 4, 5] as const).filter((level) => level <= highest)
  return subjects.flatMap((subject) => levels.map((level) => decisionKey({ subject, level })))
}

/** The highest step the person holds or was lent for anything: each claim then says whether it is enough. */
const highestStep = ({ id, authorityLevel }: Actor, { delegations }: AuthorityTables): number =>
  Math.max(
    authorityLevel,
    ...delegations.filter(({ toPersonId }) => toPersonId === id).map(({ fromLevel }) => fromLevel),
  )

interface Asked {
  readonly tables: AuthorityTables
  readonly actor: Actor
  readonly keys: ReadonlySet<string>
}

async function readWaiting(
  deps: WeighingDependencies,
  listed: ListedClaim,
  { tables, actor, keys }: Asked,
): Promise<readonly WaitingClaim[]> {
  const claim = await readClaim(deps, listed)
  // What was decided since the list was read waits no more.
  const mine = waitingDecisions(claim).filter((what) => keys.has(decisionKey(what)))
  const rows = await Promise.all(
    mine.map(async (what): Promise<WaitingClaim | null> => {
      const waiting = await waitingFor(deps, tables, { listed, claim }, what)
      if (waiting === null) return null
      const decision = await weigh(deps, tables, { listed, claim }, { actor, command: yesOf(claim, what, actor) })
      return {
        listed,
        ...waiting,
        blockedBy: 'refusal' in decision ? [decision.refusal.code] : [],
        fellBefore: fellBefore(claim, what),
      }
    }),
  )
  return rows.filter((row) => row !== null)
}

/** What of the same kind was approved before and fell: whoever decides anew sees it, above all who had approved it. */
function fellBefore(claim: Claim, { subject }: WaitingDecision): ReturnType<typeof fallenOf> {
  if (subject === 'advance' || subject === 'payment') return fallenOf(claim, subject)
  return subject === 'proposal' || subject === 'dispute' || subject === 'ruling' ? fallenOf(claim, 'determination') : []
}

/** A yes by this person. A member of the committee decides by his vote, and so would whoever is none where it alone decides. */
function yesOf(claim: Claim, what: WaitingDecision, { role }: Actor): ClaimCommand {
  const votes = role === 'committee' || what.subject === 'reserve' || what.subject === 'write-off'
  return votes ? voteFor(claim, what) : approvalOf(claim, what)
}

function voteFor(claim: Claim, what: WaitingDecision): ClaimCommand {
  const vote = { type: 'VoteProposal', vote: 'for' } as const
  switch (what.subject) {
    case 'advance':
    case 'compensation':
    case 'write-off':
      return { ...vote, on: { kind: what.subject, n: what.n } }
    case 'reserve':
      return { ...vote, on: { kind: what.subject, reserveFen: claim.proposedReserve?.reserveFen ?? 0 } }
    case 'ruling':
    case 'payment':
      return approvalOf(claim, what)
    case 'proposal':
    case 'dispute':
      return vote
  }
}

function approvalOf(claim: Claim, what: WaitingDecision): ClaimCommand {
  switch (what.subject) {
    case 'advance':
      return { type: 'DecidePrepayment', n: what.n, verdict: 'approve' }
    case 'compensation':
      return { type: 'ApproveCompensation', n: what.n }
    case 'payment':
      return { type: 'CheckPayment', n: what.n, verdict: 'approve' }
    case 'dispute':
      return { type: 'DecideDispute', verdict: 'approve' }
    case 'ruling':
      return { type: 'AdjudicateDispute', outcome: 'uphold', rulingTextId: 'weighed' }
    case 'proposal':
      return { type: 'ApproveProposal' }
    case 'reserve':
    case 'write-off':
      return voteFor(claim, what)
  }
}
