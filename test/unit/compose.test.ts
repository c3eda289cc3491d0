import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { shutdownGraceTime } from '../../activities/process/workers.ts'
import {
  isSecret,
  readApiConfig,
  readMigrateConfig,
  readOpsConfig,
  readWatchdogConfig,
  readWorkerConfig,
  variables,
} from '../../config.ts'
import { dynamicConfig } from '../../local/temporal-server.ts'
import { claimSearchAttributes } from '../../workflows/search-attribute-names.ts'

// What can be known of docker-compose.yml and Dockerfile without an engine to run them.

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const textOf = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8')

const texts = z.array(z.string()).default([])
const serviceShape = z.object({
  image: z.string(),
  build: z.object({ target: z.string() }).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  command: texts,
  secrets: texts,
  ports: texts,
  restart: z.string().optional(),
  profiles: texts,
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: texts }).optional(),
  stop_grace_period: z.string().default('10s'),
})
const compose = z
  .object({
    services: z.record(z.string(), serviceShape),
    secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
    configs: z.object({ 'temporal-dynamic-config': z.object({ content: z.string() }) }),
  })
  .parse(parse(textOf('docker-compose.yml'), { merge: true, maxAliasCount: -1 }))
const services = Object.entries(compose.services)
const lasting = services.filter(([, { restart }]) => restart !== undefined)
const dockerfile = textOf('Dockerfile')
const imageEnvironment = Object.fromEntries(
  [...dockerfile.matchAll(/^ENV (\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
) as Record<string, string>

const processes = [
  { name: 'api', known: variables.api, read: readApiConfig },
  { name: 'worker-claims', known: variables.worker, read: readWorkerConfig },
  { name: 'worker-payments', known: variables.worker, read: readWorkerConfig },
  { name: 'migrate', known: variables.migrate, read: readMigrateConfig },
  { name: 'watchdog', known: variables.watchdog, read: readWatchdogConfig },
] as const

/** Run by hand inside a container of the service (docs/deployment.md). */
const byHand = { name: 'worker-claims', program: 'ops/main.ts', read: readOpsConfig } as const

/** What the one who runs it sets. */
const settings: Readonly<Record<string, string>> = {
  LIPEI_POLICY_URL: 'https://policies.example',
  LIPEI_MESSAGES_URL: 'https://messages.example',
  LIPEI_BANK_URL: 'https://bank.example',
  LIPEI_FRAUD_URL: 'https://fraud.example',
  LIPEI_SCREENING_URL: 'https://screening.example',
  LIPEI_TAX_URL: 'https://tax.example',
  LIPEI_OIDC_ISSUER: 'https://login.example',
  LIPEI_OIDC_AUDIENCE: 'lipei',
  LIPEI_JWKS_URL: 'https://login.example/jwks',
}

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each(processes)('$name is told only what its configuration knows, and all of it', ({ name, known }) => {
  const plain = (variable: string): string => variable.replace(/_FILE$/, '')
  const told = Object.keys(compose.services[name]?.environment ?? {}).map(plain)
  expect(told.filter((variable) => !(variable in known))).toEqual([])
  // The keys of an issuer come from its URL or from a file; a calendar and a service policy are built in.
  const builtIn = ['LIPEI_JWKS_FILE', 'LIPEI_CALENDAR_FILE', 'LIPEI_SERVICE_POLICY_FILE']
  const all = Object.keys(known).filter((variable) => !builtIn.includes(variable))
  expect(Object.keys(environmentOf(name)).map(plain)).toEqual(expect.arrayContaining(all))
})

test.each([...processes, byHand])('$name starts with what it is told', ({ name, read }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lipei-compose-'))
  const key = `${'A'.repeat(43)}=`
  for (const secret of compose.services[name]?.secrets ?? [])
    writeFileSync(path.join(folder, secret), `${secret === 'data-keys' ? `k1:${key}` : key}\n`)
  for (const [variable, value] of Object.entries(environmentOf(name)))
    vi.stubEnv(variable, value.replace('/run/secrets', folder))
  expect(read).not.toThrow()
  rmSync(folder, { recursive: true })
})

test('what must be set has no default and says what it is; everything that may be set is explained', () => {
  const manual = textOf('docs/deployment.md')
  const settable = [...textOf('docker-compose.yml').matchAll(/\$\{(\w+)([^}]*)\}/g)]
  const unclear = settable.filter(
    ([, name = '', rest = '']) => !(name in settings ? /^:\?set it to / : /^:-\S/).test(rest),
  )
  expect(unclear.map(([all]) => all)).toEqual([])
  expect(settable.flatMap(([, name]) => (manual.includes(`\`${name}\``) ? [] : [name]))).toEqual([])
  // The table says "must be set" of exactly those.
  const told = [...manual.matchAll(/^ {3}\| `(\w+)` \| must be set \|/gm)].map(([, name]) => name)
  expect(new Set(told)).toEqual(new Set(Object.keys(settings)))
})

test('the queues of the workers are all the queues there are', () => {
  const served = ['worker-claims', 'worker-payments'].map((name) => environmentOf(name)['LIPEI_WORKER_QUEUES'])
  expect(served).toEqual(variables.worker.LIPEI_WORKER_QUEUES.parse(undefined))
})

test('no image is whatever happens to be the latest', () => {
  const foreign = services.filter(([, { build }]) => build === undefined).map(([, { image }]) => image)
  expect(foreign.filter((image) => !/:\d+\.\d+(\.\d+)?(-[a-z]+)?$/.test(image))).toEqual([])
  const bases = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, base]) => base)
  expect(bases).toEqual(['node:24.18.0-bookworm-slim', 'node:24.18.0-bookworm-slim', 'production'])
})

test('every address names a service, at the port where it listens', () => {
  const addresses = services.flatMap(([name, { environment, command }]) => {
    const told = [...Object.values(environment), ...command].join('\n')
    const found = told.matchAll(/(?:@|\/\/|^)(?!localhost)([a-z][a-z-]*):(\d{4,5})\b/gm)
    return [...found].map(([, host = '', port]) => ({ name, host, port }))
  })
  expect(addresses.length).toBeGreaterThan(9)
  expect(addresses.filter(({ host, port }) => port !== listening(host))).toEqual([])
  expect(environmentOf('temporal')).toMatchObject({ POSTGRES_SEEDS: 'postgres', DB_PORT: listening('postgres') })
  expect(environmentOf('temporal-schema')).toMatchObject({ SQL_HOST: 'postgres', SQL_PORT: listening('postgres') })
})

test('what stays up has a health check that asks where it listens', () => {
  const asked = lasting.map(([name, { healthcheck }]) => {
    const port = /127\.0\.0\.1[:,](\d{4})/.exec(healthcheck?.test.join(',') ?? '')?.[1]
    return { name, asks: port ?? healthcheck?.test.slice(1).join(' ') }
  })
  const worker = 'node dist/activities/process/worker-health.js'
  const otherwise: Readonly<Record<string, string>> = {
    postgres: 'pg_isready --host=127.0.0.1 --username=postgres',
    'worker-claims': worker,
    'worker-payments': worker,
  }
  expect(asked).toEqual(lasting.map(([name]) => ({ name, asks: otherwise[name] ?? listening(name) })))
})

test('only this machine reaches the published ports', () => {
  const published = services.flatMap(([name, { ports }]) => ports.map((port) => ({ name, port })))
  expect(published.map(({ name }) => name)).toEqual(['temporal-ui', 'api', 'watchdog'])
  expect(published.filter(({ name, port }) => !port.endsWith(`:${listening(name)}`))).toEqual([])
  expect(published.filter(({ port }) => !port.startsWith('127.0.0.1:'))).toEqual([])
})

test('whoever waits for a job waits for its end, and for its health whoever waits for what stays up', () => {
  const stays = (name: string): boolean => lasting.some(([lasts]) => lasts === name)
  const waits = services.flatMap(([, { depends_on: needs }]) => Object.entries(needs))
  const wanted = waits.map(([need]) => [
    need,
    { condition: stays(need) ? 'service_healthy' : 'service_completed_successfully' },
  ])
  expect(waits).toEqual(wanted)
  expect(waits.filter(([need]) => !(need in compose.services))).toEqual([])
})

test('a container is not killed before its process has let go', () => {
  const seconds = (length: string | undefined): number => Number(/^(\d+)s$/.exec(length ?? '')?.[1])
  const graceOf = (name: string): number => seconds(compose.services[name]?.stop_grace_period)
  expect(graceOf('worker-claims')).toBeGreaterThan(seconds(shutdownGraceTime) + 10)
  expect(graceOf('worker-payments')).toBe(graceOf('worker-claims'))
  const apiGraceMs = /^const graceMs = ([\d_]+)$/m.exec(textOf('api/run-api.ts'))?.[1]?.replaceAll('_', '')
  expect(graceOf('api') * 1_000).toBeGreaterThan(Number(apiGraceMs))
})

test('secrets come by file, from outside the project, and each reaches only who reads it', () => {
  const names = Object.keys(compose.secrets)
  const files = names.map((name) => [name, { file: `\${LIPEI_SECRETS:-/etc/lipei/secrets}/${name}` }])
  expect(compose.secrets).toEqual(Object.fromEntries(files))
  const readers = services.map(([name, { environment, command }]) => {
    const told = [...Object.values(environment), ...command].join('\n')
    return [name, new Set([...told.matchAll(/\/run\/secrets\/([a-z-]+)/g)].map(([, secret]) => secret))]
  })
  expect(readers).toEqual(services.map(([name, { secrets }]) => [name, new Set(secrets)]))
  expect(new Set(services.flatMap(([, { secrets }]) => secrets))).toEqual(new Set(names))
})

test('no secret stands in the file itself', () => {
  const all = Object.entries({ ...variables.api, ...variables.worker, ...variables.migrate, ...variables.watchdog })
  const secret = new Set(all.flatMap(([name, field]) => (isSecret(field) && !name.endsWith('_URL') ? [name] : [])))
  const told = services.flatMap(([, { environment }]) => Object.entries(environment))
  expect(secret.size).toBe(8)
  expect(told.filter(([name]) => secret.has(name))).toEqual([])
  const byFile = told.filter(([name]) => /PASSWORD|PWD|SECRET|_KEY/.test(name))
  expect(byFile.filter(([name, value]) => !name.endsWith('_FILE') || !value.startsWith('/run/secrets/'))).toEqual([])
  expect(told.filter(([, value]) => /:\/\/[^/@\s]*:[^/@\s]*@/.test(value))).toEqual([])
})

test('the images end as an ordinary user', () => {
  const [, , ...stages] = dockerfile.split(/^FROM /m)
  const users = stages.map((stage) => [...stage.matchAll(/^USER (\S+)$/gm)].at(-1)?.[1])
  expect(users).toEqual(['node', 'node'])
  const targets = new Set(services.flatMap(([, { build }]) => (build === undefined ? [] : [build.target])))
  expect(targets).toEqual(new Set(['production', 'simulators']))
  expect([...targets].filter((target) => !dockerfile.includes(` AS ${target}\n`))).toEqual([])
})

test('the image is built from everything its programs import, and from what the build names', () => {
  const context = [...textOf('.dockerignore').matchAll(/^!(\S+)$/gm)].map(([, name]) => name)
  const commands = services.flatMap(([, { command, healthcheck }]) => [...command, ...(healthcheck?.test ?? [])])
  const programs = [...commands.join('\n').matchAll(/dist\/(\S+)\.js/g)].map(([, program]) => `${program}.ts`)
  const imported = importedBy([...programs, byHand.program, 'workflows/bundle.ts', 'workflows/index.ts'])
  const named = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']
  const needed = new Set([...imported, ...named].map((file) => file.split('/')[0]))
  expect(new Set(context)).toEqual(needed)
})

test('the bundle and the migrations are where the compiled code looks for them', () => {
  const bundle = /workflows\/bundle\.ts ([\w./-]+)/.exec(textOf('package.json'))?.[1]
  expect(environmentOf('worker-claims')['LIPEI_WORKFLOW_BUNDLE']).toBe(`/lipei/${bundle}`)
  expect(dockerfile).toContain('COPY --from=build /lipei/db/migrations db/migrations\n')
})

test('the namespace has the search attributes the workflows set', () => {
  const script = compose.services['temporal-namespace']?.command.join('\n') ?? ''
  const created = [...script.matchAll(/--name (\w+) --type (\w+)/g)].map(([, name, type]) => [name, type])
  expect(Object.fromEntries(created)).toEqual(claimSearchAttributes)
  const names = [...script.matchAll(/--namespace (\w+)/g)].map(([, name]) => name)
  const users = ['temporal-namespace', 'api', 'worker-claims', 'worker-payments']
  const told = users.map((name) => environmentOf(name)['TEMPORAL_NAMESPACE'])
  expect(new Set([...names, ...told])).toEqual(new Set(['lipei']))
})

test('PostgreSQL takes every connection the pools may open, and a few by hand', () => {
  const most = Number(/max_connections=(\d+)/.exec(compose.services['postgres']?.command.join(' ') ?? '')?.[1])
  const pool = (name: string, variable: string): number => Number(environmentOf(name)[variable])
  const lipei = ['api', 'worker-claims', 'worker-payments'].map((name) => pool(name, 'LIPEI_DATABASE_POOL'))
  const temporal = pool('temporal', 'SQL_MAX_CONNS') + pool('temporal', 'SQL_VIS_MAX_CONNS')
  // Frontend, history, matching and worker each have pools of their own.
  const opened = lipei.reduce((sum, one) => sum + one, 4 * temporal)
  const watchdog = 1
  expect(opened + watchdog + 20).toBeLessThan(most)
})

/** What a container sees: what its image says, then what the file says with the settings filled in. */
function environmentOf(name: string): Record<string, string> {
  const service = compose.services[name]
  const own = Object.entries(service?.environment ?? {}).map(([variable, value]) => [variable, fill(value)])
  return { ...(service?.build === undefined ? {} : imageEnvironment), ...Object.fromEntries(own) }
}

function fill(value: string): string {
  return value.replaceAll(
    /\$\{(\w+):[-?]([^}]*)\}/g,
    (_, name: string, otherwise: string) => settings[name] ?? otherwise,
  )
}

function listening(name: string): string | undefined {
  const told = environmentOf(name)
  const { LIPEI_API_PORT, LIPEI_WATCHDOG_PORT, FRONTEND_GRPC_PORT, TEMPORAL_UI_PORT, POSTGRES_PASSWORD_FILE } = told
  const flag = /--port (\d+)/.exec(compose.services[name]?.command.join(' ') ?? '')?.[1]
  const own = LIPEI_API_PORT ?? LIPEI_WATCHDOG_PORT
  return own ?? FRONTEND_GRPC_PORT ?? TEMPORAL_UI_PORT ?? flag ?? (POSTGRES_PASSWORD_FILE && '5432')
}

/** The files and everything of the project they import, relative to it. */
function importedBy(files: readonly string[]): Set<string> {
  const found = new Set(files)
  for (const file of found) {
    for (const [, imported = ''] of textOf(file).matchAll(/from '(\.[^']+)'/g))
      found.add(path.join(path.dirname(file), imported))
  }
  return found
}

test('the queues of Temporal are kept as they are in the local stack and the bench', () => {
  const told = parse(compose.configs['temporal-dynamic-config'].content) as object
  const ofQueues = Object.entries(dynamicConfig).filter(([key]) => key.startsWith('matching.'))
  expect(told).toEqual(
    Object.fromEntries(ofQueues.map(([key, json]) => [key, [{ value: JSON.parse(json) as unknown }]])),
  )
})
