import type { Client } from '@temporalio/client'
import { Connection } from '@temporalio/client'
import closeWithGrace from 'close-with-grace'

import { createHttpBeneficiaryNames, createHttpPolicyGateway } from '../activities/gateways/policy-gateway.ts'
import type { ApiConfig } from '../config.ts'
import { openCalendarBook } from '../db/calendar-book.ts'
import { openDatabase } from '../db/connect.ts'
import { createVault } from '../db/vault.ts'
import type { Calendar } from '../domain/clocks/calendar.ts'
import type { ApiDependencies } from './dependencies.ts'
import { buildServer } from './server.ts'
import type { TokenSettings } from './tokens.ts'

/** Time for requests under way to be answered; longer than any of them may wait for others. */
const graceMs = 12_000

/** How the API reaches Temporal: when it is first needed, so that it starts while Temporal is away. */
export function temporalOptions({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }: ApiConfig) {
  return { connection: Connection.lazy({ address, connectTimeout: 2_000 }), namespace }
}

interface ApiEquipment extends Pick<ApiDependencies, 'servicePolicy'> {
  readonly temporal: Client
  /** What counts while no calendar is published. */
  readonly calendar: Calendar
}

/** Listens until SIGTERM or SIGINT, then lets the requests under way be answered. */
export async function runApi(config: ApiConfig, { calendar, ...equipment }: ApiEquipment): Promise<void> {
  const db = openDatabase(config.LIPEI_DATABASE_URL, { max: config.LIPEI_DATABASE_POOL, applicationName: 'lipei-api' })
  const app = buildServer({
    ...equipment,
    mode: config.LIPEI_MODE,
    logLevel: config.LIPEI_LOG_LEVEL,
    db,
    calendars: openCalendarBook(db, calendar),
    vault: createVault({ dataKeys: config.LIPEI_DATA_KEYS, indexKey: config.LIPEI_INDEX_KEY }),
    policyGateway: createHttpPolicyGateway({ baseUrl: config.LIPEI_POLICY_URL, timeoutMs: 2_000 }),
    beneficiaryNames: createHttpBeneficiaryNames({ baseUrl: config.LIPEI_POLICY_URL, timeoutMs: 2_000 }),
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
}

function keysOf({ LIPEI_JWKS_URL: url, LIPEI_JWKS_FILE: file }: ApiConfig): TokenSettings['keys'] {
  if (url !== undefined) return { url }
  if (file !== undefined) return { file }
  throw new Error('the API needs the keys of the token issuer: set LIPEI_JWKS_URL, or LIPEI_JWKS_FILE')
}

function secretsOf(list: string): string[] {
  return list.split(',').map((secret) => secret.trim())
}
