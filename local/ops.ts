import { databaseName } from './child-specs.ts'
import { stateFolderOf } from './options.ts'
import { readUrls } from './run-record.ts'
import { layOutState, readSecrets } from './state-folder.ts'

// `npm run ops`: where no database is told, it is for the stack that runs here by `npm start`.
if (process.env['LIPEI_DATABASE_URL'] === undefined && process.env['LIPEI_DATABASE_URL_FILE'] === undefined) {
  Object.assign(process.env, environmentOfRunningStack())
}
await import('../ops/main.ts')

function environmentOfRunningStack(): NodeJS.ProcessEnv {
  const state = layOutState(stateFolderOf())
  const { PostgreSQL: postgres, Temporal: temporal } = readUrls(state.run) ?? {}
  if (postgres === undefined) throw new Error(`nothing runs on ${state.folder}: npm start, or set LIPEI_DATABASE_URL`)
  const [address] = postgres.split(',')
  const password = encodeURIComponent(readSecrets(state).passwords.worker)
  return {
    LIPEI_MODE: 'local',
    LIPEI_DATABASE_URL: `postgres://lipei_worker:${password}@${address}/${databaseName}`,
    TEMPORAL_ADDRESS: temporal,
  }
}
