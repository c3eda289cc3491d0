import type { Database } from '../db/database.ts'
import { readEmergencyEvents, recordEmergency } from '../db/emergencies.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { EventScene } from './example-emergency.ts'

/** Records what an emergency has come to behind what stands of it, as its workflow does. `db`: as the worker may write. */
export async function recordScene(db: Database, { past }: EventScene): Promise<void> {
  const emergency = foldEmergency(null, past)
  const { eventId } = emergency
  const from = (await readEmergencyEvents(db, eventId)).length
  await recordEmergency(db, { eventId, from, events: past.slice(from), emergency })
}
