import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'

import { readHostClock } from '../../db/host-clock.ts'
import type { StoredAnswer } from '../../db/idempotency.ts'
import { findStoredAnswer } from '../../db/idempotency.ts'
import { storeIntake } from '../../db/intake.ts'
import { commandTable } from '../../domain/claim/command-table.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { actorFor } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { setEtag } from '../etag.ts'
import type { Idempotency } from '../idempotency.ts'
import { idempotencyOf } from '../idempotency.ts'
import { beginClaim } from '../intake.ts'
import { opaquePersonId } from '../person-ids.ts'
import { opaquePolicyId } from '../policy-ids.ts'
import { Problem } from '../problems.ts'
import { createStartSoon } from '../start-soon.ts'
import { intakeAnswer, intakeOnWire } from '../wire/intake-answer.ts'
import type { LossReportBody } from '../wire/loss-report.ts'
import { lossReportBody } from '../wire/loss-report.ts'

/** POST /v1/claims takes a claim in (报案立案). It needs the database only: what is answered is stored, whoever is away. */
export function claimRoutes(app: ApiServer, deps: ApiDependencies): void {
  const startSoon = createStartSoon(deps)
  app.addHook('onClose', startSoon.settle)
  const schema = {
    summary: 'A first notice of loss, alone or with the claim request and its documents',
    description:
      'Answered 202 when it is stored for ever; the workflow starts within seconds, at the latest when it can.',
    tags: ['claims'],
    body: lossReportBody,
    response: { 202: intakeAnswer },
  }
  app.post('/v1/claims', { schema }, async (request, reply) => {
    const idempotency = idempotencyOf(request)
    const known = await findStoredAnswer(deps.db, idempotency.commandId)
    if (known !== null) return replay(reply, known, idempotency)
    const intake = await decideIntake(deps, request, request.body)
    const response = intakeOnWire(intake.claim)
    const stored = await store(deps, intake, { ...idempotency, response })
    if (stored !== 'stored') return replay(reply, stored.replay, idempotency)
    await startSoon.start(intake.claim.claimId, intake.events, request.log)
    return send(reply, response)
  })
}

async function decideIntake(
  { db, vault, calendars, servicePolicy }: ApiDependencies,
  request: FastifyRequest,
  body: LossReportBody,
) {
  const actor = actorFor(request, commandTable.ReportClaim.roles)
  const personIdOf = (identityNumber: string): string => opaquePersonId(vault, identityNumber)
  const policyIdOf = (claimId: string, policyNo: string): string => opaquePolicyId(vault, claimId, policyNo)
  const [now, calendar] = await Promise.all([readHostClock(db), calendars.current()])
  const context = { now, calendar, policy: servicePolicy }
  const intake = beginClaim({ actor, body, idempotency: idempotencyOf(request), personIdOf, policyIdOf }, context)
  return { ...intake, summary: summarise(intake.claim, context) }
}

type DecidedIntake = Awaited<ReturnType<typeof decideIntake>>

interface Answering extends Idempotency {
  readonly response: IntakeAnswer
}

type IntakeAnswer = z.infer<typeof intakeAnswer>

function store({ db, vault }: ApiDependencies, intake: DecidedIntake, { response, ...idempotency }: Answering) {
  const { claim, events, parties, texts, summary } = intake
  const { claimId, clocks, version, decisionVersion, stage } = claim
  const answers = [{ ...idempotency, version, decisionVersion, status: stage.status }]
  return storeIntake(db, vault, {
    recording: { claimId, from: 0, events, summary, clocks, answers },
    answer: { ...idempotency, claimId, statusCode: 202, response },
    parties,
    texts,
  })
}

/** The first answer again, for the same request; another body under its key is another intent. */
function replay(reply: FastifyReply, stored: StoredAnswer, { bodyHash }: Idempotency): FastifyReply {
  if (stored.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
  reply.header('idempotency-replayed', 'true')
  return send(reply, stored.response as IntakeAnswer)
}

function send(reply: FastifyReply, response: IntakeAnswer): FastifyReply {
  setEtag(reply, response.decisionVersion)
  return reply.code(202).header('location', response.links.self).send(response)
}
