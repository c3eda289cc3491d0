import type { SearchAttributeUpdatePair } from '@temporalio/common'
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { Context } from '../domain/claim/decision.ts'
import type { Claim, ClaimStatus } from '../domain/claim/state.ts'
import { endedStatuses } from '../domain/claim/statuses.ts'
import type { ClaimSummary } from '../domain/claim/summary.ts'
import { summarise } from '../domain/claim/summary.ts'
import { showInstant } from '../domain/time.ts'
import { currentAttributes } from './search-attributes.ts'
import type { ClaimShell } from './shell.ts'
import { contextNow } from './shell.ts'

/** What operators see of the claim now: the last search attributes, by name. */
export type Shown = Map<string, string>

/** The values the workflow was started with, so that the first wake-up does not repeat them. */
export function startShowing(shell: ClaimShell): Shown {
  return new Map(currentAttributes(summarise(shell.claim, contextNow(shell))).map(entryOf))
}

/** At most one upsert per wake-up, only of what changed; the details cost no event. */
export function show(shown: Shown, claim: Claim, context: Context): void {
  const summary = summarise(claim, context)
  const changed = currentAttributes(summary).filter((pair) => {
    const [name, value] = entryOf(pair)
    return shown.get(name) !== value
  })
  for (const pair of changed) shown.set(...entryOf(pair))
  if (changed.length > 0) upsertSearchAttributes(changed)
  setCurrentDetails(detailsOf(claim, summary))
}

function entryOf({ key, value }: SearchAttributeUpdatePair): [string, string] {
  return [key.name, value instanceof Date ? value.toISOString() : String(value)]
}

const ended: ReadonlySet<ClaimStatus> = new Set(endedStatuses)

/** Whom a claim waits for that stands in nobody's queue. */
const outsiders: Readonly<Partial<Record<ClaimStatus, string>>> = {
  reported: 'the reporter to file',
  'awaiting-documents': 'the customer’s documents',
  dormant: 'the customer',
  decided: 'proof that the customer was told',
  offered: 'the customer’s agreement',
  paying: 'the bank',
  paid: 'the customer’s feedback',
}

/** One line: what the claim waits for, since when, until when. */
function detailsOf({ statusSince }: Claim, { status, queue, ownerId, nextDeadline, escalated }: ClaimSummary): string {
  const who = ownerId ?? (queue === null ? (outsiders[status] ?? 'time') : `queue of ${queue}`)
  const waits = ended.has(status) ? 'over, kept open for what may still come' : `waiting for ${who}`
  const until =
    nextDeadline === null ? 'no deadline' : `until ${showInstant(nextDeadline.at)} (${nextDeadline.summary})`
  return `**${status}**, ${waits}, since ${showInstant(statusSince)}, ${until}${escalated ? ', **escalated**' : ''}`
}
