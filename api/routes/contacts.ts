import { createHash } from 'node:crypto'

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

import type { PartyDetails } from '../../db/parties.ts'
import { readParties, storeParties } from '../../db/parties.ts'
import { commandTable } from '../../domain/claim/command-table.ts'
import { actorFor, visibleClaim } from '../access.ts'
import { give } from '../commands/answer-command.ts'
import { askClaim, closed, knownAnswer } from '../commands/ask-claim.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { idempotencyOf } from '../idempotency.ts'
import { answerBody } from '../wire/answer.ts'
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
    const claim = visibleClaim(request)
    const idempotency = idempotencyOf(request)
    const known = await knownAnswer(deps, claim.claimId, idempotency)
    if (known !== null) return give(reply, known)
    const actor = actorFor(request, commandTable.ChangeContacts.roles)
    const contactId = await storeContacts(deps, request, request.body)
    const { preferredChannels } = request.body
    const command = { type: 'ChangeContacts', preferredChannels, ...(contactId !== null && { contactId }) } as const
    return give(reply, await askClaim(deps, claim, { ...idempotency, actor, command }))
  })
}

/**
 * Sealed before the command leaves; what no event comes to name is nobody's address. The id comes from the request and
 * from what it changes: a repetition stores nothing more, and one that comes after another change builds on that.
 * Resolves to null when the body names no address.
 */
async function storeContacts(
  { db, vault }: ApiDependencies,
  request: FastifyRequest,
  body: ContactsBody,
): Promise<string | null> {
  const claim = visibleClaim(request)
  if (claim.restedAt !== null) throw closed(claim)
  const addresses = addressesOf(body)
  if (Object.keys(addresses).length === 0) return null
  const { claimId } = claim
  const { commandId, bodyHash } = idempotencyOf(request)
  const [before] = await readParties(db, vault, claimId, 'contact')
  const hash = createHash('sha256').update(`${commandId}\n${bodyHash}\n${before?.partyId ?? ''}`)
  const partyId = `pty_${hash.digest('hex').slice(0, 32)}`
  await storeParties(db, vault, claimId, [{ partyId, kind: 'contact', details: { ...before?.details, ...addresses } }])
  return partyId
}

function addressesOf({ phone, email, address }: ContactsBody): PartyDetails {
  return {
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(address !== undefined && { address }),
  }
}
