import { Client, Connection } from '@temporalio/client'

import { verifyAudit } from '../db/audit.ts'
import { openDatabase } from '../db/connect.ts'
import type { ContestantName } from './contestants/contestant.ts'
import type { Acknowledged } from './driver/job.ts'
import { query } from './measure/databases.ts'
import type { Invariant } from './report/report-shape.ts'
import type { Stage } from './stage.ts'

/** What must hold after every phase, whatever the figures are. */
export async function checkInvariants(stage: Stage, phase: string): Promise<readonly Invariant[]> {
  const ours = [acknowledgedIsRecorded, acknowledgedRuns, paidOnce, chainsHaveNoGap, deadlinesHappened]
  const twins = (Object.keys(stage.running) as ContestantName[]).filter((name) => name !== 'lipei')
  const findings = [
    ...(await Promise.all(ours.map((check) => check(stage)))),
    ...(await Promise.all(twins.map((name) => twinPaidOnce(stage, name)))),
  ]
  return findings.map((finding) => ({ phase, ...finding }))
}

/** Every chain recomputed from its first event. Takes long where there are many, so it is done when a run ends. */
export async function checkChains({ stack }: Stage, phase: string): Promise<Invariant> {
  const db = openDatabase(stack.ownerUrl, { max: 1, applicationName: 'bench-audit', statementTimeoutMs: 60_000 })
  try {
    const { faults, claims, events } = await verifyAudit(db)
    return { phase, ...finding('the audit chains are whole', faults, `${claims} claims, ${events} events`) }
  } finally {
    await db.close()
  }
}

type Finding = Omit<Invariant, 'phase'>

/** The driver's word against the log: no answer that was given is missing there. */
async function acknowledgedIsRecorded({ stack, ledger }: Stage): Promise<Finding> {
  const rows = await query<{ claim_id: string; version: number }>(
    stack.ownerUrl,
    'select claim_id, version from claims',
  )
  const versions = new Map(rows.map(({ claim_id: claimId, version }) => [claimId, version]))
  const told = [...ledger.lipei.values()]
  const lost = told.filter(({ claimId, version }) => (versions.get(claimId) ?? -1) < version)
  return finding('every acknowledged answer is in the log', lost, `${told.length} claims acknowledged`)
}

/** Open + ended = acknowledged: every claim has exactly its workflow. Looked at again for a while: visibility is late. */
async function acknowledgedRuns({ stack, ledger }: Stage): Promise<Finding> {
  const connection = await Connection.connect({ address: stack.temporalAddress })
  try {
    const { workflow } = new Client({ connection, namespace: stack.temporalNamespace })
    const ofClaims = `WorkflowType = 'claimWorkflow' AND ExecutionStatus IN ('Running', 'Completed')`
    const until = performance.now() + 10_000
    for (;;) {
      const [row] = await query<{ claims: number }>(stack.ownerUrl, 'select count(*)::int as claims from claims')
      const claims = row?.claims ?? 0
      const { count } = await workflow.count(ofClaims)
      const holds = count === claims && claims >= ledger.lipei.size
      const detail = `${ledger.lipei.size} acknowledged, ${claims} recorded, ${count} workflows open or ended well`
      if (holds || performance.now() > until) return { name: 'open + ended = acknowledged', holds, detail }
    }
  } finally {
    await connection.close()
  }
}

/** The bank's book against ours, transfer by transfer, and against what the claims say of themselves. */
async function paidOnce({ stack, ledger }: Stage): Promise<Finding> {
  const book = await readBook(stack.bankUrl)
  const rows = await query<{ claim_id: string; reference: string; state: string; paid_fen: string }>(
    stack.ownerUrl,
    'select claim_id, reference, p.state, c.paid_fen from payments p join claims c using (claim_id)',
  )
  const settled = new Map(rows.filter(({ state }) => state === 'settled').map((row) => [row.reference, row]))
  const faults = [
    ...book.twice.map((reference) => `booked twice: ${reference}`),
    ...book.settled.filter(({ reference }) => !settled.has(reference)).map(({ reference }) => `unknown: ${reference}`),
    ...[...settled.keys()]
      .filter((reference) => !book.amounts.has(reference))
      .map((reference) => `never paid: ${reference}`),
    ...[...settled.values()]
      .filter(({ reference, paid_fen: paidFen }) => book.amounts.get(reference) !== paidFen)
      .map(({ claim_id: claimId }) => `another amount: ${claimId}`),
    ...[...ledger.lipei.values()]
      .filter((told) => told.ended && told.pays && !isPaid(told, rows))
      .map(({ claimId }) => `ended unpaid: ${claimId}`),
  ]
  return finding('every paid claim stands in the bank’s book, once', faults, `${book.settled.length} transfers`)
}

const isPaid = ({ claimId }: Acknowledged, rows: readonly { claim_id: string; state: string }[]): boolean =>
  rows.some((row) => row.claim_id === claimId && row.state === 'settled')

async function chainsHaveNoGap({ stack }: Stage): Promise<Finding> {
  const [row] = await query<{ events: number }>(stack.ownerUrl, 'select count(*)::int as events from claim_events')
  return finding('the log has no gap', await query(stack.ownerUrl, gaps), `${row?.events ?? 0} events`)
}

const gaps = `
  select c.claim_id from claims c left join claim_events e using (claim_id)
  group by c.claim_id having count(e.position) <> c.version or max(e.position) <> c.version - 1`

/** No deadline is past without its event. What fell due a moment ago may still be on its way; a storm is looked at when it is over. */
async function deadlinesHappened({ stack, plan, findings }: Stage): Promise<Finding> {
  const graceMs = plan.drainSeconds * 1_000
  const apart = findings.storm === undefined ? (findings.due?.received ?? nothing) : nothing
  const missed = await query<{ claim_id: string }>(stack.ownerUrl, pastDeadlines, [graceMs, ...apart])
  return finding('no deadline without its event', missed, `${graceMs / 1_000} s of grace`)
}

const nothing = [0, 0] as const

const pastDeadlines = `
  select claim_id from claims
  where next_deadline_at < extract(epoch from clock_timestamp()) * 1000 - $1::float8
    and not (received_at >= $2::float8 and received_at < $3::float8)`

async function twinPaidOnce({ stack, running }: Stage, name: ContestantName): Promise<Finding> {
  const book = await readBook(running[name]?.bankUrl ?? '')
  const rows = await query<{ reference: string }>(stack.ownerUrl, `select reference from ${name}.payments`)
  const known = new Set(rows.map(({ reference }) => reference))
  const faults = [
    ...book.twice,
    ...book.settled.map(({ reference }) => reference).filter((reference) => !known.has(reference)),
  ]
  return finding(`${name}: every transfer has its payment row, once`, faults, `${book.settled.length} transfers`)
}

interface BookedTransfer {
  readonly reference: string
  readonly state: string
  readonly amountFen: string
}

async function readBook(bankUrl: string) {
  const { transfers } = (await (await fetch(`${bankUrl}/book`)).json()) as {
    readonly transfers: readonly BookedTransfer[]
  }
  const settled = transfers.filter(({ state }) => state === 'settled')
  const seen = new Set<string>()
  const twice = transfers
    .map(({ reference }) => reference)
    .filter((reference) => seen.size === seen.add(reference).size)
  return { settled, twice, amounts: new Map(settled.map(({ reference, amountFen }) => [reference, amountFen])) }
}

function finding(name: string, faults: readonly unknown[], detail: string): Finding {
  const first = faults.length === 0 ? '' : `; ${faults.length} faults, the first: ${JSON.stringify(faults[0])}`
  return { name, holds: faults.length === 0, detail: `${detail}${first}` }
}
