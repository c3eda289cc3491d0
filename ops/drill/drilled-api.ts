import { Client } from '@temporalio/client'

import { runApi, temporalOptions } from '../../api/run-api.ts'
import { readApiConfig } from '../../config.ts'
import { apiCalls } from './drilled-parts.ts'

// api/main.ts with crash points around its client; told the same environment, and whatever crash-points.ts names.

const config = readApiConfig()
const temporal = new Client({ ...temporalOptions(config), interceptors: { workflow: [apiCalls] } })
const { LIPEI_SERVICE_POLICY_FILE: servicePolicy, LIPEI_CALENDAR_FILE: calendar } = config
await runApi(config, { temporal, servicePolicy, calendar })
