import { databaseName } from './child-specs.ts'
import { stateFolderOf } from './options.ts'
import { readUrls } from './run-record.ts'
import { layOutState, readSecrets, type StateFolder } from './state-folder.ts'

/** As whom a program asks the database; `postgres` is its owner. */
export type DatabaseUser = 'worker' | 'watchdog' | 'postgres'

/**
 * Where no database is told, a program is for the stack that runs here by `npm start`: its address goes into the environment,
 * for the program to be imported next. False when nothing runs here either, which is said; the exit code is then 2.
 */
export function tellOwnDatabase(user: DatabaseUser): boolean {
  if (['LIPEI_DATABASE_URL', 'LIPEI_DATABASE_URL_FILE'].some((name) => process.env[name] !== undefined)) return true
  const state = layOutState(stateFolderOf())
  const environment = environmentOf(state, user)
  if (environment === undefined) {
    process.stderr.write(`Nothing runs on ${state.folder}: npm start, or set LIPEI_DATABASE_URL.\n`)
    process.exitCode = 2
    return false
  }
  Object.assign(process.env, environment)
  return true
}

function environmentOf(state: StateFolder, user: DatabaseUser): NodeJS.ProcessEnv | undefined {
  const { PostgreSQL: postgres, Temporal: temporal } = readUrls(state.run) ?? {}
  if (postgres === undefined) return undefined
  const [address] = postgres.split(',')
  const password = encodeURIComponent(readSecrets(state).passwords[user])
  const name = user === 'postgres' ? user : `lipei_${user}`
  return {
    LIPEI_MODE: 'local',
    LIPEI_DATABASE_URL: `postgres://${name}:${password}@${address}/${databaseName}`,
    TEMPORAL_ADDRESS: temporal,
  }
}
