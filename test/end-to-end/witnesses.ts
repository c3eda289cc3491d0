import { isDeepStrictEqual } from 'node:util'

import { Client as PostgresClient } from 'pg'

import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { Claim, Payment } from '../../domain/claim/state.ts'
import { claimWorkflowId, readClaim } from '../../workflows/claim-contract.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import type { Stack } from './stack.ts'

/**
 * Hears the four witnesses of a claim against each other: what callers were told, the event log with its read model, the
 * bank's book, and the histories of Temporal. Empty when they agree; else one line for each contradiction.
 */
export async function contradictions(stack: Stack, desk: Desk, claimId: string): Promise<string[]> {
  const { log, row } = await until('the running claim and its log to be one', () => readRecorded(stack, claimId))
  const claim = foldLog(log)
  return [
    ...againstAnswers(
      log,
      desk.journal.filter((answer) => answer.claimId === claimId),
    ),
    ...againstReadModel(row, claim, log),
    ...(await againstBank(stack, claim)),
    ...(await againstHistories(stack, claimId, log)),
  ]
}

interface LogRow {
  readonly position: number
  readonly event: ClaimEvent
  readonly hash: string
  readonly command_id: string | null
  readonly answer_version: number | null
  readonly answer_status: string | null
}

/** Whatever has a database of its own, with the URL of its owner. */
export interface WithDatabase {
  readonly database: Pick<Stack['database'], 'ownerUrl'>
}

/** Runs one statement as the owner of the test's database. */
export async function ownerQuery<Row>({ database }: WithDatabase, text: string, values: unknown[] = []) {
  const client = new PostgresClient({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

export function readLog(stack: WithDatabase, claimId: string): Promise<LogRow[]> {
  const columns = 'position, event, hash, command_id, answer_version, answer_status'
  return ownerQuery<LogRow>(stack, `select ${columns} from claim_events where claim_id = $1 order by position`, [
    claimId,
  ])
}

/** Each answer that was given has its one event, and no command happened that nobody was told of. */
function againstAnswers(log: readonly LogRow[], told: Desk['journal']): string[] {
  const given = told.map(({ version, status }) => `${version} ${status}`)
  const kept = log.filter((row) => row.command_id !== null).map((row) => `${row.answer_version} ${row.answer_status}`)
  return isDeepStrictEqual(given.toSorted(), kept.toSorted())
    ? []
    : [`told ${given.join(', ')}; kept ${kept.join(', ')}`]
}

function againstReadModel(row: ClaimRow, claim: Claim, log: readonly LogRow[]): string[] {
  const wanted: ClaimRow = {
    version: log.length,
    status: claim.stage.status,
    decision_version: claim.decisionVersion,
    head_hash: log.at(-1)?.hash,
    paid_fen: String(paidFen(claim)),
  }
  const hasGap = log.some(({ position }, index) => position !== index)
  const gap = hasGap ? ['the log has a gap'] : []
  return isDeepStrictEqual(row, wanted)
    ? gap
    : [...gap, `read model ${JSON.stringify(row)}; log ${JSON.stringify(wanted)}`]
}

/** What paying late cost is owed beside the benefit. */
const settled = ({ payments }: Claim) =>
  payments.filter(({ state, kind }) => state === 'settled' && kind !== 'compensation')
const paidFen = (claim: Claim): number => settled(claim).reduce((sum, { amountFen }) => sum + amountFen, 0)

export interface Transfer {
  readonly reference: string
  readonly state: string
  readonly amountFen: string
  readonly duplicates: number
}

export async function readBankBook(stack: Pick<Stack, 'bankUrl'>): Promise<readonly Transfer[]> {
  return (await readBank(stack)).transfers
}

/** References of transfers that reached the bank and are not in its book. */
export async function readUnbooked(stack: Pick<Stack, 'bankUrl'>): Promise<readonly string[]> {
  return (await readBank(stack)).unbooked
}

interface BankAnswer {
  readonly transfers: readonly Transfer[]
  readonly unbooked: readonly string[]
}

async function readBank({ bankUrl }: Pick<Stack, 'bankUrl'>): Promise<BankAnswer> {
  return (await (await fetch(`${bankUrl}/book`)).json()) as BankAnswer
}

/** What the bank says became of a payment, by what the claim holds; null for one that moved nothing yet. */
function endAtBank({ state, returnedAt }: Payment): string | null {
  if (state === 'settled' || state === 'recalled') return state
  if (!['rejected', 'returned', 'fix-account', 'held-for-payee'].includes(state)) return null
  return returnedAt === undefined ? 'rejected' : 'returned'
}

/** What the claim holds for settled was booked once, and nothing was booked that nobody intended. */
async function againstBank(stack: Stack, claim: Claim): Promise<string[]> {
  const intended = await ownerQuery<{ reference: string }>(stack, 'select reference from payments')
  const book = await readBankBook(stack)
  const unknown = book.filter(({ reference }) => !intended.some((intent) => intent.reference === reference))
  const wanted = claim.payments.flatMap((payment) => {
    const end = endAtBank(payment)
    return end === null ? [] : [`${payment.reference} ${payment.amountFen} ${end}, sent 1 times`]
  })
  const ours = claim.payments.map(({ reference }) => reference)
  const booked = book
    .filter(({ reference }) => ours.includes(reference))
    .map(
      ({ reference, amountFen, state, duplicates }) =>
        `${reference} ${amountFen} ${state}, sent ${duplicates + 1} times`,
    )
  return [
    ...unknown.map(({ reference }) => `the bank booked ${reference}, which nobody intended`),
    ...(isDeepStrictEqual(wanted, booked)
      ? []
      : [`the bank booked ${booked.join()}; the claim holds ${wanted.join()}`]),
  ]
}

/** Every command after the intake went through an Update, and each accepted Update was recorded. */
async function againstHistories({ temporal }: Stack, claimId: string, log: readonly LogRow[]): Promise<string[]> {
  const recorded = log.flatMap((row) => row.command_id ?? []).slice(1)
  const accepted: string[] = []
  for (const runId of await runsOf(temporal, claimId)) {
    const { events } = await temporal.workflow.getHandle(claimWorkflowId(claimId), runId).fetchHistory()
    for (const event of events ?? []) {
      const id = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId
      if (typeof id === 'string') accepted.push(id)
    }
  }
  return isDeepStrictEqual(accepted.toSorted(), recorded.toSorted())
    ? []
    : [`Temporal accepted ${accepted.length} Updates, the log holds ${recorded.length} commands`]
}

/** Every run of the claim's workflow, from the chain of runs itself: lists lag behind. */
export async function runsOf(temporal: Stack['temporal'], claimId: string): Promise<string[]> {
  const runs = new Set<string>()
  const { runId } = await temporal.workflow.getHandle(claimWorkflowId(claimId)).describe()
  runs.add(runId)
  const query = `WorkflowId = '${claimWorkflowId(claimId)}'`
  for await (const run of temporal.workflow.list({ query })) runs.add(run.runId)
  return [...runs]
}

interface Recorded {
  readonly log: readonly LogRow[]
  readonly row: ClaimRow
}

interface ClaimRow {
  readonly version: number
  readonly status: string
  readonly decision_version: number
  readonly head_hash: string | undefined
  readonly paid_fen: string
}

/** The log and its read model as one statement sees them, once the running claim says the same. */
async function readRecorded(stack: Stack, claimId: string): Promise<Recorded | null> {
  const view = await readView(stack, claimId)
  const [recorded] = await ownerQuery<Recorded>(
    stack,
    `select row_to_json(c) as row, (select json_agg(e order by e.position) from claim_events e where e.claim_id = $1) as log
     from (select version, status, decision_version, head_hash, paid_fen::text from claims where claim_id = $1) c`,
    [claimId],
  )
  if (recorded === undefined) throw new Error(`${claimId} is not in the read model`)
  return view === null || isDeepStrictEqual(json(foldLog(recorded.log)), json(view.claim)) ? recorded : null
}

/** The claim as its workflow knows it; null when that has ended. */
async function readView({ temporal }: Stack, claimId: string) {
  const handle = temporal.workflow.getHandle(claimWorkflowId(claimId))
  return (await handle.describe()).status.name === 'RUNNING' ? handle.query(readClaim) : null
}

export const foldLog = (log: readonly Pick<LogRow, 'event'>[]): Claim =>
  fold(
    null,
    log.map(({ event }) => event),
  )

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
