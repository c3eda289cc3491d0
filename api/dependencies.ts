import type { Client } from '@temporalio/client'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'

import type { BeneficiaryNames, PolicyGateway } from '../activities/gateways/policy-gateway.ts'
import type { CalendarBook } from '../db/calendar-book.ts'
import type { Database } from '../db/database.ts'
import type { Vault } from '../db/vault.ts'
import type { ServicePolicy } from '../domain/service-policy.ts'
import type { TokenSettings } from './tokens.ts'

/** Everything the API needs of the world; whoever builds the server decides what it is. */
export interface ApiDependencies {
  /** `local` mounts what must never exist elsewhere: the fast-forward of a claim's clock. */
  readonly mode: 'local' | 'production'
  readonly logLevel: string
  /** Where log lines go; standard output when nothing is said. */
  readonly logTo?: { readonly write: (line: string) => void }
  readonly db: Database
  readonly vault: Vault
  /** Connects when first used: intake, reads and callbacks work while the Temporal server is away. */
  readonly temporal: Client
  /** For previews: a person waits, so it gives up after two seconds. */
  readonly policyGateway: PolicyGateway
  /** Whether a payee has the name of the beneficiary he says he is; here, too, a person waits. */
  readonly beneficiaryNames: BeneficiaryNames
  /** What new claims are promised. */
  readonly servicePolicy: ServicePolicy
  /** The working days they count: the newest calendar that was published. */
  readonly calendars: CalendarBook
  readonly tokens: TokenSettings
  /** Standard Webhooks secrets, newest first; two while one is being rotated. */
  readonly callbackSecrets: { readonly bank: readonly string[]; readonly messages: readonly string[] }
}

/** The server with zod as its type provider: what route files receive. */
export type ApiServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>
