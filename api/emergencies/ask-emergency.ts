import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'

import { findEmergencyAnswer, readEmergencyEvents } from '../../db/emergencies.ts'
import { hasOwnClaimIn, hasOwnClaimTold } from '../../db/emergency-tellings.ts'
import { storeEmergencyTexts } from '../../db/emergency-texts.ts'
import type { ClaimText } from '../../db/texts.ts'
import type { EventCommand, EventRequest } from '../../domain/emergency/event-commands.ts'
import { decideEvent } from '../../domain/emergency/event-decide.ts'
import { foldEmergency } from '../../domain/emergency/event-evolve.ts'
import type { EventRefusal } from '../../domain/emergency/event-refusal.ts'
import { scopeFault } from '../../domain/emergency/event-scope.ts'
import type { Emergency, EmergencyEvent } from '../../domain/emergency/event-state.ts'
import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import type { AskedEvent, EmergencyInput, EventAnswer } from '../../workflows/emergency-contract.ts'
import {
  askEmergency as askUpdate,
  emergencyWorkflowId,
  emergencyWorkflowType,
} from '../../workflows/emergency-contract.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { followDeclaredPlan, requirePlan } from './declared-plan.ts'
import { lessonsWithoutOwner } from './review-facts.ts'

export type EmergencyDependencies = Pick<ApiDependencies, 'db' | 'vault' | 'temporal'>

export interface AskedEmergency {
  readonly eventId: string
  readonly request: EventRequest
  /** What the body said in words: sealed before the command leaves. */
  readonly texts: readonly ClaimText[]
}

/** The answer, and whether it was given before. */
export interface GivenEventAnswer extends EventAnswer {
  readonly replayed: boolean
}

/** How long a caller waits for the event; after it the same key finds the answer, or asks anew. */
const answerTimeoutMs = 5_000

/**
 * Asks an emergency to do something, and answers only when that is recorded. What the rules refuse by the log is refused here,
 * before anything leaves; the workflow decides again. One that does not run is started from its log by the same call.
 *
 * A plan that a declaration names is followed from then on.
 *
 * @throws {Problem} EMERGENCY_NOT_FOUND, PLAN_NOT_FOUND, or the code of a refusal; and what the client of Temporal throws when the server or
 * every worker is away.
 */
export async function askEmergency(deps: EmergencyDependencies, asked: AskedEmergency): Promise<GivenEventAnswer> {
  const { db, vault } = deps
  const { eventId, texts } = asked
  const known = await findEmergencyAnswer(db, eventId, asked.request.commandId)
  if (known !== null) {
    if (known.bodyHash !== asked.request.bodyHash) throw new Problem('EVENT_COMMAND_REUSED')
    await followDeclaredPlan(deps, eventId, asked.request)
    return { ...known, replayed: true }
  }
  const events = await readEmergencyEvents(db, eventId)
  if (events.length === 0 && asked.request.command.type !== 'ReportIncident') throw new Problem('EMERGENCY_NOT_FOUND')
  const emergency = events.length === 0 ? null : foldEmergency(null, events)
  const request = { ...asked.request, ...(await lookUp(deps, emergency, asked.request)) }
  const decision = decideEvent(emergency, request, Date.now())
  if ('refusal' in decision) throw eventProblem(decision.refusal)
  await requirePlan(deps, request.command)
  await storeEmergencyTexts(db, vault, eventId, texts)
  const answer = await send(deps, { eventId, events }, { ...request, logLength: events.length })
  await followDeclaredPlan(deps, eventId, request)
  return { ...answer, replayed: false }
}

/** What the rules want to know that stands in tables. */
async function lookUp(
  { db }: EmergencyDependencies,
  emergency: Emergency | null,
  { command, actor }: EventRequest,
): Promise<Pick<EventRequest, 'ownClaimInScope' | 'lessonsWithoutOwner'>> {
  if (emergency === null) return {}
  if (command.type === 'ReviewEvent') {
    return { lessonsWithoutOwner: await lessonsWithoutOwner(db, emergency.eventId) }
  }
  const scopes = [scopeIn(command), emergency.scope].filter((scope) => scope !== null)
  const sound = scopes.filter((scope) => scopeFault(scope) === null)
  const own = await Promise.all([
    ...sound.map((scope) => hasOwnClaimIn(db, scope, actor.id)),
    hasOwnClaimTold(db, emergency.eventId, actor.id),
  ])
  return { ownClaimInScope: own.includes(true) }
}

const scopeIn = (command: EventCommand) => ('scope' in command ? command.scope : null)

async function send(
  { temporal }: EmergencyDependencies,
  input: { readonly eventId: string; readonly events: readonly EmergencyEvent[] },
  request: AskedEvent,
): Promise<EventAnswer> {
  const run = new WithStartWorkflowOperation<(input: EmergencyInput) => Promise<void>>(emergencyWorkflowType, {
    workflowId: emergencyWorkflowId(input.eventId),
    taskQueue: claimTaskQueue,
    args: [input],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'emergency',
  })
  const ask = () =>
    temporal.workflow.executeUpdateWithStart(askUpdate, {
      args: [request],
      updateId: request.commandId,
      startWorkflowOperation: run,
    })
  try {
    const answer = await temporal.withDeadline(Date.now() + answerTimeoutMs, ask)
    if (answer.bodyHash !== request.bodyHash) throw new Problem('EVENT_COMMAND_REUSED')
    return answer
  } catch (error) {
    const refusal = refusalIn(error)
    throw refusal === undefined ? error : eventProblem(refusal)
  }
}

function refusalIn(error: unknown): EventRefusal | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  if (!(cause instanceof ApplicationFailure)) return undefined
  const [refusal] = (cause.details ?? []) as readonly (EventRefusal | undefined)[]
  return refusal
}

function eventProblem({ code, message: detail, field, whoMay }: EventRefusal): Problem {
  const errors = field === undefined ? {} : { errors: [{ pointer: `#${field}`, detail, code: 'value' }] }
  return new Problem(code, { detail, ...errors, ...(whoMay && { whoMay }) })
}
