import { Client } from '@temporalio/client'
import { openPartners, partnerUrls } from './activities/process/partners.ts'
import { equip, openGround, runWorker } from './activities/process/run-worker.ts'
import { readWorkerConfig } from './config.ts'

const config = readWorkerConfig()
const ground = await openGround(config)
const client = new Client(ground.temporal)
const partners = openPartners(partnerUrls(config))
const promise = { policy: config.LIPEI_SERVICE_POLICY_FILE, calendar: config.LIPEI_CALENDAR_FILE }
await runWorker(ground, equip(ground, { client, partners, promise }))
