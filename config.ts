import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { calendarFile, hasPublishedCalendar, unpublishedCalendar } from './calendar-file.ts'
import { servicePolicyFile } from './service-policy-file.ts'

/** A secret may be told by file: `<NAME>_FILE` names the file that holds it, as with the secrets of Docker and Kubernetes. */
const secret = <T extends z.ZodType>(field: T): T => field.meta({ secret: true })

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

const database = {
  LIPEI_DATABASE_URL: secret(z.url()),
  /** Goes into the URL, which can then be told openly. */
  LIPEI_DATABASE_PASSWORD: secret(z.string().min(1).optional()),
}

const shared = {
  LIPEI_MODE: mode,
  LIPEI_LOG_LEVEL: logLevel,
  ...database,
  LIPEI_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  /** AES-256-GCM keys of personal data, newest first. */
  LIPEI_DATA_KEYS: secret(keyring),
  /** HMAC key of the blind indexes, apart from the data keys. */
  LIPEI_INDEX_KEY: secret(z.base64()),
  /** The working days by which dates are promised. */
  LIPEI_CALENDAR_FILE: calendarFile,
  /** What new claims are promised beside the law, and how they are worked. */
  LIPEI_SERVICE_POLICY_FILE: servicePolicyFile,
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
  LIPEI_BANK_CALLBACK_SECRETS: secret(z.string().min(1)),
  LIPEI_MESSAGES_CALLBACK_SECRETS: secret(z.string().min(1)),
})

const queues = z
  .string()
  .transform((list) => list.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(['claims', 'payments'])).min(1))

/** Claims a worker works on at once, where it is told nothing else. */
export const workflowTasksAtOnce = 12

const workerShape = z.object({
  ...shared,
  LIPEI_POLICY_URL: z.url(),
  LIPEI_MESSAGES_URL: z.url(),
  LIPEI_BANK_URL: z.url(),
  LIPEI_FRAUD_URL: z.url(),
  LIPEI_SCREENING_URL: z.url(),
  LIPEI_TAX_URL: z.url(),
  /** What this process works on; the queues may be served by processes of their own. */
  LIPEI_WORKER_QUEUES: queues.prefault('claims,payments'),
  /** Prebuilt by `npm run build`; without it, in local mode only, the worker bundles at start. */
  LIPEI_WORKFLOW_BUNDLE: z.string().min(1).optional(),
  LIPEI_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(1_000),
  /** With fewer than two the SDK has none left for claims in its cache. */
  LIPEI_WORKFLOW_TASKS: z.coerce.number().int().min(2).default(workflowTasksAtOnce),
})

/** What runs in production is what was built and tested, and it is there at once: bundling takes seconds, and the sources. */
const hasBundle = (told: { LIPEI_MODE: string; LIPEI_WORKFLOW_BUNDLE?: string | undefined }): boolean =>
  told.LIPEI_MODE === 'local' || told.LIPEI_WORKFLOW_BUNDLE !== undefined
const noBundle = {
  path: ['LIPEI_WORKFLOW_BUNDLE'],
  error:
    'name the bundle that `npm run build` has made (dist/workflow-bundle.js); only LIPEI_MODE=local bundles at start',
  when: () => true,
}

const migrateShape = z.object({
  ...database,
  /** Passwords the migrator gives the process roles; absent roles keep the one they have. */
  LIPEI_ROLE_PASSWORD_API: secret(z.string().min(1).optional()),
  LIPEI_ROLE_PASSWORD_WORKER: secret(z.string().min(1).optional()),
  LIPEI_ROLE_PASSWORD_WATCHDOG: secret(z.string().min(1).optional()),
})

/** Reads codes, ids and hashes. */
const auditShape = z.object(database)

/** As the worker is told: it may be the same environment. */
const opsShape = z.object({
  LIPEI_MODE: shared.LIPEI_MODE,
  ...database,
  TEMPORAL_ADDRESS: shared.TEMPORAL_ADDRESS,
  TEMPORAL_NAMESPACE: shared.TEMPORAL_NAMESPACE,
  LIPEI_CALENDAR_FILE: shared.LIPEI_CALENDAR_FILE,
  LIPEI_SERVICE_POLICY_FILE: shared.LIPEI_SERVICE_POLICY_FILE,
})

/** Needs neither Temporal nor keys: it reads codes, ids and instants. */
const watchdogShape = z.object({
  LIPEI_LOG_LEVEL: logLevel,
  ...database,
  LIPEI_WATCHDOG_HOST: z.string().default('127.0.0.1'),
  LIPEI_WATCHDOG_PORT: port.default(8094),
})

export type ApiConfig = z.infer<typeof apiShape>
export type WorkerConfig = z.infer<typeof workerShape>
export type MigrateConfig = z.infer<typeof migrateShape>
type AuditConfig = z.infer<typeof auditShape>
type OpsConfig = z.infer<typeof opsShape>
type WatchdogConfig = z.infer<typeof watchdogShape>

export const readApiConfig = (): ApiConfig =>
  read(apiShape.refine(hasPublishedCalendar, unpublishedCalendar), 'the API')
export const readWorkerConfig = (): WorkerConfig =>
  read(workerShape.refine(hasPublishedCalendar, unpublishedCalendar).refine(hasBundle, noBundle), 'the worker')
export const readMigrateConfig = (): MigrateConfig => read(migrateShape, 'the migrator')
export const readAuditConfig = (): AuditConfig => read(auditShape, 'npm run audit:verify')
export const readOpsConfig = (): OpsConfig =>
  read(opsShape.refine(hasPublishedCalendar, unpublishedCalendar), 'npm run ops')
export const readWatchdogConfig = (): WatchdogConfig => read(watchdogShape, 'the watchdog')

/** Every variable of each process, for whoever checks what a process is told. */
export const variables = {
  api: apiShape.shape,
  worker: workerShape.shape,
  migrate: migrateShape.shape,
  ops: opsShape.shape,
  watchdog: watchdogShape.shape,
  audit: auditShape.shape,
} as const

export const isSecret = (field: z.ZodType): boolean => field.meta()?.['secret'] === true

/** Parses the environment once; every fault is named with its variable, so that one start shows them all. */
function read<T extends z.ZodObject>(shape: T, who: string): z.infer<T> {
  const faults: string[] = []
  const told = { ...process.env, ...secretsFromFiles(shape, faults) }
  const parsed = shape.safeParse({ ...told, LIPEI_DATABASE_URL: withPassword(told) })
  if (parsed.success && faults.length === 0) return parsed.data
  for (const { path, message } of parsed.error?.issues ?? []) faults.push(`${path.join('.')}: ${message}`)
  throw new Error(`the environment of ${who} is incomplete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
}

function secretsFromFiles({ shape }: z.ZodObject, faults: string[]): NodeJS.ProcessEnv {
  const secrets: NodeJS.ProcessEnv = {}
  for (const [name, field] of Object.entries<z.ZodType>(shape)) {
    const file = process.env[`${name}_FILE`]
    if (file === undefined || !isSecret(field)) continue
    if (process.env[name] !== undefined) faults.push(`${name}_FILE: ${name} is told too, which of them counts?`)
    try {
      secrets[name] = readFileSync(file, 'utf8').trimEnd()
    } catch (error) {
      faults.push(`${name}_FILE: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return secrets
}

/** What is no URL stays as it is, for its schema to refuse. */
function withPassword(told: NodeJS.ProcessEnv): string | undefined {
  const { LIPEI_DATABASE_URL: url, LIPEI_DATABASE_PASSWORD: password } = told
  if (url === undefined || password === undefined || !URL.canParse(url)) return url
  const whole = new URL(url)
  whole.password = encodeURIComponent(password)
  return whole.href
}
