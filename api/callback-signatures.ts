import type { FastifyRequest } from 'fastify'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'

import { Problem } from './problems.ts'

/**
 * Checks that a partner signed the raw body (Standard Webhooks 1.0: id, timestamp and body under HMAC-SHA256), at most
 * 300 seconds ago. Returns the event's id, which the signature covers. Two secrets hold while one is being rotated.
 */
export function createSignatureCheck(secrets: readonly string[]): (request: FastifyRequest, rawBody: string) => string {
  const webhooks = secrets.map((secret) => new Webhook(secret))
  if (webhooks.length === 0) throw new Error('callbacks need at least one secret')
  return (request, rawBody) => {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
    const [id, timestamp, signature] = names.map((name) => String(request.headers[name] ?? ''))
    if (id === undefined || !/^[A-Za-z0-9._:/-]{1,128}$/.test(id)) throw new Problem('SIGNATURE_INVALID')
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp ?? '', 'webhook-signature': signature ?? '' }
    if (webhooks.some((webhook) => isSigned(webhook, rawBody, headers))) return id
    throw new Problem('SIGNATURE_INVALID')
  }
}

function isSigned(webhook: Webhook, rawBody: string, headers: Record<string, string>): boolean {
  try {
    webhook.verify(rawBody, headers, { jsonParse: false })
    return true
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false
    throw error
  }
}
