import { setTimeout as delay } from 'node:timers/promises'

import type { ClaimEventType } from '../../../domain/claim/events.ts'
import type { PartName } from '../../../local/production/part.ts'
import { query } from '../oracle/witnesses.ts'
import type { Field } from './field.ts'
import type { Outage } from './supervisor.ts'

/** How soon the part does again what it is there for, seen from outside. */
const waitAtMostMs = 40_000
const lookEveryMs = 50

/** What shows that an outside system works again: an event in the log of any claim that nobody else brings about. */
const effectsOf: Readonly<Partial<Record<PartName, readonly ClaimEventType[]>>> = {
  bank: ['PaymentCleared', 'PaymentSent', 'PaymentSettled'],
  messages: ['NoticeDispatched', 'NoticeDelivered'],
  policy: ['PolicyLookedUp'],
  screening: ['PaymentCleared', 'ScreeningHit'],
}

/** A score that raises no suspicion leaves no event, and no claim of the load has an electronic invoice: nobody could tell. */
const withoutTrace: ReadonlySet<PartName> = new Set<PartName>(['fraud', 'tax'])

/** Events the API records by itself: they prove nothing of the worker. */
const byTheApi: readonly ClaimEventType[] = ['ClaimReported', 'ClaimFiled']

/**
 * From the kill to the part's first effect after it came back, milliseconds: an answer of the API, any event for the worker and
 * the servers. Undefined when nobody asked it for anything for 40 seconds, and for a part whose work leaves no trace.
 */
export async function recoveryOf(name: PartName, outage: Outage, field: Field): Promise<number | undefined> {
  if (withoutTrace.has(name)) return undefined
  const after = cameBackAfter(name, outage)
  const look = name === 'api' ? () => firstAnswer(field, after) : () => firstEvent(field, after, effectsOf[name])
  for (const until = outage.backAt + waitAtMostMs; Date.now() < until; await delay(lookEveryMs)) {
    const effectAt = await look()
    if (effectAt !== undefined) return effectAt - outage.at
  }
  return undefined
}

/**
 * What is seen before is the work of somebody else: PostgreSQL ends a dead worker's statements, the worker records
 * without Temporal what it holds, the inbox delivers what a dead bank said. An answer of the API is nobody else's.
 */
const cameBackAfter = (name: PartName, { goneAt, backAt }: Outage): number => (name === 'api' ? goneAt : backAt)

function firstAnswer({ journal }: Field, after: number): Promise<number | undefined> {
  const told = journal.entries.findLast(({ type }) => type === 'told')
  if (told === undefined || told.at <= after) return Promise.resolve(undefined)
  return Promise.resolve(journal.entries.find(({ type, at }) => type === 'told' && at > after)?.at)
}

const firstEventSql = `
  select floor(extract(epoch from min(recorded_at)) * 1000)::float8 as at
  from (select recorded_at, type from claim_events order by global_seq desc limit 2000) last
  where recorded_at > to_timestamp($1 / 1000.0)
    and ($2::text[] is null or type = any($2)) and not type = any($3)`

async function firstEvent(
  { stack }: Field,
  after: number,
  types: readonly ClaimEventType[] | undefined,
): Promise<number | undefined> {
  try {
    const rows = await query<{ at: number | null }>(stack.ownerUrl, firstEventSql, [after, types ?? null, byTheApi])
    return rows[0]?.at ?? undefined
  } catch {
    // The database itself may still be on its way back.
    return undefined
  }
}
