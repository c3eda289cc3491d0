import type { FastifyRequest } from 'fastify'

import type { AffectedList } from '../../db/affected-lists.ts'
import { rowsOfPerson } from '../../db/affected-lists.ts'
import { markClaimed, readContactPolicies } from '../../db/contact-tasks.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { StoredAnswer } from '../../db/idempotency.ts'
import { findStoredAnswer } from '../../db/idempotency.ts'
import { storeIntake } from '../../db/intake.ts'
import { opaquePersonId } from '../../db/person-ids.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { ContactTask } from '../../domain/emergency/contact-task.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ListedAs } from '../../domain/emergency/insurer-start.ts'
import { evidenceOf, insurerStartFault, provesDeath, startedLossFault } from '../../domain/emergency/insurer-start.ts'
import { actorFor } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { eventAtHand, responseProblem } from '../emergencies/event-at-hand.ts'
import { setEtag } from '../etag.ts'
import type { Idempotency } from '../idempotency.ts'
import { idempotencyOf } from '../idempotency.ts'
import { beginClaim } from '../intake.ts'
import { opaquePolicyId } from '../policy-ids.ts'
import { fieldProblem, Problem } from '../problems.ts'
import { createStartSoon } from '../start-soon.ts'
import type { InsurerStartBody } from '../wire/event-contacts.ts'
import { contactPath, insurerStartBody } from '../wire/event-contacts.ts'
import { intakeAnswer, intakeOnWire } from '../wire/intake-answer.ts'
import type { LossReportBody } from '../wire/loss-report.ts'
import { contactAtHand } from './event-contacts.ts'

/** POST .../contacts/{personId}/claim: the insurer starts the claim of somebody on a published list (#2, #3). */
export function insurerStartRoutes(app: ApiServer, deps: ApiDependencies): void {
  const startSoon = createStartSoon(deps)
  app.addHook('onClose', startSoon.settle)
  const schema = {
    summary: 'Start the claim of somebody found on a published list who wishes to go on',
    description:
      'Only while the event runs and its measures say so. The recorded wish and the list stand in place of the claim form: the ' +
      'claim is reported and received at once, with the lists of hospitals and the government as its evidence, and waits for ' +
      'nothing the level waives. The loss lies within the event (`LOSS_OUTSIDE_EVENT`), and a death is one where a list of the ' +
      'government says `dead` (`DEATH_NOT_LISTED`). A claim started for an exercise is a test.',
    tags: ['emergencies'],
    params: contactPath,
    body: insurerStartBody,
    response: { 202: intakeAnswer },
  }
  app.post('/v1/emergencies/:eventId/contacts/:personId/claim', { schema }, async (request, reply) => {
    const { eventId, personId } = request.params
    const idempotency = idempotencyOf(request)
    const known = await findStoredAnswer(deps.db, idempotency.commandId)
    if (known !== null) {
      reply.header('idempotency-replayed', 'true')
      return reply.code(202).send(answerOf(known, idempotency))
    }
    const event = await eventAtHand(deps.db, eventId)
    const { task } = await contactAtHand(deps.db, request, { event, personId })
    const fault = insurerStartFault(task, event)
    if (fault !== null) throw responseProblem(fault.fault)
    const body = await reportOf(deps, { event, task }, request.body)
    const { claimId, events, response } = await takeIn(deps, request, { event, task, body })
    if (events.length > 0) await startSoon.start(claimId, events, request.log)
    setEtag(reply, response.decisionVersion)
    return reply.code(202).header('location', response.links.self).send(response)
  })
}

function answerOf(stored: StoredAnswer, { bodyHash }: Idempotency) {
  if (stored.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
  return stored.response as ReturnType<typeof intakeOnWire>
}

interface Finding {
  readonly event: EventFacts
  readonly task: ContactTask
}

/** The report in the form every report has, with the lists as its documents. */
async function reportOf(
  { db, vault }: ApiDependencies,
  { event, task }: Finding,
  { policyNo, claimant, injury, hospitalised, ...rest }: InsurerStartBody,
): Promise<LossReportBody> {
  const person = { eventId: event.eventId, personId: task.personId }
  const [policies, listed] = await Promise.all([
    readContactPolicies(db, vault, person),
    rowsOfPerson(db, vault, person),
  ])
  const evidence = evidenceOf(listed.map((each) => ({ ...each, kind: each.list.kind })))
  const policy = policies.find((each) => each.policyNo === policyNo)
  if (policy === undefined) {
    const detail = 'is no contract under which the person was found'
    throw fieldProblem('VALUE_INVALID', { pointer: '#/policyNo', detail, code: 'value' })
  }
  const { line } = policy
  const fault = startedLossFault({ ...rest, line, injury }, event.scope, evidence)
  if (fault !== null) throw responseProblem(fault.fault)
  const [first] = evidence
  if (first === undefined) throw new Problem('LIST_EVIDENCE_MISSING')
  const { name, identity_number: identityNumber } = first.row
  return {
    ...rest,
    channel: 'phone',
    line,
    policyNo,
    branch: rest.branch ?? policy.branch,
    facts: { injury, hospitalised, thirdParty: false },
    claimant,
    insured: { personId: task.personId, name, identityNumber, phone: claimant.phone },
    isTest: event.drill,
    filing: { documents: evidence.map(listDocument) },
  }
}

/**
 * The list as evidence: by reference like every document, with the file's own hash. It proves a death (`government-list`) where
 * the government says that the person is dead, and else that he was hit.
 */
function listDocument({
  list: { listId, kind, sha256, sizeBytes },
  ...listed
}: ListedAs & { readonly list: AffectedList }) {
  return {
    documentId: listId,
    kind: provesDeath(listed) ? ('government-list' as const) : ('other' as const),
    sha256,
    sizeBytes,
    location: `emergency-lists/${listId}`,
    fileName: `${kind}.csv`,
  }
}

async function takeIn(
  { db, vault, calendars, servicePolicy }: ApiDependencies,
  request: FastifyRequest,
  { event, task, body }: Finding & { readonly body: LossReportBody },
) {
  const idempotency = idempotencyOf(request)
  const [now, calendar] = await Promise.all([readHostClock(db), calendars.current()])
  const context = { now, calendar, policy: servicePolicy }
  const { eventId } = event
  const { claim, events, parties, texts } = beginClaim(
    {
      actor: actorFor(request, ['customer-support']),
      body,
      idempotency,
      personIdOf: (identityNumber) => opaquePersonId(vault, identityNumber),
      policyIdOf: (claimId, policyNo) => opaquePolicyId(vault, claimId, policyNo),
      foundFor: eventId,
    },
    context,
  )
  const { claimId, clocks, version, decisionVersion, stage } = claim
  const response = intakeOnWire(claim)
  const answers = [{ ...idempotency, version, decisionVersion, status: stage.status }]
  const stored = await storeIntake(db, vault, {
    recording: { claimId, from: 0, events, summary: summarise(claim, context), clocks, answers },
    answer: { ...idempotency, claimId, statusCode: 202, response },
    parties,
    texts,
    async alongside(session) {
      if (await markClaimed(session, { eventId, personId: task.personId, claimId })) return
      throw new Problem('CONTACT_CLAIMED')
    },
  })
  if (stored === 'stored') return { claimId, events, response }
  return { claimId: stored.replay.claimId, events: [], response: answerOf(stored.replay, idempotency) }
}
