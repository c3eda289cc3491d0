import { databaseName } from './child-specs.ts'
import { stateFolderOf } from './options.ts'
import { readUrls } from './run-record.ts'
import { layOutState, readSecrets, type StateFolder } from './state-folder.ts'

// `npm run ops`: where no database is told, it is for the stack that runs here by `npm start`.
const isTold = ['LIPEI_DATABASE_URL', 'LIPEI_DATABASE_URL_FILE'].some((name) => process.env[name] !== undefined)
const asksForHelp = process.argv.length === 2 || process.argv.includes('--help') || process.argv.includes('-h')
if (isTold || asksForHelp || tellOfRunningStack()) await import('../ops/main.ts')

/** False when nothing runs here, which is said. */
function tellOfRunningStack(): boolean {
  const state = layOutState(stateFolderOf())
  const environment = environmentOf(state)
  if (environment === undefined) {
    process.stderr.write(`Nothing runs on ${state.folder}: npm start, or set LIPEI_DATABASE_URL.\n`)
    process.exitCode = 2
    return false
  }
  Object.assign(process.env, environment)
  return true
}

function environmentOf(state: StateFolder): NodeJS.ProcessEnv | undefined {
  const { PostgreSQL: postgres, Temporal: temporal } = readUrls(state.run) ?? {}
  if (postgres === undefined) return undefined
  const [address] = postgres.split(',')
  const password = encodeURIComponent(readSecrets(state).passwords.worker)
  return {
    LIPEI_MODE: 'local',
    LIPEI_DATABASE_URL: `postgres://lipei_worker:${password}@${address}/${databaseName}`,
    TEMPORAL_ADDRESS: temporal,
  }
}
