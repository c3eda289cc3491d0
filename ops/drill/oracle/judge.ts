import { setTimeout as delay } from 'node:timers/promises'

import type { Client } from '@temporalio/client'

import { verifyAudit } from '../../../db/audit.ts'
import { openDatabase } from '../../../db/connect.ts'
import type { CallEntry } from '../load/call-journal.ts'
import type { Lateness } from './deadlines.ts'
import { judgeDeadlines } from './deadlines.ts'
import { listRuns, readRunning } from './histories.ts'
import { judgeBook, judgePayments } from './money.ts'
import { askAgainMs, patiently, triesToHear } from './patience.ts'
import type { Heard, Unheard } from './record.ts'
import { agree, judgeIntake, judgeRecord } from './record.ts'
import { judgeRefusals, readRefusals } from './refusals.ts'
import type { Violation } from './violation.ts'
import type { RecordedClaim, Transfer } from './witnesses.ts'
import { readBook, readClaims, readIntents } from './witnesses.ts'

/** Where the witnesses are found. */
export interface Court {
  readonly ownerUrl: string
  readonly bankUrl: string
  readonly temporal: Client
  readonly journal: readonly CallEntry[]
}

export interface Verdict {
  readonly violations: readonly Violation[]
  readonly lateness: readonly Lateness[]
  readonly claims: number
  readonly events: number
  readonly transfers: number
}

/** Hears all five witnesses against each other, claim by claim, when all is quiet. */
export async function judge(court: Court, say: (line: string) => void): Promise<Verdict> {
  const { ownerUrl, bankUrl, journal, temporal } = court
  const begunAt = Date.now()
  // The book first: what is intended after it was read cannot be in it.
  const book = await patiently(() => readBook(bankUrl))
  const intents = await patiently(() => readIntents(ownerUrl))
  const claims = await patiently(() => readClaims(ownerUrl))
  const audit = await patiently(() => auditLog(ownerUrl))
  const listed = await patiently(() => listRuns(temporal))
  const byClaim = transfersByClaim(book, intents)
  const calls = groupedBy(journal, ({ claimId }) => claimId)
  const violations: Violation[] = [
    ...judgeIntake(journal, claims),
    ...judgeBook(book, intents),
    ...audit.violations,
    ...judgeRefusals(journal, await patiently(() => readRefusals(ownerUrl))),
  ]
  const lateness: Lateness[] = []
  await eachOf(claims, async (first) => {
    const { recorded, running } = await heard(court, first, listed)
    const deadlines = judgeDeadlines(recorded, Date.now())
    lateness.push(...deadlines.lateness)
    violations.push(
      ...judgeRecord(recorded, running, calls.get(recorded.claimId) ?? []),
      ...judgePayments(recorded, byClaim.get(recorded.claimId) ?? []),
      ...deadlines.violations,
    )
  })
  say(`heard on ${claims.length} claims in ${Math.round((Date.now() - begunAt) / 1_000)} s`)
  return { violations, lateness, claims: claims.length, events: audit.events, transfers: book.length }
}

function transfersByClaim(
  book: readonly Transfer[],
  intents: Awaited<ReturnType<typeof readIntents>>,
): ReadonlyMap<string, readonly Transfer[]> {
  const claimOf = new Map(intents.map(({ reference, claimId }) => [reference, claimId]))
  return groupedBy(book, ({ reference }) => claimOf.get(reference))
}

/** What has no key is in no group. */
function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/**
 * A claim may move while it is heard: then both of its witnesses are asked again. So they are where Temporal does not answer for it;
 * one it never answers for is stuck, which is a finding and no end of the hearing.
 */
async function heard(
  { temporal, ownerUrl }: Court,
  first: RecordedClaim,
  listed: Awaited<ReturnType<typeof listRuns>>,
): Promise<{ readonly recorded: RecordedClaim; readonly running: Heard }> {
  let recorded = first
  for (let tries = 1; ; tries += 1) {
    const running = await readRunning(temporal, recorded.claimId, listed).catch(unheard)
    const isClear = running === null || ('claim' in running && agree(recorded, running))
    if (isClear || tries === triesToHear) return { recorded, running }
    await delay(askAgainMs)
    ;[recorded = first] = await patiently(() => readClaims(ownerUrl, [recorded.claimId]))
  }
}

const unheard = (error: unknown): Unheard => ({
  unheard: error instanceof Error ? `${error.message}${causeOf(error)}` : String(error),
})

const causeOf = ({ cause }: Error): string => (cause instanceof Error ? ` (${cause.message})` : '')

async function auditLog(ownerUrl: string): Promise<{ violations: readonly Violation[]; events: number }> {
  const db = openDatabase(ownerUrl, { max: 1, applicationName: 'lipei-drill', statementTimeoutMs: 60_000 })
  try {
    const { faults, events } = await verifyAudit(db)
    const violations = faults.map(({ claimId, position, fault }): Violation => ({
      invariant: 'I6',
      claimId,
      seen: `${fault} at ${position ?? 'all'}`,
    }))
    return { violations, events }
  } finally {
    await db.close()
  }
}

const heardAtOnce = 6

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  // Nobody asks any more when this is over, whoever failed: what is asked of is stopped then.
  const ends = await Promise.allSettled(Array.from({ length: heardAtOnce }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
