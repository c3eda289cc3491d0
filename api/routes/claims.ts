import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'

import type { Database } from '../../db/database.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { StoredAnswer } from '../../db/idempotency.ts'
import { findStoredAnswer } from '../../db/idempotency.ts'
import { storeIntake } from '../../db/intake.ts'
import { commandTable } from '../../domain/claim/command-table.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { Instant } from '../../domain/time.ts'
import { actorFor } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { setEtag } from '../etag.ts'
import type { Idempotency } from '../idempotency.ts'
import { idempotencyOf } from '../idempotency.ts'
import { beginClaim } from '../intake.ts'
import { opaquePersonId } from '../../db/person-ids.ts'
import { opaquePolicyId } from '../policy-ids.ts'
import { untilMovedOn } from '../moved-on.ts'
import { preferredWaitMs } from '../prefer.ts'
import { Problem } from '../problems.ts'
import { createStartSoon } from '../start-soon.ts'
import { answerOnWire } from '../wire/answer.ts'
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
      'Answered 202 when it is stored for ever; the workflow starts within seconds, at the latest when it can. With ' +
      '`Prefer: wait=n` (n seconds, 10 at most) the answer waits until the workflow has recorded something, or the time is ' +
      'up, and says where the claim stands then.',
    tags: ['claims'],
    body: lossReportBody,
    response: { 202: intakeAnswer },
  }
  app.post('/v1/claims', { schema }, async (request, reply) => {
    const waitMs = preferredWaitMs(request)
    const idempotency = idempotencyOf(request)
    const send = (response: IntakeAnswer) => sendWhenDue(deps.db, reply, response, waitMs)
    // Side by side: in a disaster whoever files waits for every trip to the database.
    const [known, now] = await Promise.all([findStoredAnswer(deps.db, idempotency.commandId), readHostClock(deps.db)])
    if (known !== null) return send(replayed(reply, known, idempotency))
    const intake = await decideIntake(deps, request, { body: request.body, now })
    const response = intakeOnWire(intake.claim)
    const stored = await store(deps, intake, { ...idempotency, response })
    if (stored !== 'stored') return send(replayed(reply, stored.replay, idempotency))
    await startSoon.start(intake.claim.claimId, intake.events, request.log)
    return send(response)
  })
}

async function decideIntake(
  { vault, calendars, servicePolicy }: ApiDependencies,
  request: FastifyRequest,
  { body, now }: { readonly body: LossReportBody; readonly now: Instant },
) {
  const actor = actorFor(request, commandTable.ReportClaim.roles)
  const personIdOf = (identityNumber: string): string => opaquePersonId(vault, identityNumber)
  const policyIdOf = (claimId: string, policyNo: string): string => opaquePolicyId(vault, claimId, policyNo)
  const context = { now, calendar: await calendars.current(), policy: servicePolicy }
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
function replayed(reply: FastifyReply, stored: StoredAnswer, { bodyHash }: Idempotency): IntakeAnswer {
  if (stored.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
  reply.header('idempotency-replayed', 'true')
  return stored.response as IntakeAnswer
}

/** At once, as the claim was taken in; who prefers to wait is told where it has come to, on a repeat too. */
async function sendWhenDue(
  db: Database,
  reply: FastifyReply,
  intake: IntakeAnswer,
  waitMs: number | null,
): Promise<FastifyReply> {
  let response = intake
  if (waitMs !== null) {
    const isGone = (): boolean => reply.raw.destroyed
    const claim = await untilMovedOn(db, intake.claimId, { version: intake.version, waitMs, isGone })
    if (claim !== null) response = { ...answerOnWire(claim), acceptBy: intake.acceptBy }
    reply.header('preference-applied', 'wait')
  }
  setEtag(reply, response.decisionVersion)
  return reply.code(202).header('location', response.links.self).send(response)
}
