import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import { summarise } from '../domain/claim/summary.ts'
import { databaseLater, databaseNow } from './activity-options.ts'
import type { ClaimActivities, Recording } from './claim-contract.ts'
import type { ClaimShell } from './shell.ts'
import { contextNow } from './shell.ts'

const now = proxyLocalActivities<Pick<ClaimActivities, 'recordEvents'>>(databaseNow)
const later = proxyActivities<Pick<ClaimActivities, 'recordEvents'>>(databaseLater)

/** Writes everything that happened to the log. Drains, for a message may add events while the last batch is written. */
export async function drain(shell: ClaimShell): Promise<void> {
  while (shell.unrecorded.length > 0) {
    const recording = nextRecording(shell)
    await record(recording)
    shell.recorded += recording.events.length
  }
}

function nextRecording(shell: ClaimShell): Recording {
  const { claim, recorded } = shell
  const events = shell.unrecorded.splice(0)
  const ids = new Set(events.flatMap(({ command }) => (command === undefined ? [] : [command.commandId])))
  const answers = claim.commands.filter(({ commandId }) => ids.has(commandId))
  return {
    claimId: claim.claimId,
    from: recorded,
    events,
    summary: summarise(claim, contextNow(shell)),
    clocks: claim.clocks,
    answers: answers.map((answer) => ({ claimId: claim.claimId, ...answer })),
  }
}

/** One transaction inside the worker; when the database is away, the same as an activity that never gives up. */
async function record(recording: Recording): Promise<void> {
  const summary = storyOf(recording)
  try {
    await now.recordEvents.executeWithOptions({ ...databaseNow, summary }, [recording])
  } catch {
    await recordLater(recording, summary)
  }
}

async function recordLater(recording: Recording, summary: string): Promise<void> {
  try {
    await later.recordEvents.executeWithOptions({ ...databaseLater, summary }, [recording])
  } catch (error) {
    // Only a log that tells another history comes here. A plain error fails the task, not the claim: it stands still,
    // loudly, until somebody rebuilds it from what is recorded.
    throw new Error('the event log has another history of this claim', { cause: error })
  }
}

/** The claim's story as an SRE reads it in the history: what happened, in the order it happened. */
const storyOf = ({ events }: Recording): string =>
  events
    .map(({ type }) => type)
    .join(', ')
    .slice(0, 400)
