import type { FastifyReply, FastifyRequest } from 'fastify'

import { rowsOfPerson } from '../../db/affected-lists.ts'
import { listContacts, seesContact } from '../../db/contact-list.ts'
import { findCall, readContactPolicies, readTask, storeCall } from '../../db/contact-tasks.ts'
import { readHostClock } from '../../db/host-clock.ts'
import { storeRead } from '../../db/reads.ts'
import type { Call, ContactTask } from '../../domain/emergency/contact-task.ts'
import { recordCall } from '../../domain/emergency/contact-task.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import { actorFor, scopeOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { eventAtHand, responseProblem } from '../emergencies/event-at-hand.ts'
import { callers } from '../emergencies/responders.ts'
import { idempotencyOf } from '../idempotency.ts'
import { linkNext } from '../next-page.ts'
import { Problem } from '../problems.ts'
import { eventPath } from '../wire/emergency.ts'
import {
  callBody,
  contactAnswer,
  contactInFull,
  contactOnWire,
  contactPath,
  contactQuery,
  contactsAnswer,
} from '../wire/event-contacts.ts'

const tags = ['emergencies']

/** People to be contacted for an event (关怀联系), and the calls with what they want. */
export function eventContactRoutes(app: ApiServer, deps: ApiDependencies): void {
  mountReads(app, deps)
  const call = {
    summary: 'Record a call: whether somebody was reached, what the person wants, what was taken of what was offered',
    description:
      'The wish is asked of everybody who is reached: `go-on`, `later` or `no`. A "no" is never a refusal, and a later call may ' +
      'say otherwise. At levels I and II a person calls or visits first: a message alone is no contact.',
    tags,
    params: contactPath,
    body: callBody,
    response: { 200: contactAnswer },
  }
  app.post('/v1/emergencies/:eventId/contacts/:personId/calls', { schema: call }, async (request, reply) => {
    const { eventId, personId } = request.params
    const { wish, againInHours, ...rest } = request.body
    const { id: by } = actorFor(request, callers)
    const made = { ...rest, by, ...(wish && { wish }), ...(againInHours !== undefined && { againInHours }) }
    const event = await eventAtHand(deps.db, eventId)
    await keepCall(deps, { request, reply }, { event, personId, call: made })
    return inFull(deps, request, { event, personId })
  })
}

function mountReads(app: ApiServer, deps: ApiDependencies): void {
  const { db } = deps
  const list = {
    summary: 'Whom to call for an event, least time left first; or everybody',
    description: 'Of the caller’s branch and below, by the branch that keeps a contract of the person.',
    tags,
    params: eventPath,
    querystring: contactQuery,
    response: { 200: contactsAnswer },
  }
  app.get('/v1/emergencies/:eventId/contacts', { schema: list }, async (request, reply) => {
    const { eventId, drill } = await eventAtHand(db, request.params.eventId)
    const now = await readHostClock(db)
    const branchPrefix = branchOf(request)
    const { tasks, next } = await listContacts(db, eventId, { ...request.query, branchPrefix })
    linkNext(request, reply, next === null ? null : { cursor: next })
    return { data: tasks.map((task) => contactOnWire(task, { drill, now })), page: { next, hasMore: next !== null } }
  })

  const one = {
    summary: 'A person to contact, with contracts and what the lists say, in full; the read is on record',
    tags,
    params: contactPath,
    response: { 200: contactAnswer },
  }
  app.get('/v1/emergencies/:eventId/contacts/:personId', { schema: one }, async (request) => {
    const { eventId, personId } = request.params
    return inFull(deps, request, { event: await eventAtHand(db, eventId), personId })
  })
}

interface Named {
  readonly event: EventFacts
  readonly personId: string
}

/** Nobody sees names without leaving a row that says so. */
async function inFull({ db, vault }: ApiDependencies, request: FastifyRequest, { event, personId }: Named) {
  const { eventId, drill } = event
  const { task } = await contactAtHand(db, request, { event, personId })
  const { id, role } = actorFor(request, callers)
  await storeRead(db, { claimId: eventId, reader: { id, role }, what: `contact/${personId}` })
  const person = { eventId, personId }
  const [policies, listed, now] = await Promise.all([
    readContactPolicies(db, vault, person),
    rowsOfPerson(db, vault, person),
    readHostClock(db),
  ])
  return contactInFull(task, { drill, now }, { policies, listed })
}

/** The task, where the caller's branch has to do with it. @throws {Problem} CONTACT_NOT_FOUND */
export async function contactAtHand(
  db: ApiDependencies['db'],
  request: FastifyRequest,
  { event: { eventId }, personId }: Named,
): Promise<{ readonly task: ContactTask }> {
  const branchPrefix = branchOf(request)
  const task = await readTask(db, eventId, personId)
  if (task === null || !(await seesContact(db, { eventId, personId, branchPrefix }))) {
    throw new Problem('CONTACT_NOT_FOUND')
  }
  return { task }
}

/** The whole company's is the empty prefix; without a branch nobody's contacts are shown. */
function branchOf(request: FastifyRequest): string {
  const { branchPrefix } = scopeOf(request)
  if (branchPrefix === null) throw new Problem('ROLE_NOT_ALLOWED', { whoMay: callers })
  return branchPrefix
}

const attemptsAtMost = 3

/** Judges the call against the task and keeps both; again when another call came between. */
async function keepCall(
  { db }: ApiDependencies,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { event, personId, call }: Named & { readonly call: Call },
): Promise<void> {
  const { commandId, bodyHash } = idempotencyOf(request)
  for (let attempt = 1; attempt <= attemptsAtMost; attempt++) {
    const { task: standing } = await contactAtHand(db, request, { event, personId })
    const known = await findCall(db, commandId)
    if (known !== null) {
      if (known.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
      reply.header('idempotency-replayed', 'true')
      return
    }
    const at = await readHostClock(db)
    const answer = recordCall(standing, call, at)
    if ('fault' in answer) throw responseProblem(answer.fault)
    if (await storeCall(db, { eventId: event.eventId, at, call, task: answer.task, commandId, bodyHash })) return
  }
  throw new Problem('RESPONSE_BUSY')
}
