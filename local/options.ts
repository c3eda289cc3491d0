import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** What `npm start` was asked for. The only file of local/ that reads the environment. */
export interface Options {
  readonly ports: Ports
  /** Absolute. */
  readonly stateFolder: string
  /** Empty the state folder first. */
  readonly fresh: boolean
  /** Restart worker, API and watchdog when their sources change. */
  readonly watch: boolean
  /** File the example claims once everything is up. */
  readonly examples: boolean
  readonly help: boolean
  /** host:port of a server somebody else runs; undefined: start our own. */
  readonly temporalAddress: string | undefined
  readonly temporalNamespace: string
  /** The calendar worker and API promise by, absolute; undefined: the one that is built in. */
  readonly calendarFile: string | undefined
  /** The service policy worker and API promise by, absolute; undefined: the one that is built in. */
  readonly servicePolicyFile: string | undefined
}

export type PortName = keyof typeof defaultPorts
export type Ports = Readonly<Record<PortName, number>>

const defaultPorts = {
  api: 8080,
  temporal: 7233,
  ui: 8233,
  postgres: 5433,
  policy: 8091,
  messages: 8092,
  bank: 8093,
  watchdog: 8094,
  fraud: 8097,
  screening: 8095,
  tax: 8098,
}
export const portNames = Object.keys(defaultPorts) as readonly PortName[]

export const projectFolder = path.resolve(fileURLToPath(new URL('..', import.meta.url)))

export function portFlag(name: PortName): string {
  return `--${name}-port`
}

export function portVariable(name: PortName): string {
  return `LIPEI_${name.toUpperCase()}_PORT`
}

/** Throws with a readable message for an unknown flag, a word that is no flag, a port that is none, or two services on one port. */
export function readOptions(args: readonly string[], env: Environment = process.env): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: true,
    options: {
      fresh: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      'no-examples': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      'state-dir': { type: 'string' },
      ...Object.fromEntries(portNames.map((name) => [`${name}-port`, { type: 'string' } as const])),
    },
  })
  refuseWords(positionals)
  const given: Readonly<Record<string, unknown>> = values
  const ports = Object.fromEntries(portNames.map((name) => [name, readPort(name, given[`${name}-port`], env)])) as Ports
  refuseSharedPorts(ports)
  return {
    ports,
    stateFolder: stateFolderOf(values['state-dir'] ?? env['LIPEI_STATE_DIR']),
    fresh: values.fresh,
    watch: values.watch,
    examples: !values['no-examples'],
    help: values.help,
    temporalAddress: env['TEMPORAL_ADDRESS'] || undefined,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] || 'default',
    calendarFile: absolute(env['LIPEI_CALENDAR_FILE']),
    servicePolicyFile: absolute(env['LIPEI_SERVICE_POLICY_FILE']),
  }
}

/** The state folder alone, for programs that have flags of their own. */
export function stateFolderOf(asked: string | undefined = process.env['LIPEI_STATE_DIR']): string {
  return asked ? path.resolve(asked) : path.join(projectFolder, '.lipei')
}

/** What children inherit: the caller's environment without the settings of Lipei itself, which each child is given anew. */
export function inheritedEnvironment(env: Environment = process.env): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !name.startsWith('LIPEI_'))
  return Object.fromEntries(kept) as Record<string, string>
}

/** Where this user's clones share what takes minutes to make. */
export function sharedCacheFolder(env: Environment = process.env): string {
  return path.join(env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'lipei')
}

export const help = `npm start -- [flags]      starts everything Lipei needs on this machine; Ctrl-C stops it

  --fresh                 forget all earlier claims and begin with an empty state folder
  --watch                 restart worker, API and watchdog when a source file changes (npm run dev)
  --no-examples           do not file the example claims
  --state-dir <folder>    where data, logs and secrets live            LIPEI_STATE_DIR    ./.lipei
${portNames.map(portHelp).join('\n')}
  --help                  this text

TEMPORAL_ADDRESS (and TEMPORAL_NAMESPACE) point to a Temporal server that already runs; then none is started.
LIPEI_CALENDAR_FILE names the calendar of working days to promise by, instead of the one that is built in;
LIPEI_SERVICE_POLICY_FILE likewise the service policy.`

/** Children run in the project's folder, wherever this process was started. */
const absolute = (file: string | undefined): string | undefined => (file ? path.resolve(file) : undefined)

type Environment = Readonly<Record<string, string | undefined>>

function portHelp(name: PortName): string {
  const flag = `${portFlag(name)} <port>`
  return `  ${flag.padEnd(30)}${''.padEnd(37)}${portVariable(name).padEnd(22)} ${defaultPorts[name]}`
}

function readPort(name: PortName, flag: unknown, env: Environment): number {
  const asked = typeof flag === 'string' ? flag : env[portVariable(name)] || undefined
  if (asked === undefined) return defaultPorts[name]
  const port = Number(asked)
  if (/^\d+$/.test(asked) && port >= 1 && port <= 65_535) return port
  const source = typeof flag === 'string' ? portFlag(name) : portVariable(name)
  throw new Error(`${source} must be a port from 1 to 65535, not "${asked}"`)
}

/** Without `--` npm keeps the flags to itself and passes on what stands between them. */
function refuseWords([word]: readonly string[]): void {
  if (word === undefined) return
  throw new Error(
    `"${word}" is no flag; flags come after "--": npm start -- --api-port 18080 (all of them: npm start -- --help)`,
  )
}

function refuseSharedPorts(ports: Ports): void {
  for (const name of portNames) {
    const other = portNames.find((candidate) => candidate !== name && ports[candidate] === ports[name])
    if (other !== undefined)
      throw new Error(
        `${portFlag(name)} and ${portFlag(other)} are both ${ports[name]}; give one of them another port, ` +
          `as in npm start -- ${portFlag(name)} ${unused(ports)}`,
      )
  }
}

/** A port that no service is given. */
function unused(ports: Ports): number {
  let port = 18_080
  while (Object.values(ports).includes(port)) port++
  return port
}
