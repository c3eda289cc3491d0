import type { CallEntry, Told } from '../load/call-journal.ts'
import { judgeBook } from './money.ts'
import type { Violation } from './violation.ts'
import { query, readBook, readIntents } from './witnesses.ts'

/** What can be seen cheaply between two faults: the money, the last answers, and every row against its log. */
export async function quickLook(place: {
  readonly ownerUrl: string
  readonly bankUrl: string
  readonly journal: readonly CallEntry[]
}): Promise<readonly Violation[]> {
  const told = place.journal.filter((entry): entry is Told => entry.type === 'told').slice(-lastAnswers)
  const book = await readBook(place.bankUrl)
  return [
    ...judgeBook(book, await readIntents(place.ownerUrl)),
    ...(await lostAnswers(place.ownerUrl, told)),
    ...(await crookedRows(place.ownerUrl)),
  ]
}

const lastAnswers = 300

async function lostAnswers(ownerUrl: string, told: readonly Told[]): Promise<Violation[]> {
  const kept = await query<{ claimId: string; version: number }>(
    ownerUrl,
    `select claim_id as "claimId", answer_version as version from claim_events
     where claim_id = any($1) and answer_version is not null`,
    [told.map(({ claimId }) => claimId)],
  )
  const known = new Set(kept.map(({ claimId, version }) => `${claimId} ${version}`))
  return told
    .filter(({ claimId, version }) => !known.has(`${claimId} ${version}`))
    .map(({ claimId, key, version }) => ({
      invariant: 'I8',
      claimId,
      seen: `${key} was told version ${version}, which the log does not hold`,
    }))
}

async function crookedRows(ownerUrl: string): Promise<Violation[]> {
  const rows = await query<{ claimId: string; version: number; length: number }>(
    ownerUrl,
    `select c.claim_id as "claimId", c.version, count(e.*)::int as length
     from claims c left join claim_events e using (claim_id) group by c.claim_id, c.version, c.head_hash
     having c.version <> count(e.*) or c.version <> max(e.position) + 1`,
  )
  return rows.map(({ claimId, version, length }) => ({
    invariant: 'I7',
    claimId,
    seen: `lists say version ${version}, its log has ${length} events`,
  }))
}
