import { Client, Connection } from '@temporalio/client'

import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { ProductionStack } from '../../local/production/production-stack.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import type { Economy } from '../report/report-shape.ts'
import { query } from './databases.ts'
import { leastEvents, leastEventsFormula } from './least-events.ts'

/** Counts what claims cost Temporal in their own histories. Undefined without claims. */
export async function countEconomy(stack: ProductionStack, claimIds: readonly string[]): Promise<Economy | undefined> {
  const connection = await Connection.connect({ address: stack.temporalAddress })
  try {
    const client = new Client({ connection, namespace: stack.temporalNamespace })
    const costs = await Promise.all(claimIds.map((claimId) => costOf(client, stack, claimId)))
    return costs.length === 0 ? undefined : meanOf(costs)
  } finally {
    await connection.close()
  }
}

type Cost = Omit<Economy, 'claims' | 'formula'>

async function costOf(client: Client, stack: ProductionStack, claimId: string): Promise<Cost> {
  const handle = client.workflow.getHandle(claimWorkflowId(claimId))
  const [history, described] = await Promise.all([handle.fetchHistory(), handle.describe()])
  const { workflowExecutionInfo: info } = described.raw
  const events = (history.events ?? []).map(readEvent)
  const eventsByType = countBy(events.map(({ kind }) => kind))
  const count = (kind: string): number => eventsByType[kind] ?? 0
  const messages = {
    wakeUps: count('workflowTaskCompleted'),
    updates: count('workflowExecutionUpdateAccepted'),
    signals: count('workflowExecutionSignaled'),
    activities: count('activityTaskScheduled'),
    localEffects: events.filter(({ localEffect }) => localEffect).length,
    statusChanges: await countStatusChanges(stack, claimId),
  }
  const tasksWithMarkers = new Set(events.flatMap(({ markerOf }) => (markerOf === undefined ? [] : [markerOf])))
  return {
    events: events.length,
    leastEvents: leastEvents(messages),
    eventsByType,
    stateTransitions: Number(info?.stateTransitionCount ?? 0),
    // Billed: the start, messages, activities, timers, upserts, and once for all local activities of a task.
    cloudActions:
      1 +
      messages.updates +
      messages.signals +
      messages.activities +
      count('timerStarted') +
      count('upsertWorkflowSearchAttributes') +
      tasksWithMarkers.size,
    historyBytes: Number(info?.historySizeBytes ?? 0),
  }
}

type HistoryEvent = NonNullable<
  NonNullable<Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']>[number]
>

interface ReadEvent {
  /** The event's name, such as `timerStarted`. */
  readonly kind: string
  /** For a marker: the workflow task that wrote it. */
  readonly markerOf?: string
  readonly localEffect: boolean
}

/** An event is known by which of its attributes it carries. */
function readEvent(event: HistoryEvent): ReadEvent {
  const attributes = Object.entries(event).find(([name, value]) => name.endsWith('EventAttributes') && value)
  const kind = (attributes?.[0] ?? 'unknown').replace('EventAttributes', '')
  const marker = event.markerRecordedEventAttributes
  if (!marker) return { kind, localEffect: false }
  const data = (marker.details?.['data']?.payloads ?? []).map((payload) => Buffer.from(payload.data ?? []).toString())
  return {
    kind,
    markerOf: String(marker.workflowTaskCompletedEventId),
    localEffect: !data.some((text) => text.includes('recordEvents')),
  }
}

/** Recordings after which the claim stood in another status: what was written together was decided in one wake-up. */
async function countStatusChanges(stack: ProductionStack, claimId: string): Promise<number> {
  const rows = await query<{ batch: string; event: ClaimEvent }>(
    stack.ownerUrl,
    'select xmin::text as batch, event from claim_events where claim_id = $1 order by position',
    [claimId],
  )
  let claim: Claim | null = null
  const statuses = new Map<string, string>()
  for (const { batch, event } of rows) {
    claim = fold(claim, [event])
    statuses.set(batch, claim.stage.status)
  }
  const each = [...statuses.values()]
  return each.filter((status, at) => at > 0 && status !== each[at - 1]).length
}

function meanOf(costs: readonly Cost[]): Economy {
  const mean = (read: (cost: Cost) => number): number => costs.reduce((sum, cost) => sum + read(cost), 0) / costs.length
  const kinds = [...new Set(costs.flatMap(({ eventsByType }) => Object.keys(eventsByType)))]
  return {
    claims: costs.length,
    formula: leastEventsFormula,
    events: mean(({ events }) => events),
    leastEvents: mean((cost) => cost.leastEvents),
    eventsByType: Object.fromEntries(kinds.map((kind) => [kind, mean(({ eventsByType }) => eventsByType[kind] ?? 0)])),
    stateTransitions: mean(({ stateTransitions }) => stateTransitions),
    cloudActions: mean(({ cloudActions }) => cloudActions),
    historyBytes: mean(({ historyBytes }) => historyBytes),
  }
}

function countBy(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
