import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

import { findAnswer } from '../../db/event-log.ts'
import type { PartyDetails } from '../../db/parties.ts'
import { readParties, storeParties } from '../../db/parties.ts'
import { commandTable } from '../../domain/claim/command-table.ts'
import { actorFor, visibleClaim } from '../access.ts'
import { askClaim, closed } from '../commands/ask-claim.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { idempotencyOf } from '../idempotency.ts'
import { Problem } from '../problems.ts'
import { answerBody, sendAnswer } from '../wire/answer.ts'
import { claimPath, wireLine, wireNoticeChannels, wirePhone } from '../wire/values.ts'

const contactsBody = z.strictObject({
  preferredChannels: wireNoticeChannels,
  phone: wirePhone.optional(),
  email: z.email().max(254).optional(),
  address: wireLine(300).optional(),
})
type ContactsBody = z.output<typeof contactsBody>

/** PUT /v1/claims/{claimId}/contacts: how the customer wants to be reached (联系方式). What is not named stays. */
export function contactRoutes(app: ApiServer, deps: ApiDependencies): void {
  const schema = {
    summary: 'How the customer wants to be reached from now on',
    tags: ['claims'],
    params: claimPath,
    body: contactsBody,
    response: { 200: answerBody },
  }
  app.put('/v1/claims/:claimId/contacts', { schema }, async (request, reply) => {
    const { claimId } = request.params
    const idempotency = idempotencyOf(request)
    const actor = actorFor(request, commandTable.ChangeContacts.roles)
    await storeContacts(deps, request, request.body)
    const { preferredChannels } = request.body
    const command = { type: 'ChangeContacts', preferredChannels } as const
    const answer = await askClaim(deps, claimId, { ...idempotency, actor, command })
    if (answer.replayed) reply.header('idempotency-replayed', 'true')
    sendAnswer(reply, answer)
    return reply
  })
}

/** Sealed before the command leaves, and under an id of the request: a repetition stores nothing more. */
async function storeContacts(
  { db, vault }: ApiDependencies,
  request: FastifyRequest,
  body: ContactsBody,
): Promise<void> {
  const claim = visibleClaim(request)
  const { claimId, restedAt } = claim
  const { commandId, bodyHash } = idempotencyOf(request)
  const known = await findAnswer(db, claimId, commandId)
  if (known !== null && known.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
  if (known !== null) return
  if (restedAt !== null) throw closed(claim)
  const before = (await readParties(db, vault, claimId, 'contact')).at(-1)?.details
  const partyId = `pty_${commandId.slice(0, 16)}${bodyHash.slice(0, 16)}`
  await storeParties(db, vault, claimId, [{ partyId, kind: 'contact', details: { ...before, ...addressesOf(body) } }])
}

function addressesOf({ phone, email, address }: ContactsBody): PartyDetails {
  return {
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(address !== undefined && { address }),
  }
}
