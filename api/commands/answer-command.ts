import type { FastifyReply, FastifyRequest } from 'fastify'

import type { ListedClaim } from '../../db/claim-summary.ts'
import { storeRefusal } from '../../db/refusals.ts'
import type { Role } from '../../domain/claim/codes.ts'
import { commandTable, rolesFor } from '../../domain/claim/command-table.ts'
import type { Actor, ClaimCommand } from '../../domain/claim/commands.ts'
import { dateOf } from '../../domain/time.ts'
import { actorOn, identityOf, rolesOf, visibleClaim } from '../access.ts'
import type { ApiServer } from '../dependencies.ts'
import { requireIfMatch } from '../etag.ts'
import type { Idempotency } from '../idempotency.ts'
import { idempotencyOf } from '../idempotency.ts'
import { keptWhenRefused } from '../kept-refusals.ts'
import { opaquePolicyId } from '../policy-ids.ts'
import { Problem } from '../problems.ts'
import { answerBody, sendAnswer } from '../wire/answer.ts'
import type { AskDependencies, GivenAnswer } from './ask-claim.ts'
import { askClaim, knownAnswer } from './ask-claim.ts'
import type { CommandDoor } from './command-door.ts'
import { introduceClaimants } from './introduce-claimants.ts'
import { settingAside } from './set-aside.ts'
import { authorityFor } from './told-authority.ts'
import { withBeneficiaries } from './told-beneficiaries.ts'
import { withDiagnosis } from './told-diagnosis.ts'
import { listJoined, withEvent } from './told-event.ts'
import { withNames } from './told-names.ts'

/** Opens doors in the server: `POST /v1/claims/{claimId}/...` each, all answered the same way. */
export function openDoors(app: ApiServer, deps: AskDependencies, doors: readonly CommandDoor[]): void {
  for (const door of doors) {
    const { path, tag, summary, description, params, body } = door
    const said = { summary, tags: [tag], ...(description !== undefined && { description }) }
    const schema = { ...said, params, body, response: { 200: answerBody } }
    app.post(`/v1/claims/:claimId${path}`, { schema }, async (request, reply) => {
      await answerCommand(deps, door, { request, reply, body: request.body })
      return reply
    })
  }
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The body as the door's schema read it. */
  readonly body: unknown
  /** The number of a numbered door, where its address does not have it. */
  readonly n?: number
}

/**
 * One command from its door to its answer: whose it is, whether it was answered before, what the caller saw, what it
 * means, what came of it.
 */
export async function answerCommand(
  deps: AskDependencies,
  door: CommandDoor,
  { request, reply, body, n: named }: Exchange,
): Promise<FastifyReply> {
  const { n = named ?? 0 } = request.params as { readonly n?: number }
  const asked = { request, claim: visibleClaim(request), idempotency: idempotencyOf(request), body, n }
  return give(reply, await obeyDoor(deps, door, { ...asked, version: () => expectedVersion(request, door) }))
}

/** What is asked at a door of one claim, whose address may name it or not. */
export interface AskedAtDoor {
  readonly request: FastifyRequest
  readonly claim: ListedClaim
  readonly idempotency: Idempotency
  readonly body: unknown
  readonly n: number
  /** What the caller saw. Asked for only where no answer is known. */
  readonly version: () => number | undefined
}

export async function obeyDoor(deps: AskDependencies, door: CommandDoor, asked: AskedAtDoor): Promise<GivenAnswer> {
  const { request, claim, idempotency, body, n } = asked
  const { claimId, branch } = claim
  const aside = settingAside(idempotency, (policyNo) => opaquePolicyId(deps.vault, claimId, policyNo))
  const meant = () => door.commandOf(body, { aside, n, now: Date.now() })
  const known = await knownAnswer(deps, claimId, idempotency)
  if (known !== null) {
    await listJoined(deps, claimId, meant())
    return known
  }

  const version = asked.version()
  const asIs = await withEvent(deps, meant())
  const allowed = allowedRoles(asIs, { claim, as: door.actsAs(body), held: rolesOf(request) })
  const { commandId } = idempotency
  const actor = await actorOrKept(deps, { request, claim, command: asIs, commandId, allowed })
  const { parties: named, texts } = aside.taken()
  const compared = await withNames(deps, claimId, asIs, { actor, named, day: dateOf(claim.asOf) })
  const told = await withBeneficiaries(deps, claimId, compared, named)
  const command = await withDiagnosis(deps, claimId, told, texts)
  const authority = await authorityFor(deps.db, command.type, { branch, personId: actor.id })
  const seen = version === undefined ? {} : { expectedDecisionVersion: version }
  await introduceClaimants(deps, claim, command)
  const answer = await askClaim(deps, claim, { ...idempotency, ...seen, ...authority, actor, command }, aside.taken())
  await listJoined(deps, claimId, command)
  return answer
}

interface Caller {
  readonly request: FastifyRequest
  readonly claim: ListedClaim
  readonly command: ClaimCommand
  readonly commandId: string
  readonly allowed: readonly Role[]
}

/** The address may be open to a role that this command is not: that is kept as what a rule refuses. */
async function actorOrKept({ db }: AskDependencies, caller: Caller): Promise<Actor> {
  const { request, claim, command, commandId, allowed } = caller
  try {
    return actorOn(request, claim, allowed)
  } catch (error) {
    const [role] = rolesOf(request)
    if (error instanceof Problem && role !== undefined && keptWhenRefused.has(command.type)) {
      const { claimId, status: claimStatus } = claim
      const actor = { id: identityOf(request).personId, role }
      await storeRefusal(db, { claimId, claimStatus, commandId, commandType: command.type, code: error.code, actor })
    }
    throw error
  }
}

interface Asker {
  readonly claim: Pick<ListedClaim, 'status'>
  /** The role the body names. */
  readonly as: Role | undefined
  readonly held: readonly Role[]
}

/**
 * Who has several roles may mean one of them, and without a word the one that may do this where the claim stands; what the
 * command allows to none stays forbidden. Whether it may be done there the claim says itself.
 */
function allowedRoles(command: ClaimCommand, { claim, as, held }: Asker): readonly Role[] {
  const { roles } = commandTable[command.type]
  if (as !== undefined) return roles.filter((role) => role === as)
  const here = rolesFor(command, claim.status).filter((role) => held.includes(role))
  return here.length > 0 ? here : roles
}

/** Sends the answer of a command, and says when it is one that was given before. */
export function give(reply: FastifyReply, answer: GivenAnswer): FastifyReply {
  if (answer.replayed) reply.header('idempotency-replayed', 'true')
  return sendAnswer(reply, answer)
}

function expectedVersion(request: FastifyRequest, { needsIfMatch }: CommandDoor): number | undefined {
  return needsIfMatch || request.headers['if-match'] !== undefined ? requireIfMatch(request) : undefined
}
