import type { Client } from '@temporalio/client'
import type { NativeConnection, WorkerOptions } from '@temporalio/worker'
import type { Logger } from 'pino'
import type { WorkerConfig } from '../../config.ts'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import type { Vault } from '../../db/vault.ts'
import { createVault } from '../../db/vault.ts'
import { bundlerOptions, workflowsPath } from '../../workflows/bundle.ts'
import type { ClaimActivities, ClaimInput, PaymentActivities } from '../../workflows/claim-contract.ts'
import type { DrillActivities, EmergencyActivities } from '../../workflows/emergency-contract.ts'
import type { ReconciliationActivities } from '../../workflows/reconciliation-contract.ts'
import { startDeliveries } from '../delivery/start-deliveries.ts'
import { createHttpPortfolioGateway } from '../gateways/portfolio-gateway.ts'
import { createActivities, createEmergencyActivities, createPaymentActivities } from '../index.ts'
import { createReconciliationActivities } from '../reconciliation-activities.ts'
import { createLog, installRuntime } from './log.ts'
import type { Partners } from './partners.ts'
import { untilConnected, untilMigrated } from './until-ready.ts'
import { createWorkers, runWorkers } from './workers.ts'

/** What a worker stands on: its settings, its log, a migrated database and a Temporal server that knows the namespace. */
export interface WorkerGround {
  readonly config: WorkerConfig
  readonly log: Logger
  readonly db: Database
  readonly vault: Vault
  readonly temporal: { readonly connection: NativeConnection; readonly namespace: string }
}

/** What it works with. */
export interface WorkerEquipment {
  readonly client: Client
  readonly claimActivities: ClaimActivities & EmergencyActivities & DrillActivities
  readonly paymentActivities: PaymentActivities
  readonly reconciliationActivities: ReconciliationActivities
  /** What claims it starts are promised, and the working days they count. */
  readonly promise: Pick<ClaimInput, 'policy' | 'calendar'>
  /** What workflow interceptors of the bundle may call. */
  readonly sinks?: WorkerOptions['sinks']
}

/** Waits for what is missing and says so in the log: processes start in any order. */
export async function openGround(config: WorkerConfig): Promise<WorkerGround> {
  const log = createLog(config.LIPEI_LOG_LEVEL)
  installRuntime(log)
  if (config.LIPEI_MODE === 'local') log.warn('local mode: personal data is sealed with a development key')
  const db = openDatabase(config.LIPEI_DATABASE_URL, {
    max: config.LIPEI_DATABASE_POOL,
    applicationName: 'lipei-worker',
  })
  const vault = createVault({ dataKeys: config.LIPEI_DATA_KEYS, indexKey: config.LIPEI_INDEX_KEY })
  await untilMigrated(db, log)
  const namespace = config.TEMPORAL_NAMESPACE
  const connection = await untilConnected(config.TEMPORAL_ADDRESS, namespace, log)
  return { config, log, db, vault, temporal: { connection, namespace } }
}

/** The activities, bound to the database and the partners. */
export function equip(
  ground: WorkerGround,
  {
    client,
    partners: gateways,
    promise,
  }: Pick<WorkerEquipment, 'client' | 'promise'> & { readonly partners: Partners },
): WorkerEquipment {
  return {
    client,
    promise,
    claimActivities: { ...createActivities({ ...ground, client, gateways }), ...createEmergencyActivities(ground) },
    paymentActivities: createPaymentActivities({ ...ground, gateways }),
    reconciliationActivities: createReconciliationActivities({ ...ground, gateways }),
  }
}

/** Runs until SIGTERM or SIGINT, lets what is under way end, and closes what it stood on. */
export async function runWorker(
  { config, log, db, vault, temporal }: WorkerGround,
  equipment: WorkerEquipment,
): Promise<void> {
  const { LIPEI_WORKER_QUEUES: queues, LIPEI_WORKFLOW_BUNDLE: codePath } = config
  const { client, promise, ...tools } = equipment
  const workflows = codePath === undefined ? { workflowsPath, bundlerOptions } : { workflowBundle: { codePath } }
  const bounds = { cachedWorkflows: config.LIPEI_CACHED_WORKFLOWS, workflowTasks: config.LIPEI_WORKFLOW_TASKS }
  const workers = await createWorkers({ queues, ...temporal, ...tools, workflows, ...bounds })
  // They start claims and hand over what claims hear: whoever only moves money has no part in it.
  const deliveries =
    queues.includes('claims') && startDeliveries({ db, client, log, promise, vault, portfolio: portfolioOf(config) })
  log.info({ queues }, 'the worker takes claims')
  await runWorkers(workers)
  if (deliveries) await deliveries.stop()
  await Promise.all([temporal.connection.close(), db.close()])
  log.info('the worker has stopped')
}

/** A page of a search is larger than a look-up: it may take longer. */
const portfolioOf = ({ LIPEI_POLICY_URL: baseUrl }: WorkerConfig) =>
  createHttpPortfolioGateway({ baseUrl, timeoutMs: 20_000 })
