import { createHash } from 'node:crypto'
import type { Database } from '../db/database.ts'
import { recordEmergency } from '../db/emergencies.ts'
import type { StoredPlan } from '../db/emergency-response.ts'
import { listPlans } from '../db/emergency-response.ts'
import { storeWorkItem } from '../db/work-items.ts'
import type { EventRequest } from '../domain/emergency/event-commands.ts'
import { decideEvent } from '../domain/emergency/event-decide.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { DateText, Instant } from '../domain/time.ts'
import { startOfDay } from '../domain/time.ts'

interface DrillDesk {
  readonly db: Database
  readonly now: () => Instant
}

/**
 * Begins the drill of every plan that says where it is exercised, once for a day, and puts a work item for the commander, who
 * declares it and follows the plan. The log is enough: the workflow of an emergency begins from it with the next command.
 */
export async function beginDrills(date: DateText, { db, now }: DrillDesk): Promise<number> {
  const due = (await listPlans(db)).filter(({ plan }) => plan.exercise !== undefined)
  for (const stored of due) await beginDrill(stored, date, { db, now })
  return due.length
}

async function beginDrill(
  { planId, version, plan }: StoredPlan,
  date: DateText,
  { db, now }: DrillDesk,
): Promise<void> {
  const commandId = createHash('sha256').update(`drill/${planId}/${date}`).digest('hex')
  const eventId = `emg_${commandId.slice(0, 32)}`
  const [kind] = plan.kinds
  if (kind === undefined || plan.exercise === undefined) return
  const incident = { kind, happenedAt: startOfDay(date), zones: plan.exercise.zones, placeId: 'txt_drill' }
  const request: EventRequest = {
    commandId,
    bodyHash: commandId,
    actor: { id: 'system', role: 'system' },
    command: { type: 'ReportIncident', eventId, incident, drill: true },
  }
  const decision = decideEvent(null, request, now())
  if ('refusal' in decision) throw new Error(`the drill of plan ${planId} cannot begin: ${decision.refusal.code}`)
  const { events } = decision
  await recordEmergency(db, { eventId, from: 0, events, emergency: foldEmergency(null, events) })
  const facts = { eventId, planId, version, tell: 'emergency-commander', drill: true }
  await storeWorkItem(db, { kind: 'drill-due', reference: eventId, facts })
}
