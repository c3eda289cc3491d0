import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { Client, Connection } from '@temporalio/client'
import { inject } from 'vitest'

import type { TokenMaker } from '../../local/issuer.ts'
import { openIssuer } from '../../local/issuer.ts'
import type { PortName } from '../../local/options.ts'
import { portNames } from '../../local/options.ts'
import { freePort } from '../../local/ports.ts'
import { makeRunFolder } from '../../local/run-folder.ts'
import type { Secrets } from '../../local/state-folder.ts'
import { layOutState, readSecrets } from '../../local/state-folder.ts'
import type { Wire } from '../../local/tcp-proxy.ts'
import { openWire } from '../../local/tcp-proxy.ts'
import { namespace as defaultNamespace } from '../../local/temporal-server.ts'
import { layOutCalendar } from '../calendar-around.ts'
import type { TestDatabase } from '../database.ts'
import { createTestDatabase } from '../database.ts'
import { registerNamespace } from '../namespace.ts'
import { ensureRunPrograms } from '../run-programs.ts'
import type { Ground, Part, PartName, WireName } from './stack-parts.ts'
import { createParts } from './stack-parts.ts'

/** Everything a claim lives in, whatever may die a process of its own, on ports and in a folder of its own. */
export interface Stack {
  readonly url: string
  readonly policyUrl: string
  readonly bankUrl: string
  readonly fraudUrl: string
  readonly screeningUrl: string
  readonly messagesUrl: string
  readonly taxUrl: string
  readonly watchdogUrl: string
  readonly database: TestDatabase
  readonly secrets: Secrets
  readonly tokenOf: TokenMaker
  readonly temporal: Client
  readonly parts: Readonly<Record<PartName, Part>>
  /** Wires between the processes and the servers they need. */
  readonly wires: Readonly<Record<WireName, Wire>>
  /** Everything any process has written so far. */
  readonly logs: () => string
  /** Ends the processes; the database stays for whoever wants to look at it. */
  readonly stop: () => Promise<void>
}

export interface StackWish {
  /** Temporal and the outside systems are processes of this stack alone, so that they can be killed; slower. */
  readonly killable?: boolean
  /** Instead of the bundle of the workflow code. */
  readonly bundle?: string
  /** Programs in the place of ours and what they are told besides; asked at each start. */
  readonly programs?: Ground['programs']
}

/** Starts the whole stack within seconds. Resolves when the API is ready and a worker takes claims. */
export async function startStack({ killable = false, bundle, programs = {} }: StackWish = {}): Promise<Stack> {
  const ground = { ...(await prepareGround({ killable, bundle })), programs }
  const { state, options, database, wires } = ground
  const parts = createParts(ground)
  const simulated = [parts.policy, parts.messages, parts.bank, parts.fraud, parts.screening, parts.tax]
  const outside = Promise.all(simulated.map((part) => part.start()))
  await parts.temporal.start()
  await Promise.all([parts.api.start(), parts.worker.start(), outside])
  const { address, namespace } = ground.temporal
  const connection = await Connection.connect({ address })
  return {
    url: `http://127.0.0.1:${options.ports.api}`,
    policyUrl: `http://127.0.0.1:${options.ports.policy}`,
    bankUrl: `http://127.0.0.1:${options.ports.bank}`,
    fraudUrl: `http://127.0.0.1:${options.ports.fraud}`,
    screeningUrl: `http://127.0.0.1:${options.ports.screening}`,
    messagesUrl: `http://127.0.0.1:${options.ports.messages}`,
    taxUrl: `http://127.0.0.1:${options.ports.tax}`,
    watchdogUrl: `http://127.0.0.1:${options.ports.watchdog}`,
    database,
    secrets: ground.secrets,
    tokenOf: await openIssuer(state),
    temporal: new Client({ connection, namespace }),
    parts,
    wires,
    logs: () =>
      readdirSync(state.logs)
        .map((name) => readFileSync(path.join(state.logs, name), 'utf8'))
        .join('\n'),
    async stop() {
      await connection.close()
      await Promise.all([parts.api.kill(), parts.worker.kill(), parts.watchdog.kill()])
      const outside = [parts.policy, parts.messages, parts.bank, parts.fraud, parts.screening, parts.tax]
      await Promise.all([...outside, parts.temporal].map((part) => part.kill()))
      await Promise.all(Object.values(wires).map((wire) => wire.close()))
      rmSync(state.folder, { recursive: true, force: true })
    },
  }
}

async function prepareGround({ killable, bundle: given }: Prepared): Promise<Omit<Ground, 'programs'>> {
  const { dist: compiled, bundle } = await ensureRunPrograms()
  const folder = makeRunFolder('lipei-test')
  const state = layOutState(folder)
  for (const made of [state.logs, state.simulators]) mkdirSync(made, { recursive: true })
  const ports = {} as Record<PortName, number>
  for (const name of portNames) ports[name] = await freePort()
  const database = await createTestDatabase()
  const postgresPort = Number(new URL(database.ownerUrl).port)
  const temporal = killable
    ? { address: `127.0.0.1:${ports.temporal}`, namespace: defaultNamespace }
    : { address: inject('temporalAddress'), namespace: await registerNamespace(inject('temporalAddress')) }
  const temporalPort = Number(new URL(`http://${temporal.address}`).port)
  const wires = {
    apiToPostgres: await openWire(postgresPort),
    workerToPostgres: await openWire(postgresPort),
    apiToTemporal: await openWire(temporalPort),
    workerToTemporal: await openWire(temporalPort),
  }
  // The API reads the keys of the issuer when it starts.
  await openIssuer(state)
  const options = { ports, calendarFile: layOutCalendar(folder) }
  const stands = { state, options, secrets: readSecrets(state), database, wires, temporal, killable, compiled }
  return { ...stands, bundle: given ?? bundle }
}

interface Prepared {
  readonly killable: boolean
  readonly bundle: string | undefined
}
