import { workflowTasksAtOnce } from '../../../config.ts'
import type { Child } from '../../../local/children.ts'
import { freePort } from '../../../local/ports.ts'
import { ensureCompiled } from '../../../local/production/compiled-programs.ts'
import type { ProductionStack } from '../../../local/production/production-stack.ts'
import type { ContestantOptions, Running } from '../contestant.ts'
import { createSchema, ensureBundle } from './prepare-twin.ts'
import type { Launch } from './twin-processes.ts'
import { createLauncher, frontOf, simulatorOf, workerOf } from './twin-processes.ts'
import type { TwinPlace } from './twin-place.ts'

export interface TwinPlan {
  readonly name: TwinPlace['name']
  /** Its tables, in the schema of its name in Lipei's database; the statement may find them there. */
  readonly tables: string
}

/** The servers a twin shares with Lipei. */
export type TwinGround = Pick<ProductionStack, 'policyUrl' | 'temporalAddress' | 'temporalNamespace' | 'ownerUrl'>

interface Twin {
  readonly name: TwinPlace['name']
  readonly start: (ground: TwinGround, options: ContestantOptions) => Promise<Running>
}

/**
 * A twin as a contestant: front and worker, compiled as Lipei is, with a bundle made beforehand, and beside them a bank and
 * a message provider of its own, for a simulator calls one address back.
 */
export function createTwin(plan: TwinPlan): Twin {
  return {
    name: plan.name,
    async start(ground, options) {
      const { dist } = await ensureCompiled()
      const [bundle] = await Promise.all([ensureBundle(plan.name, dist), createSchema(ground.ownerUrl, plan)])
      const place = await choosePlace(plan, ground, { ...options, bundle })
      const children: Child[] = []
      const stop = async (): Promise<void> => void (await Promise.all(children.map((child) => child.stop(graceMs))))
      const launch = createLauncher({ dist, folder: options.folder, place, started: (child) => children.push(child) })
      try {
        return { ...(await startAll(launch, place, options.folder)), stop }
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
}

/** Longer than a request or a call of the outside under way. */
const graceMs = 15_000

async function choosePlace(
  { name }: TwinPlan,
  { temporalAddress, temporalNamespace, ownerUrl, policyUrl }: TwinGround,
  { cachedWorkflows, bundle }: { readonly cachedWorkflows: number; readonly bundle: string },
): Promise<TwinPlace> {
  const ports = { front: await freePort(), messages: await freePort(), bank: await freePort() }
  return {
    name,
    ports,
    temporal: { address: temporalAddress, namespace: temporalNamespace },
    databaseUrl: ownerUrl,
    partners: {
      policies: policyUrl,
      messages: `http://127.0.0.1:${ports.messages}`,
      bank: `http://127.0.0.1:${ports.bank}`,
    },
    bundle,
    cachedWorkflows,
    workflowTasks: workflowTasksAtOnce,
  }
}

async function startAll(launch: Launch, place: TwinPlace, folder: string): Promise<Omit<Running, 'stop'>> {
  const [front, firstWorker, ...outside] = await Promise.all([
    launch(frontOf(place)),
    launch(workerOf(place)),
    ...(['messages', 'bank'] as const).map((kind) => launch(simulatorOf(kind, place, folder))),
  ])
  let worker = firstWorker
  return {
    url: `http://127.0.0.1:${place.ports.front}`,
    bankUrl: place.partners.bank,
    pids: () => ({
      front: front.pids(),
      worker: worker.pids(),
      simulators: outside.flatMap((simulator) => simulator.pids()),
    }),
    async killWorker() {
      worker.kill()
      await worker.exited
    },
    async startWorker() {
      worker = await launch(workerOf(place))
    },
  }
}
