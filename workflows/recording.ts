import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import { clocksChanged } from '../domain/claim/clock-changes.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Claim } from '../domain/claim/state.ts'
import { storyOf } from '../domain/claim/story.ts'
import { summarise } from '../domain/claim/summary.ts'
import { databaseLater, databaseNow } from './activity-options.ts'
import type { ClaimActivities, KeptEvents, Recording } from './claim-contract.ts'
import { hearAgain } from './messages.ts'
import type { ClaimShell } from './shell.ts'
import { contextNow } from './shell.ts'

type LogActivities = Pick<ClaimActivities, 'recordEvents' | 'readLog'>

const now = proxyLocalActivities<LogActivities>(databaseNow)
const later = proxyActivities<LogActivities>(databaseLater)

/** Writes what has happened so far to the log. What happens while it is written stays for the next time. */
export async function recordNews(shell: ClaimShell): Promise<void> {
  if (shell.unrecorded.length === 0) return
  const { claim, recorded } = shell
  const events = shell.unrecorded.splice(0)
  const heard = shell.heard.length
  const kept = await record(recordingOf(shell, events))
  // What was kept as given was heard; what stood there instead leaves it to be judged again.
  if (kept === null || kept.as === 'given') shell.heard.splice(0, heard)
  if (kept === null || isOf(kept, events)) shell.recorded = claim
  else takeOver(shell, fold(recorded, kept.events))
  shell.settled.ring()
}

/** Takes over what the log holds beyond the claim, unless the claim has itself something to record by then. */
export async function readOn(shell: ClaimShell): Promise<void> {
  const { recorded, logLength } = shell
  const { claimId, version: from } = recorded
  const stored = await now.readLog({ claimId, from }).catch(() => later.readLog({ claimId, from }))
  if (shell.unrecorded.length === 0) takeOver(shell, fold(recorded, stored))
  // Who spoke of more meanwhile may have seen what was written after the reading.
  if (shell.logLength === logLength) shell.logLength = 0
  shell.settled.ring()
}

/** False in a replay that was told another instant than the run that recorded: the log's is the claim's (decision 0022). */
const isOf = (kept: KeptEvents, events: readonly ClaimEvent[]): boolean =>
  kept.as === 'given' && kept.events.every(({ at }, index) => at === events[index]?.at)

/**
 * The log is ahead: a worker recorded, and died before Temporal knew. Its events stand, they may have been read; what
 * this run decided instead never happened, and what it heard since is judged again on top of them.
 */
function takeOver(shell: ClaimShell, claim: Claim): void {
  shell.claim = claim
  shell.recorded = claim
  shell.unrecorded.length = 0
  for (const heard of shell.heard.splice(0)) hearAgain(shell, heard)
}

function recordingOf(shell: ClaimShell, events: readonly ClaimEvent[]): Recording {
  const { claim, recorded } = shell
  const { claimId } = claim
  const ids = new Set(events.flatMap(({ command }) => (command === undefined ? [] : [command.commandId])))
  const answers = claim.commands.filter(({ commandId }) => ids.has(commandId)).map((answer) => ({ claimId, ...answer }))
  const summary = summarise(claim, contextNow(shell))
  return { claimId, from: recorded.version, events, summary, clocks: clocksChanged(events), answers }
}

/** One transaction inside the worker; when the database is away or lacks events, the same as an activity that never gives up. */
async function record(recording: Recording): Promise<KeptEvents | null> {
  const summary = summaryOf(recording)
  try {
    return await now.recordEvents.executeWithOptions({ ...databaseNow, summary }, [recording])
  } catch {
    return later.recordEvents.executeWithOptions({ ...databaseLater, summary }, [recording])
  }
}

/** A summary may have 400 bytes: the claim's story as an operator reads it in the history, in the order it happened. */
const summaryOf = ({ events }: Recording): string => events.map(storyOf).join(', ').slice(0, 390)
