import { randomUUID } from 'node:crypto'

import type { WorkflowHandle } from '@temporalio/client'
import { Client, Connection } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'

import { fastForward } from '../../api/fast-forward/fast-forward.ts'
import type { Actor, ClaimCommand, ClaimReceipt } from '../../domain/claim/commands.ts'
import { decide } from '../../domain/claim/decide.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { PolicyTerms } from '../../domain/claim/state.ts'
import type { ToldAuthority } from '../../domain/claim/told-authority.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import type { ServicePolicy } from '../../domain/service-policy.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { addDays, dateOf } from '../../domain/time.ts'
import { ensureCompiled } from '../../local/production/compiled-programs.ts'
import type { ClaimAnswer, ClaimInput, ClaimView } from '../../workflows/claim-contract.ts'
import {
  askClaim,
  claimWorkflowId,
  claimWorkflowType,
  paymentQueueBeside,
  readClaim,
  tellClaim,
} from '../../workflows/claim-contract.ts'
import { searchAttributesOf } from '../../workflows/search-attributes.ts'
import { calendar } from '../calendar-around.ts'
import { quietRuntime } from '../quiet-runtime.ts'
import { people } from './people.ts'
import type { OutsideWorld } from './outside-world.ts'
import { createWorld, until } from './outside-world.ts'

/** A running worker with its outside world, and the words a test speaks to claims with. */
export interface ClaimDesk {
  readonly client: Client
  readonly world: OutsideWorld
  readonly open: (filing?: Partial<OpeningOf>) => Promise<DeskClaim>
  /** Stops the only worker, as a deploy or a crash would; whatever happens meanwhile waits in the server. */
  readonly pauseWorker: () => Promise<void>
  readonly resumeWorker: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A branch of a claim's life as its people live it; each is recorded once and replayed for ever. */
export type Story = (desk: ClaimDesk) => Promise<DeskClaim>

interface OpeningOf {
  readonly filed: boolean
  /** Flagged as a test when it is reported. */
  readonly isTest: boolean
  /** What the policy system says of this claim alone. */
  readonly policy: Extract<PolicyTerms, { known: 'found' }>
  /** How long before now the claim reached the insurer. */
  readonly ageMs: number
  readonly claimedFen: number
  readonly historyLimit: number
  /** The version of the rules it was reported under, where it is not that of today. */
  readonly rules: number
  /** Events in whose scope it is filed. */
  readonly told: readonly EventWord[]
  /** What the claim is promised, where that is not the default. */
  readonly servicePolicy: ServicePolicy
  readonly documents: readonly {
    documentId: string
    kind: 'claim-form' | 'identity'
    sha256: string
    sizeBytes: number
  }[]
}

export interface DeskClaim {
  readonly claimId: string
  readonly handle: WorkflowHandle
  readonly ask: (command: ClaimCommand, by?: Actor, more?: AskMore) => Promise<ClaimAnswer>
  readonly tell: (receipt: ClaimReceipt, messageId?: string) => Promise<void>
  readonly read: () => Promise<ClaimView>
  readonly forward: (byMs: number) => Promise<void>
  /** Waits for a status, delivering every notice that was sent. */
  readonly reaches: (status: string) => Promise<ClaimView>
  readonly deliverNotices: () => Promise<void>
}

interface AskMore {
  readonly commandId?: string
  readonly bodyHash?: string
  readonly expectedDecisionVersion?: number
  readonly authority?: ToldAuthority
  readonly logLength?: number
}

/** The bundle of the workflows, built once for the sources as they stand. */
export async function workflowBundle(): Promise<{ readonly codePath: string }> {
  const { bundle } = await ensureCompiled()
  return { codePath: bundle }
}

export async function openDesk(address: string): Promise<ClaimDesk> {
  quietRuntime()
  const taskQueue = `test-${randomUUID()}`
  const world = createWorld()
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ])
  const client = new Client({ connection })
  let stop = await startWorkers(native, taskQueue, world)
  return {
    client,
    world,
    open: (opening = {}) => openClaim({ client, world, taskQueue }, opening),
    pauseWorker: () => stop(),
    resumeWorker: async () => {
      stop = await startWorkers(native, taskQueue, world)
    },
    close: async () => {
      await stop()
      await Promise.all([native.close(), connection.close()])
    },
  }
}

async function startWorkers(
  connection: NativeConnection,
  taskQueue: string,
  world: OutsideWorld,
): Promise<() => Promise<void>> {
  const [claims, payments] = await Promise.all([
    Worker.create({
      connection,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: { ...world.activities },
    }),
    Worker.create({ connection, taskQueue: paymentQueueBeside(taskQueue), activities: { ...world.payments } }),
  ])
  const running = [claims.run(), payments.run()]
  return async () => {
    claims.shutdown()
    payments.shutdown()
    await Promise.all(running)
  }
}

interface DeskTools {
  readonly client: Client
  readonly world: OutsideWorld
  readonly taskQueue: string
}

async function openClaim(tools: DeskTools, opening: Partial<OpeningOf>): Promise<DeskClaim> {
  const { client, world, taskQueue } = tools
  const claimId = `clm_${randomUUID().replaceAll('-', '')}`
  const input = inputFor(claimId, opening)
  world.log.set(claimId, [...input.events])
  if (opening.policy !== undefined) world.policyOf.set(claimId, opening.policy)
  const context = { now: Date.now(), calendar: input.calendar, policy: input.policy }
  const summary = summarise(fold(null, input.events), context)
  const handle = await client.workflow.start(claimWorkflowType, {
    taskQueue,
    workflowId: claimWorkflowId(claimId),
    args: [input],
    typedSearchAttributes: searchAttributesOf(summary),
  })
  return speakTo(tools, claimId, handle)
}

/** What the API does at intake: decide, and hand the events to the run. */
export function inputFor(
  claimId: string,
  {
    filed = true,
    isTest = false,
    claimedFen = 500_000,
    ageMs = 0,
    historyLimit,
    rules,
    told,
    documents = [],
    servicePolicy = defaultServicePolicy,
  }: Partial<OpeningOf>,
): ClaimInput {
  const context = { now: Date.now(), calendar, policy: servicePolicy }
  const report: Extract<ClaimCommand, { type: 'ReportClaim' }>['report'] = {
    channel: 'app',
    line: 'medical',
    branch: '310000',
    region: '310101',
    // Not long ago on any date: its limitation is still to come.
    eventDate: addDays(dateOf(context.now), -30),
    cause: 'illness',
    facts: { injury: 'none', thirdParty: false, hospitalised: false },
    policyId: 'pty_policy',
    claimantId: 'per_claimant',
    insuredId: 'per_insured',
    preferredChannels: ['app', 'sms'],
    isTest,
  }
  const reported = eventsOf(
    decide(null, { actor: people.claimant, command: { type: 'ReportClaim', claimId, report, ageMs: 0 } }, context),
  )
  const filing = { type: 'FileClaim', claimedFen, documents, ageMs } as const
  const events = filed
    ? [...reported, ...eventsOf(decide(fold(null, reported), { actor: people.claimant, command: filing }, context))]
    : reported
  const more = { ...(historyLimit === undefined ? {} : { historyLimit }), ...(told === undefined ? {} : { told }) }
  return { claimId, events: events.map(under(rules)), calendar: context.calendar, policy: context.policy, ...more }
}

const under =
  (rules: number | undefined) =>
  (event: ClaimEvent): ClaimEvent =>
    event.type === 'ClaimReported' && rules !== undefined ? { ...event, rules } : event

function eventsOf(decision: ReturnType<typeof decide>): ClaimInput['events'] {
  if ('refusal' in decision) throw new Error(`refused: ${decision.refusal.code}`)
  return decision.events
}

function speakTo(
  { client, world }: Pick<DeskTools, 'client' | 'world'>,
  claimId: string,
  handle: WorkflowHandle,
): DeskClaim {
  const told = new Set<number>()
  const tell: DeskClaim['tell'] = (receipt, messageId = randomUUID()) =>
    handle.signal(tellClaim, { messageId, receipt })
  const deliverNotices = async (): Promise<void> => {
    const sent = world.notices.filter((sending) => sending.claimId === claimId && !told.has(sending.notice.n))
    for (const { notice } of sent) {
      told.add(notice.n)
      await tell({
        type: 'NoticeReceipt',
        n: notice.n,
        outcome: 'delivered',
        ageMs: 0,
        proof: { how: 'receipt', reference: `msg-${notice.n}` },
      })
    }
  }
  // A run that has just begun answers no query yet: the server refuses until its first task is there.
  const read = (): Promise<ClaimView> => until('an answer', () => handle.query(readClaim).catch(() => null))
  return {
    claimId,
    handle,
    tell,
    read,
    deliverNotices,
    ask: (command, by = people.clerk, more = {}) => {
      const commandId = more.commandId ?? randomUUID()
      const request = { bodyHash: commandId, ...more, commandId, actor: by, command }
      return handle.executeUpdate(askClaim, { args: [request], updateId: commandId })
    },
    forward: async (byMs) => void (await fastForward(client, { claimId, byMs, force: true })),
    reaches: (status) =>
      until(`status ${status}`, async () => {
        await deliverNotices()
        const view = await read()
        return view.claim.stage.status === status ? view : null
      }),
  }
}
