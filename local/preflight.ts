import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'

import type { UserIds } from './children.ts'
import { type Options, type PortName, portFlag, portNames, portVariable, type Ports } from './options.ts'
import { freePortFrom, isPortFree } from './ports.ts'
import { blockedFolder, explainBinaries, findPostgresUser, reachableBinaries } from './postgres-binaries.ts'
import type { StateFolder } from './state-folder.ts'

const neededNode = [20, 19] as const

/** Makes the state folder. Throws where this user may not write. */
export function makeStateFolder(state: StateFolder): void {
  try {
    mkdirSync(state.folder, { recursive: true, mode: 0o755 })
    accessSync(state.folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(
      `${state.folder} cannot be written. Give another folder with --state-dir or LIPEI_STATE_DIR, or change its owner.`,
      { cause: error },
    )
  }
}

/** Everything that would stop a start later, at once: one line or more per fault, none when it can go on. */
export async function findFaults(options: Options, state: StateFolder): Promise<string[]> {
  const faults = [explainNode(process.versions.node), explainPostgres(state), ...(await explainTakenPorts(options))]
  return faults.filter((fault) => fault !== undefined)
}

export function explainNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isEnough = major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1])
  return isEnough ? undefined : `Node ${version} is too old; Lipei needs ${neededNode.join('.')} or newer`
}

async function explainTakenPorts({ ports, temporalAddress }: Options): Promise<(string | undefined)[]> {
  const ours = portNames.filter((name) => temporalAddress === undefined || !temporalPorts.includes(name))
  return Promise.all(ours.map((name) => explainPort(name, ports)))
}

const temporalPorts: readonly PortName[] = ['temporal', 'ui']

async function explainPort(name: PortName, ports: Ports): Promise<string | undefined> {
  if (await isPortFree(ports[name])) return undefined
  const free = await freePortFrom(ports[name] + 10_000)
  return `port ${ports[name]} (${name}) is taken; give another: npm start -- ${portFlag(name)} ${free} (or ${portVariable(name)}=${free})`
}

/** Can the programs run, and can the user they run as reach the data? */
function explainPostgres(state: StateFolder): string | undefined {
  const user = findPostgresUser()
  const blocked = user && explainFolder(state.folder, user)
  if (blocked !== undefined) return blocked
  const fault = explainBinaries(reachableBinaries(user, state.programs), user)
  return fault ?? explainOwner(state.postgres, user?.uid ?? process.getuid?.())
}

/** What keeps the user PostgreSQL runs as out of the folder of the data, with two ways out; undefined when nothing does. */
export function explainFolder(folder: string, user: UserIds): string | undefined {
  const blocked = blockedFolder(folder, user)
  if (blocked === undefined) return undefined
  return (
    `PostgreSQL cannot run as root, so it runs as the user "postgres", who may not enter ${blocked}, where the data goes.\n` +
    'Either keep the data elsewhere (--state-dir /var/tmp/lipei, or LIPEI_STATE_DIR), or run npm start as a normal user.'
  )
}

/** That the data were made by another user than would run them, with the ways out; undefined when they were not. */
export function explainOwner(folder: string, wanted: number | undefined): string | undefined {
  if (wanted === undefined || !existsSync(folder)) return undefined
  const owner = statSync(folder).uid
  if (owner === wanted) return undefined
  return (
    `${folder} belongs to user ${owner}, but PostgreSQL would run as user ${wanted}: it was made by another user.\n` +
    'Run npm start as that user, or keep other data elsewhere (--state-dir), or remove the folder.'
  )
}
