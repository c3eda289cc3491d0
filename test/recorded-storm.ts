import { openDatabase } from '../db/connect.ts'
import { recordEmergency } from '../db/emergencies.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { EventLevel } from '../domain/emergency/grades.ts'
import type { TestDatabase } from './database.ts'
import { declareStorm, endStorm, openScene, reportStorm } from './example-emergency.ts'

/** The storm of the examples as the worker records it, under an id of its own and with the given life. */
export async function recordStorm(
  { workerUrl }: TestDatabase,
  eventId: string,
  {
    level = 'I',
    until = 'declared',
    drill = false,
  }: {
    readonly level?: EventLevel
    readonly until?: 'watch' | 'declared' | 'ended' | 'reviewed'
    readonly drill?: boolean
  } = {},
): Promise<void> {
  const watched = openScene().ask({ ...reportStorm, eventId, drill })
  const running = until === 'watch' ? watched : watched.ask({ ...declareStorm, level })
  const ended = until === 'ended' || until === 'reviewed' ? running.ask(endStorm) : running
  const { past } = until === 'reviewed' ? ended.ask({ type: 'ReviewEvent', summaryId: 'txt_summary' }) : ended
  const db = openDatabase(workerUrl, { max: 1, applicationName: 'storm' })
  try {
    await recordEmergency(db, { eventId, from: 0, events: past, emergency: foldEmergency(null, past) })
  } finally {
    await db.close()
  }
}

/** An id of an event for tests, by some hexadecimal digits. */
export const eventIdOf = (digits: string): string => `emg_${digits.padStart(32, '0')}`
