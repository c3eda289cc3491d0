import { Client } from '@temporalio/client'

import { readApiConfig } from '../config.ts'
import { defaultServicePolicy as servicePolicy } from '../domain/service-policy.ts'
import { runApi, temporalOptions } from './run-api.ts'

const config = readApiConfig()
await runApi(config, {
  temporal: new Client(temporalOptions(config)),
  servicePolicy,
  calendar: config.LIPEI_CALENDAR_FILE,
})
