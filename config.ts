import { z } from 'zod'

/** One key of the keyring as it stands in the environment: `id:base64`, 32 bytes. */
const keyring = z
  .string()
  .regex(
    /^[a-z0-9-]+:[A-Za-z0-9+/=]+(,[a-z0-9-]+:[A-Za-z0-9+/=]+)*$/,
    'expected id:base64[,id:base64...], newest first',
  )

const port = z.coerce.number().int().min(1).max(65_535)
const mode = z.enum(['local', 'production']).default('production')
const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')

const shared = {
  LIPEI_MODE: mode,
  LIPEI_LOG_LEVEL: logLevel,
  LIPEI_DATABASE_URL: z.url(),
  LIPEI_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  /** AES-256-GCM keys of personal data, newest first. */
  LIPEI_DATA_KEYS: keyring,
  /** HMAC key of the blind indexes, apart from the data keys. */
  LIPEI_INDEX_KEY: z.base64(),
}

const apiShape = z.object({
  ...shared,
  LIPEI_API_HOST: z.string().default('127.0.0.1'),
  LIPEI_API_PORT: port.default(8080),
  LIPEI_POLICY_URL: z.url(),
  LIPEI_OIDC_ISSUER: z.string().min(1),
  LIPEI_OIDC_AUDIENCE: z.string().min(1).default('lipei'),
  LIPEI_JWKS_URL: z.url().optional(),
  LIPEI_JWKS_FILE: z.string().optional(),
  /** Standard Webhooks secrets (`whsec_...`), newest first, comma-separated while one is being rotated. */
  LIPEI_BANK_CALLBACK_SECRETS: z.string().min(1),
  LIPEI_MESSAGES_CALLBACK_SECRETS: z.string().min(1),
})

const workerShape = z.object({
  ...shared,
  LIPEI_POLICY_URL: z.url(),
  LIPEI_MESSAGES_URL: z.url(),
  LIPEI_BANK_URL: z.url(),
  /** Prebuilt by `npm run build`; without it (development) the worker bundles at start. */
  LIPEI_WORKFLOW_BUNDLE: z.string().optional(),
  LIPEI_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(1_000),
})

const migrateShape = z.object({
  LIPEI_DATABASE_URL: z.url(),
  /** Passwords the migrator gives the process roles; absent roles keep the one they have. */
  LIPEI_ROLE_PASSWORD_API: z.string().optional(),
  LIPEI_ROLE_PASSWORD_WORKER: z.string().optional(),
  LIPEI_ROLE_PASSWORD_WATCHDOG: z.string().optional(),
})

export type ApiConfig = z.infer<typeof apiShape>
export type WorkerConfig = z.infer<typeof workerShape>
export type MigrateConfig = z.infer<typeof migrateShape>

export const readApiConfig = (): ApiConfig => read(apiShape, 'the API')
export const readWorkerConfig = (): WorkerConfig => read(workerShape, 'the worker')
export const readMigrateConfig = (): MigrateConfig => read(migrateShape, 'the migrator')

/** Parses the environment once; every fault is named with its variable, so that one start shows them all. */
function read<T extends z.ZodType>(shape: T, who: string): z.infer<T> {
  const parsed = shape.safeParse(process.env)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`the environment of ${who} is incomplete:\n${faults.join('\n')}`)
}
