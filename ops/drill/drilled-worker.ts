import { Client } from '@temporalio/client'

import { openPartners, partnerUrls } from '../../activities/process/partners.ts'
import { equip, openGround, runWorker } from '../../activities/process/run-worker.ts'
import { readWorkerConfig } from '../../config.ts'
import { drilledEquipment, drilledPartners, workerCalls } from './drilled-parts.ts'

// worker.ts with crash points around its parts; told the same environment, and whatever crash-points.ts names.

const ground = await openGround(readWorkerConfig())
const client = new Client({ ...ground.temporal, interceptors: { workflow: [workerCalls] } })
const partners = drilledPartners(openPartners(partnerUrls(ground.config)))
const { LIPEI_SERVICE_POLICY_FILE: policy, LIPEI_CALENDAR_FILE: calendar } = ground.config
await runWorker(ground, drilledEquipment(equip(ground, { client, partners, promise: { policy, calendar } })))
