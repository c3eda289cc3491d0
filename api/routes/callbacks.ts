import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

import { storeReceipt } from '../../db/inbox.ts'
import { findPayment } from '../../db/payments.ts'
import type { ReceiptSource } from '../../db/work-schema.ts'
import { parseNoticeReference } from '../../domain/claim/notice-reference.ts'
import { createSignatureCheck } from '../callback-signatures.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { fieldFaults } from '../field-faults.ts'
import { fieldProblem, Problem } from '../problems.ts'
import type { PartnerCallback } from '../wire/callback.ts'
import { bankCallback, messageCallback } from '../wire/callback.ts'

/**
 * What partners report (回执). The signature over the raw body is checked before anything reads it; then one insert and
 * 200, for a repetition too. What it means is found out later: a partner is never told that a receipt matches nothing.
 */
export function callbackRoutes(app: ApiServer, deps: ApiDependencies): void {
  const { bank, messages } = deps.callbackSecrets
  app.register(async (partners) => {
    partners.removeAllContentTypeParsers()
    partners.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, raw, done) => done(null, raw))
    // The schemas of the bodies are for the documentation: here it is read only once it is known to be signed.
    partners.setValidatorCompiler(() => (value: unknown) => ({ value }))
    const doors = [
      { source: 'bank', summary: 'What became of a transfer', secrets: bank, shape: bankCallback },
      { source: 'messages', summary: 'Whether a notice arrived', secrets: messages, shape: messageCallback },
    ] as const
    for (const { source, summary, secrets, shape } of doors) {
      const checkSignature = createSignatureCheck(secrets)
      const schema = { summary, tags: ['callbacks'], security: [], body: shape, response: { 200: taken } }
      partners.post(`/v1/callbacks/${source}`, { schema }, async (request) => {
        const raw = rawBodyOf(request)
        const eventId = checkSignature(request, raw)
        await keep(deps, { source, eventId, callback: readCallback(shape, raw, eventId) })
        return { received: true as const }
      })
    }
  })
}

const taken = z.object({ received: z.literal(true) })

const rawBodyOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '')

/** Only what is signed is parsed. A field that is wrong is told: the partner repeats until we agree. */
function readCallback(shape: z.ZodType<PartnerCallback>, raw: string, eventId: string): PartnerCallback {
  const sent = parseJson(raw)
  const parsed = shape.safeParse(sent)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ code, path, message, ...params }) => ({
      keyword: code,
      instancePath: `/${path.join('/')}`,
      message,
      params,
    }))
    throw new Problem('REQUEST_MALFORMED', { errors: fieldFaults('body', faults, sent) })
  }
  if (parsed.data.eventId === eventId) return parsed.data
  throw fieldProblem('VALUE_INVALID', { pointer: '#/eventId', detail: 'is not the signed webhook-id', code: 'value' })
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    throw new Problem('JSON_MALFORMED')
  }
}

interface Kept {
  readonly source: ReceiptSource
  readonly eventId: string
  readonly callback: PartnerCallback
}

async function keep(deps: ApiDependencies, { source, eventId, callback }: Kept): Promise<void> {
  const claimId = await claimOf(deps, source, callback.reference)
  const occurredAt = Date.parse(callback.occurredAt)
  await storeReceipt(deps.db, {
    source,
    eventId,
    receipt: callback,
    occurredAt,
    ...(claimId !== undefined && { claimId }),
  })
}

async function claimOf({ db }: ApiDependencies, source: ReceiptSource, reference: string): Promise<string | undefined> {
  if (source === 'messages') return parseNoticeReference(reference)?.claimId
  return (await findPayment(db, reference))?.claimId
}
