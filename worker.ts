import { Client } from '@temporalio/client'
import { startDeliveries } from './activities/delivery/start-deliveries.ts'
import { createActivities, createPaymentActivities } from './activities/index.ts'
import { createLog, installRuntime } from './activities/process/log.ts'
import { openPartners } from './activities/process/partners.ts'
import { untilConnected, untilMigrated } from './activities/process/until-ready.ts'
import { createWorkers, runWorkers } from './activities/process/workers.ts'
import { readWorkerConfig } from './config.ts'
import { openDatabase } from './db/connect.ts'
import { createVault } from './db/vault.ts'
import { china2024To2026 as calendar } from './domain/clocks/china-2024-2026.ts'
import { defaultServicePolicy as policy } from './domain/service-policy.ts'
import { workflowsPath } from './workflows/bundle.ts'

const config = readWorkerConfig()
const { TEMPORAL_NAMESPACE: namespace, LIPEI_WORKFLOW_BUNDLE: codePath, LIPEI_WORKER_QUEUES: queues } = config
const log = createLog(config.LIPEI_LOG_LEVEL)
installRuntime(log)
if (config.LIPEI_MODE === 'local') log.warn('local mode: personal data is sealed with a development key')
const db = openDatabase(config.LIPEI_DATABASE_URL, { max: config.LIPEI_DATABASE_POOL, applicationName: 'lipei-worker' })
const vault = createVault({ dataKeys: config.LIPEI_DATA_KEYS, indexKey: config.LIPEI_INDEX_KEY })
await untilMigrated(db, log)
const connection = await untilConnected(config.TEMPORAL_ADDRESS, namespace, log)
const client = new Client({ connection, namespace })
const gateways = openPartners({
  policies: config.LIPEI_POLICY_URL,
  messages: config.LIPEI_MESSAGES_URL,
  bank: config.LIPEI_BANK_URL,
})
const claimActivities = createActivities({ db, vault, log, client, gateways })
const paymentActivities = createPaymentActivities({ db, vault, log, gateways })
const workflows = codePath === undefined ? { workflowsPath } : { workflowBundle: { codePath } }
const cache = { cachedWorkflows: config.LIPEI_CACHED_WORKFLOWS }
const activities = { claimActivities, paymentActivities }
const workers = await createWorkers({ queues, connection, namespace, ...activities, workflows, ...cache })
// They start claims and hand over what claims hear: whoever only moves money has no part in it.
const deliveries = queues.includes('claims') && startDeliveries({ db, client, log, promise: { policy, calendar } })
log.info({ queues }, 'the worker takes claims')
await runWorkers(workers)
if (deliveries) await deliveries.stop()
await Promise.all([connection.close(), db.close()])
log.info('the worker has stopped')
