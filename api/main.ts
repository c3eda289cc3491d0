import { Client } from '@temporalio/client'

import { readApiConfig } from '../config.ts'
import { runApi, temporalOptions } from './run-api.ts'

const config = readApiConfig()
await runApi(config, {
  temporal: new Client(temporalOptions(config)),
  servicePolicy: config.LIPEI_SERVICE_POLICY_FILE,
  calendar: config.LIPEI_CALENDAR_FILE,
})
