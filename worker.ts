import { Client } from '@temporalio/client'
import { openPartners, partnerUrls } from './activities/process/partners.ts'
import { equip, openGround, runWorker } from './activities/process/run-worker.ts'
import { readWorkerConfig } from './config.ts'
import { defaultServicePolicy as policy } from './domain/service-policy.ts'

const config = readWorkerConfig()
const ground = await openGround(config)
const client = new Client(ground.temporal)
const partners = openPartners(partnerUrls(config))
const promise = { policy, calendar: config.LIPEI_CALENDAR_FILE }
await runWorker(ground, equip(ground, { client, partners, promise }))
