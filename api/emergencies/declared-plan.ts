import { appendEntry, findEntryCommand, readEntries, readPlan } from '../../db/emergency-response.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { EventCommand, EventRequest } from '../../domain/emergency/event-commands.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import { unfitPlan } from '../../domain/emergency/plan.ts'
import { decideResponse } from '../../domain/emergency/response.ts'
import type { Response } from '../../domain/emergency/response-state.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { eventAtHand, responseProblem } from './event-at-hand.ts'

type Store = Pick<ApiDependencies, 'db'>

/**
 * A plan that a declaration names is there, and for such an event.
 *
 * @throws {Problem} PLAN_NOT_FOUND, PLAN_NOT_FOR_EVENT
 */
export async function requirePlan({ db }: Store, command: EventCommand): Promise<void> {
  if (command.type !== 'DeclareEvent' || command.planId === undefined) return
  const stored = await readPlan(db, command.planId)
  if (stored === null) {
    const detail = 'nobody has put a response plan of this id'
    throw new Problem('PLAN_NOT_FOUND', { errors: [{ pointer: '#/planId', detail, code: 'value' }] })
  }
  const unfit = unfitPlan(stored.plan, command)
  if (unfit !== null) throw responseProblem(unfit.fault)
}

/** More at the same moment than people can be. */
const attemptsAtMost = 5

/**
 * The response follows the plan the declaration names, in its newest version, from the declaration on. After the declaration is
 * recorded: who repeats it makes up for a process that died between the two.
 *
 * @throws {Problem} RESPONSE_BUSY
 */
export async function followDeclaredPlan(
  { db }: Store,
  eventId: string,
  { command, actor, commandId, bodyHash }: EventRequest,
): Promise<void> {
  if (command.type !== 'DeclareEvent' || command.planId === undefined || actor.role === 'system') return
  const { planId } = command
  for (let attempt = 1; attempt <= attemptsAtMost; attempt++) {
    if ((await findEntryCommand(db, eventId, commandId)) !== null) return
    const [stored, entries, event] = await Promise.all([
      readPlan(db, planId),
      readEntries(db, eventId),
      eventAtHand(db, eventId),
    ])
    const response = foldResponse(entries)
    if (stored === null || isFollowing(response, planId, event)) return
    const { version, plan } = stored
    const context = { now: await readHostClock(db), by: actor.id, role: actor.role, event }
    const outcome = decideResponse(response, { type: 'FollowPlan', planId, version, plan }, context)
    // The level was set anew before the declaration was repeated: who commands follows another plan.
    if ('fault' in outcome) return
    const { entry } = outcome
    if (await appendEntry(db, { eventId, n: entries.length + 1, entry, commandId, bodyHash })) return
  }
  throw new Problem('RESPONSE_BUSY')
}

/** It was followed while the event was watched, or somebody has chosen a plan since the declaration. */
const isFollowing = ({ plan }: Response, planId: string, { declaredAt }: EventFacts): boolean =>
  plan !== null && (plan.planId === planId || plan.at >= (declaredAt ?? plan.at))
