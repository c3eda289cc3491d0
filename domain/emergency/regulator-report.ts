import { eventClocks } from '../clocks/rules/event.ts'
import type { Instant } from '../time.ts'
import { HOUR, MINUTE } from '../time.ts'
import type { EventFacts } from './event-facts.ts'
import { fault } from './response-fault.ts'
import type { RegulatorReportKind, Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'

/**
 * C22: by when the regulator is to be told of an extremely major event, by phone and in writing; counted from when it was known
 * and of level I, so that raising it breaches nothing. Owed once the level was I, whatever it is now; null where it never was.
 */
export function regulatorDueAt({ levels, knownAt }: EventFacts, kind: RegulatorReportKind): Instant | null {
  const raised = levels.find(({ level }) => level === 'I')
  if (raised === undefined) return null
  const from = Math.max(knownAt, raised.since)
  if (kind === 'phone') return from + eventClocks.C22a.length * MINUTE
  if (kind === 'written') return from + eventClocks.C22b.length * HOUR
  return null
}

/** Puts on record that the regulator was told: by phone, in writing, again when things changed, and at last. */
export function tellRegulator(
  { reports }: Response,
  { kind, reference }: ResponseActOf<'TellRegulator'>,
  { now, by, event }: ResponseContext,
): ResponseOutcome {
  const told = new Set(reports.map((report) => report.kind))
  if (told.has('final')) return fault('REPORT_FINAL', 'the final report was made: nothing follows it')
  if (kind !== 'follow-up' && told.has(kind)) {
    return fault('REPORT_ORDER', 'this report was made: what changed since goes into a follow-up', { field: '/kind' })
  }
  if ((kind === 'follow-up' || kind === 'final') && !told.has('written')) {
    return fault('REPORT_ORDER', 'the report in writing comes first', { field: '/kind' })
  }
  if (kind === 'final' && event.endedAt === null) {
    return fault('EVENT_NOT_ENDED', 'the final report is made when the event has ended', { field: '/kind' })
  }
  return { entry: { type: 'RegulatorTold', at: now, by, kind, reference } }
}
