import { startAnew } from '../activities/delivery/start-claim.ts'
import { tellRunningClaim } from '../activities/delivery/tell-claim.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { learn } from '../domain/claim/learn.ts'
import type { ClaimInput, ClaimMessage } from '../workflows/claim-contract.ts'
import type { OpsDesk, Verdict } from './look.ts'
import { judge, lookAt } from './look.ts'

export interface RebuildDesk extends OpsDesk {
  /** For a claim whose old run is forgotten: what is promised today. */
  readonly promise: ClaimPromise
}

type ClaimPromise = Pick<ClaimInput, 'policy' | 'calendar'>

export interface RebuildWish {
  /** End a run that is still open and stuck. */
  readonly yes?: boolean
  /** Go on from a log that lacks events, for good: answers that were given are void. */
  readonly acceptLoss?: boolean
}

export interface Rebuilt {
  readonly runId: string
  readonly endedRunId: string | null
  /** How many recorded events it goes on from. */
  readonly events: number
  readonly promise: 'of the old run' | 'of today'
  /** Receipts the old run was handed and never recorded: told again. */
  readonly receiptsToldAgain: number
}

/** Why a claim is not rebuilt. */
export class RebuildRefused extends Error {
  readonly verdict: Verdict

  constructor(verdict: Exclude<Verdict, 'without-run'>) {
    super(reasons[verdict])
    this.name = 'RebuildRefused'
    this.verdict = verdict
  }
}

const reasons: Readonly<Record<Exclude<Verdict, 'without-run'>, string>> = {
  unknown: 'nobody ever reported this claim',
  ended: 'the claim has ended: there is nothing to go on with',
  starting: 'its workflow was never started: a worker starts it from the log by itself',
  healthy:
    'its run is open and works: whoever wants it gone all the same terminates it first, by temporal workflow terminate',
  stuck:
    'its run is open and its task fails; code that can go on heals it without a rebuild. To end it and rebuild: --yes',
  'log-lacks-events':
    'answers that were given are not in the log: restore PostgreSQL to a later moment. ' +
    'To go on without them for good: --accept-loss',
}

/**
 * Starts a new run of the claim from its recorded events. Nothing is done twice: a payment begins with asking the bank by
 * its reference, the provider knows each notice by its own, timers are set by the log. What an old run recorded last,
 * while this one begins, the new one takes over like any log that is ahead (decision 12).
 *
 * @throws {RebuildRefused}
 */
export async function rebuildClaim(desk: RebuildDesk, claimId: string, wish: RebuildWish = {}): Promise<Rebuilt> {
  const standing = await lookAt(desk, claimId)
  const { run, events } = standing
  refuse(judge(standing), wish)
  const promise = run?.promise ?? desk.promise
  const unrecorded = news(events, run?.receipts ?? [], promise)
  const isOpen = run !== null && run.endedAt === null
  const runId = await startAnew(desk.client, { claimId, events, ...promise }, isOpen)
  for (const message of unrecorded) await tellRunningClaim(desk.client, claimId, message)
  return {
    runId,
    endedRunId: isOpen ? run.runId : null,
    events: events.length,
    promise: run === null ? 'of today' : 'of the old run',
    receiptsToldAgain: unrecorded.length,
  }
}

function refuse(verdict: Verdict, { yes = false, acceptLoss = false }: RebuildWish): void {
  if (verdict === 'without-run' || (verdict === 'stuck' && yes) || (verdict === 'log-lacks-events' && acceptLoss))
    return
  throw new RebuildRefused(verdict)
}

/** Of the receipts an old run was handed, those its log knows nothing of: a run may end between hearing and recording. */
function news(events: readonly ClaimEvent[], receipts: readonly ClaimMessage[], promise: ClaimPromise): ClaimMessage[] {
  let claim = fold(null, events)
  return receipts.filter(({ receipt }) => {
    const learned = learn(claim, receipt, { ...promise, now: Math.max(Date.now(), claim.lastAt) })
    if (learned.events.some(({ type }) => type === 'FactDisregarded')) return false
    claim = learned.claim ?? claim
    return true
  })
}
