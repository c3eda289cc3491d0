import { isDeepStrictEqual } from 'node:util'

import { deadlines } from '../../../domain/claim/deadlines.ts'
import { queueOf } from '../../../domain/claim/owner.ts'
import { endedStatuses, beforeDecided } from '../../../domain/claim/statuses.ts'
import type { Claim } from '../../../domain/claim/state.ts'
import { china2024To2026 as calendar } from '../../../domain/clocks/china-2024-2026.ts'
import { sumFen } from '../../../domain/money.ts'
import { defaultServicePolicy as policy } from '../../../domain/service-policy.ts'
import type { CallEntry, Told } from '../load/call-journal.ts'
import type { RunningClaim } from './histories.ts'
import type { Violation } from './violation.ts'
import { violationOf } from './violation.ts'
import type { RecordedClaim } from './witnesses.ts'

/** I1 over all claims: every filing that was acknowledged is one claim, and there is no claim nobody filed. */
export function judgeIntake(journal: readonly CallEntry[], claims: readonly RecordedClaim[]): Violation[] {
  const filings = journal.filter(({ door }) => door === 'filing')
  const told = filings.filter((entry): entry is Told => entry.type === 'told')
  const asked = new Set(filings.map(({ key }) => key)).size
  const known = new Set(claims.map(({ claimId }) => claimId))
  const acknowledged = told.map(({ claimId }) => claimId)
  const lost = acknowledged.filter((claimId) => !known.has(claimId))
  const shared = acknowledged.filter((claimId, at) => acknowledged.indexOf(claimId) !== at)
  const unnamed = claims.length - new Set(acknowledged).size
  const unanswered = asked - told.length
  return [
    ...lost.map((claimId) => violationOf(claimId)('I1', 'was acknowledged and is not in the read model')),
    ...shared.map((claimId) => violationOf(claimId)('I1', 'was told to two filings')),
    ...(unnamed <= unanswered
      ? []
      : [
          {
            invariant: 'I1',
            seen: `${unnamed} claims nobody was told of, ${unanswered} filings without an answer`,
          } as const,
        ]),
  ]
}

/** Why Temporal did not answer for a claim, however often it was asked. */
export interface Unheard {
  readonly unheard: string
}

/** What Temporal says of a claim; null where it does not know it. */
export type Heard = RunningClaim | Unheard | null

/** I1, I7, I8, I9 of one claim: its log against what callers were told and what Temporal holds. */
export function judgeRecord(recorded: RecordedClaim, heard: Heard, journal: readonly CallEntry[]): Violation[] {
  const found = violationOf(recorded.claimId)
  if (heard !== null && 'unheard' in heard) {
    return [...judgeLog(recorded, journal), found('I9', `Temporal does not answer for it: ${heard.unheard}`)]
  }
  const running = heard
  return [
    ...judgeLog(recorded, journal),
    ...beginning(running).map((seen) => found('I1', seen)),
    ...(running === null ? [] : updates(recorded, running).map((seen) => found('I8', seen))),
    ...(agree(recorded, running)
      ? []
      : [found('I7', `the running claim is not the log at ${whereNot(recorded, running)}`)]),
    ...stuck(recorded, running).map((seen) => found('I9', seen)),
  ]
}

/** What the log says without Temporal. */
function judgeLog(recorded: RecordedClaim, journal: readonly CallEntry[]): Violation[] {
  const found = violationOf(recorded.claimId)
  return [
    ...reported(recorded).map((seen) => found('I1', seen)),
    ...readModel(recorded).map((seen) => found('I7', seen)),
    ...commands(recorded, journal).map((seen) => found('I8', seen)),
  ]
}

/** Whether the running claim says what the log says; an ended one is not asked. */
export const agree = (recorded: RecordedClaim, running: RunningClaim | null): boolean =>
  differences(recorded, running).length === 0

const whereNot = (recorded: RecordedClaim, running: RunningClaim | null): string =>
  differences(recorded, running).slice(0, 5).join(', ')

const differences = ({ claim }: RecordedClaim, running: RunningClaim | null): readonly string[] =>
  running?.claim == null ? [] : placesApart(json(claim), json(running.claim), '')

/** Where two values of JSON differ, as JSON pointers, of lists and objects inside each other the innermost. */
function placesApart(one: unknown, other: unknown, place: string): readonly string[] {
  if (isDeepStrictEqual(one, other)) return []
  if (!isNested(one) || !isNested(other)) return [place]
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].flatMap((name) => placesApart(one[name], other[name], `${place}/${name}`))
}

const isNested = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

function reported({ log, isStarted }: RecordedClaim): string[] {
  const times = log.filter(({ event }) => event.type === 'ClaimReported').length
  return [...(times === 1 ? [] : [`was reported ${times} times`]), ...(isStarted ? [] : ['its start is still pending'])]
}

function beginning(running: RunningClaim | null): string[] {
  if (running === null) return ['has no workflow']
  return running.begun === 1 ? [] : [`its workflow was begun ${running.begun} times`]
}

function readModel({ claim, row, log, clocks }: RecordedClaim): string[] {
  const paidFen = sumFen(claim.payments.filter(({ state }) => state === 'settled').map(({ amountFen }) => amountFen))
  const wanted = {
    version: log.length,
    status: claim.stage.status,
    decisionVersion: claim.decisionVersion,
    headHash: row.lastHash,
    paidFen: String(paidFen),
    ownerId: claim.owner?.personId ?? null,
    queue: queueOf(claim),
  }
  const shown = {
    version: row.version,
    status: row.status,
    decisionVersion: row.decisionVersion,
    headHash: row.headHash,
    paidFen: row.paidFen,
    ownerId: row.ownerId,
    queue: row.queue,
  }
  const rows = new Map((clocks ?? []).map((clock) => [`${clock.id}.${clock.n}`, clock]))
  // The claim lets go of old clocks, their rows stay.
  const wrong = claim.clocks.filter(
    (clock) => !isDeepStrictEqual(json(clock), json(rows.get(`${clock.id}.${clock.n}`))),
  )
  return [
    ...(log.every(({ position }, at) => position === at) ? [] : ['its log has a gap']),
    ...(isDeepStrictEqual(wanted, shown)
      ? []
      : [`lists say ${JSON.stringify(shown)}, the log ${JSON.stringify(wanted)}`]),
    ...wrong.map(({ id, n }) => `the row of its clock ${id}.${n} is not what the log says`),
    ...nextDeadline(row, log, claim),
  ]
}

/** What lists say the claim waits for is the first thing it did wait for when it was recorded last. */
function nextDeadline({ nextDeadlineAt }: RecordedClaim['row'], log: RecordedClaim['log'], claim: Claim): string[] {
  const waits = deadlines(claim, { now: claim.lastAt, calendar, policy }).map(({ at }) => at)
  const recordedAt = log.at(-1)?.recordedAt ?? claim.lastAt
  const next = waits.find((at) => at > recordedAt) ?? null
  // One that rang while the recording was on its way stands in the row until the next.
  const isTold = nextDeadlineAt === next || (nextDeadlineAt !== null && nextDeadlineAt <= recordedAt)
  const isOne = nextDeadlineAt === null || waits.includes(nextDeadlineAt)
  return isTold && isOne ? [] : [`lists say it waits until ${nextDeadlineAt}, the log until ${next}`]
}

/** Each key that was answered has its one event; no command happened without a key, or after a final no. */
function commands({ claimId, log }: RecordedClaim, journal: readonly CallEntry[]): string[] {
  const kept = log.filter(({ commandId }) => commandId !== null)
  const told = journal.filter((entry): entry is Told => entry.type === 'told' && entry.claimId === claimId)
  const keysOf = (type: CallEntry['type']): readonly string[] =>
    journal.filter((entry) => entry.type === type && entry.claimId === claimId).map(({ key }) => key)
  const refused = new Set(keysOf('refused'))
  const asked = new Set(keysOf('asked').filter((key) => !refused.has(key)))
  const missing = told.filter(
    ({ version, decisionVersion, status }) =>
      kept.filter(
        (row) =>
          row.answerVersion === version && row.answerDecisionVersion === decisionVersion && row.answerStatus === status,
      ).length !== 1,
  )
  const versions = new Set(told.map(({ version }) => version))
  return [
    ...missing.map(({ key, version }) => `${key} was told version ${version}, which the log does not hold once`),
    ...(versions.size === told.length ? [] : ['two keys were told the same version']),
    // The filing's key is the one that named no claim yet.
    ...(kept.length <= asked.size + 1
      ? []
      : [`${kept.length} commands in the log, ${asked.size + 1} keys were asked and not refused`]),
  ]
}

/** Every command after the intake was an Update; every Update that was answered is in the log. */
function updates({ log }: RecordedClaim, { done }: RunningClaim): string[] {
  const recorded = new Set(log.flatMap(({ commandId }) => commandId ?? []).slice(1))
  const unrecorded = done.flat().filter((id) => !recorded.has(id))
  // Repeated after the claim went on in a new run, a command is answered once more, from the log.
  const twice = done.flatMap((run) => run.filter((id, at) => run.indexOf(id) !== at)).length
  return [
    ...(unrecorded.length === 0 ? [] : [`Temporal answered ${unrecorded.length} commands the log does not hold`]),
    ...(twice === 0 ? [] : [`Temporal answered ${twice} commands twice`]),
  ]
}

const undecided: ReadonlySet<string> = new Set(beforeDecided)

/** Tries of one workflow task that are more than bad luck. */
const attemptsAtMost = 5

function stuck({ row, claim }: RecordedClaim, running: RunningClaim | null): string[] {
  if (running !== null && running.taskAttempts > attemptsAtMost)
    return [`its workflow task is tried for the ${running.taskAttempts}th time`]
  if (endedStatuses.has(claim.stage.status) || !undecided.has(claim.stage.status)) return []
  const hasNobody = queueOf(claim) !== null && row.ownerId === null && row.queue === null
  return [
    ...(hasNobody ? ['is undecided and neither in a hand nor in a queue'] : []),
    ...(row.nextDeadlineAt === null ? ['is undecided and waits for nothing'] : []),
    ...(running !== null && running.claim === null ? ['is undecided and its workflow has ended'] : []),
  ]
}
