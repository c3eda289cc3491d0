import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../workflows/histories', import.meta.url))
const claims = (await readdir(folder)).filter((file) => !file.startsWith('emergency-'))

interface HistoryEvent {
  readonly eventType: string
  readonly timerStartedEventAttributes?: { readonly timerId: string; readonly startToFireTimeout: string }
  readonly timerFiredEventAttributes?: { readonly timerId: string }
  readonly timerCanceledEventAttributes?: { readonly timerId: string }
}

const eventsOf = async (file: string): Promise<readonly HistoryEvent[]> => {
  const { events } = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as { events: readonly HistoryEvent[] }
  return events
}

/** A millisecond, in which a run that may end listens once more. */
const lastLook = '0.001s'

/** How many timers were open at once at most, when a task began. */
function mostOpen(events: readonly HistoryEvent[]): number {
  const open = new Set<string>()
  let most = 0
  for (const event of events) {
    const { timerStartedEventAttributes: started, timerFiredEventAttributes: fired } = event
    const ended = fired ?? event.timerCanceledEventAttributes
    if (started !== undefined && started.startToFireTimeout !== lastLook) open.add(started.timerId)
    if (ended !== undefined) open.delete(ended.timerId)
    if (event.eventType === 'EVENT_TYPE_WORKFLOW_TASK_STARTED') most = Math.max(most, open.size)
  }
  return most
}

const count = (events: readonly HistoryEvent[], type: string): number =>
  events.filter(({ eventType }) => eventType === `EVENT_TYPE_${type}`).length

test.each(claims)(
  '%s: one timer is open at a time, and what operators see is set once for a recording at most',
  async (file) => {
    const events = await eventsOf(file)
    expect(mostOpen(events)).toBe(1)
    expect(count(events, 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES')).toBeLessThanOrEqual(count(events, 'MARKER_RECORDED'))
  },
)
