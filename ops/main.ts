import { parseArgs } from 'node:util'

import { Client, Connection } from '@temporalio/client'

import { readOpsConfig } from '../config.ts'
import { openCalendarBook } from '../db/calendar-book.ts'
import { openDatabase } from '../db/connect.ts'
import { currentRules } from '../domain/rules.ts'
import { findLostClaims } from './find.ts'
import { describe, lookAt } from './look.ts'
import type { RebuildDesk } from './rebuild.ts'
import { RebuildRefused, rebuildClaim } from './rebuild.ts'
import { renewClaims } from './renew.ts'

const usage = `npm run ops -- look <claim>                 how a claim stands, by its log, its read model and Temporal
npm run ops -- rebuild --find              claims that are open and of which nothing runs; exits 1 when there are any
npm run ops -- rebuild <claim> [--yes] [--accept-loss]
                                           a new run of the claim from its recorded events; --yes ends a run that is
                                           stuck, --accept-loss goes on from a log that lost events
npm run ops -- renew                       after a deploy with new rules: open claims go on in new runs, by today's rules`

const flags = {
  find: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'accept-loss': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return error instanceof RebuildRefused ? 1 : 2
})

/** Resolves to the exit code: 0 done, 1 refused or found something. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: flags })
  const [verb, claimId] = positionals
  if (values.help) {
    say(usage)
    return 0
  }
  if (verb === 'look' && claimId !== undefined) return atDesk((desk) => look(desk, claimId))
  if (verb === 'rebuild' && values.find) return atDesk(find)
  if (verb === 'renew' && claimId === undefined) return atDesk(renew)
  if (verb !== 'rebuild' || claimId === undefined) throw new Error(usage)
  return atDesk((desk) => rebuild(desk, claimId, { yes: values.yes, acceptLoss: values['accept-loss'] }))
}

async function atDesk(work: (desk: RebuildDesk) => Promise<number>): Promise<number> {
  const { LIPEI_CALENDAR_FILE: given, LIPEI_SERVICE_POLICY_FILE: policy, ...config } = readOpsConfig()
  const { LIPEI_DATABASE_URL: url, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = config
  const connection = await Connection.connect({ address, connectTimeout: 5_000 })
  const db = openDatabase(url, { max: 2, applicationName: 'lipei-ops', statementTimeoutMs: 10_000 })
  try {
    const promise = { policy, calendar: await openCalendarBook(db, given).current() }
    return await work({ db, client: new Client({ connection, namespace }), promise })
  } finally {
    await Promise.all([connection.close(), db.close()])
  }
}

async function look(desk: RebuildDesk, claimId: string): Promise<number> {
  say(describe(await lookAt(desk, claimId)))
  return 0
}

async function find(desk: RebuildDesk): Promise<number> {
  let found = 0
  for await (const { claimId, status, version, workflow } of findLostClaims(desk)) {
    found += 1
    say(`${claimId} is ${status} at version ${version}, its workflow ${workflow}`)
  }
  say(found === 0 ? 'every open claim runs' : `${found} to rebuild: npm run ops -- rebuild <claim>`)
  return found === 0 ? 0 : 1
}

async function rebuild(desk: RebuildDesk, claimId: string, wish: Parameters<typeof rebuildClaim>[2]): Promise<number> {
  const { runId, events, promise, endedRunId, receiptsToldAgain } = await rebuildClaim(desk, claimId, wish)
  if (endedRunId !== null) say(`ended run ${endedRunId}`)
  say(`${claimId} goes on in run ${runId} from ${events} events, under the service policy and calendar ${promise}`)
  if (receiptsToldAgain > 0) say(`told it ${receiptsToldAgain} receipts again that its last run had not recorded`)
  return 0
}

async function renew(desk: RebuildDesk): Promise<number> {
  const { told, withoutRun } = await renewClaims(desk, currentRules)
  say(`told ${told} claims of the rules of version ${currentRules}; those with older ones go on in new runs`)
  if (withoutRun > 0) say(`nothing runs of ${withoutRun}: npm run ops -- rebuild --find`)
  return withoutRun === 0 ? 0 : 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
