import { Client, Connection } from '@temporalio/client'
import closeWithGrace from 'close-with-grace'

import { createHttpPolicyGateway } from '../activities/gateways/policy-gateway.ts'
import type { ApiConfig } from '../config.ts'
import { readApiConfig } from '../config.ts'
import { openDatabase } from '../db/connect.ts'
import { createVault } from '../db/vault.ts'
import { china2024To2026 } from '../domain/clocks/china-2024-2026.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { buildServer } from './server.ts'
import type { TokenSettings } from './tokens.ts'

/** Time for requests under way to be answered; longer than any of them may wait for others. */
const graceMs = 12_000

const config = readApiConfig()
const db = openDatabase(config.LIPEI_DATABASE_URL, {
  max: config.LIPEI_DATABASE_POOL,
  applicationName: 'lipei-api',
})
const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS, connectTimeout: 2_000 })
const app = buildServer({
  mode: config.LIPEI_MODE,
  logLevel: config.LIPEI_LOG_LEVEL,
  db,
  vault: createVault({ dataKeys: config.LIPEI_DATA_KEYS, indexKey: config.LIPEI_INDEX_KEY }),
  temporal: new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
  policyGateway: createHttpPolicyGateway({ baseUrl: config.LIPEI_POLICY_URL, timeoutMs: 2_000 }),
  servicePolicy: defaultServicePolicy,
  calendar: china2024To2026,
  tokens: { issuer: config.LIPEI_OIDC_ISSUER, audience: config.LIPEI_OIDC_AUDIENCE, keys: keysOf(config) },
  callbackSecrets: {
    bank: secretsOf(config.LIPEI_BANK_CALLBACK_SECRETS),
    messages: secretsOf(config.LIPEI_MESSAGES_CALLBACK_SECRETS),
  },
})

if (config.LIPEI_MODE === 'local') app.log.warn('local mode: personal data is sealed with a development key')

closeWithGrace({ delay: graceMs, logger: false }, async ({ err }) => {
  if (err !== undefined) app.log.error({ err })
  await app.close()
  // The connection to Temporal ends with the process: closed before, its client's retries would throw.
  await db.close()
})
await app.listen({ host: config.LIPEI_API_HOST, port: config.LIPEI_API_PORT })

function keysOf({ LIPEI_JWKS_URL: url, LIPEI_JWKS_FILE: file }: ApiConfig): TokenSettings['keys'] {
  if (url !== undefined) return { url }
  if (file !== undefined) return { file }
  throw new Error('the API needs the keys of the token issuer: set LIPEI_JWKS_URL, or LIPEI_JWKS_FILE')
}

function secretsOf(list: string): string[] {
  return list.split(',').map((secret) => secret.trim())
}
