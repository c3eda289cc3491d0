import type { Session } from '../../db/database.ts'
import { readEventFacts } from '../../db/emergencies.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ResponseFault } from '../../domain/emergency/response-fault.ts'
import { Problem } from '../problems.ts'

/** The event in the path as the response sees it. @throws {Problem} EMERGENCY_NOT_FOUND */
export async function eventAtHand(session: Session, eventId: string): Promise<EventFacts> {
  const event = /^emg_[0-9a-f]{32}$/.test(eventId) ? await readEventFacts(session, eventId) : null
  if (event === null) throw new Problem('EMERGENCY_NOT_FOUND')
  return event
}

/** The problem a refused act is. */
export function responseProblem({ code, message: detail, field, whoMay }: ResponseFault): Problem {
  return new Problem(code, {
    detail,
    ...(whoMay && { whoMay }),
    ...(field !== undefined && { errors: [{ pointer: `#${field}`, detail, code: 'value' }] }),
  })
}
