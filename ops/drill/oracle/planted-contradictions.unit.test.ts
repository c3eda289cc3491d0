import { describe, expect, test } from 'vitest'

import type { ClaimEvent } from '../../../domain/claim/events.ts'
import { DAY, HOUR } from '../../../domain/time.ts'
import { paid, received } from '../../../test/example-claims.ts'
import { recorded } from '../../../test/recorded-scene.ts'
import type { CallEntry, Told } from '../load/call-journal.ts'
import { judgeDeadlines } from './deadlines.ts'
import type { RunningClaim } from './histories.ts'
import { judgeBook, judgePayments } from './money.ts'
import { judgeIntake, judgeRecord } from './record.ts'
import type { KeptRefusal } from './refusals.ts'
import { judgeRefusals } from './refusals.ts'
import type { Violation } from './violation.ts'
import type { Intent, LogRow, RecordedClaim, Transfer } from './witnesses.ts'

/** What five witnesses say of one paid claim, and one of a claim whose acceptance was forgotten. */
interface Case {
  readonly paid: RecordedClaim
  readonly forgotten: RecordedClaim
  readonly running: RunningClaim
  /** Instead of what Temporal says of the paid claim: why it does not answer. */
  readonly unheard?: string
  readonly journal: readonly CallEntry[]
  readonly book: readonly Transfer[]
  readonly intents: readonly Intent[]
  readonly refusals: readonly KeptRefusal[]
}

test('witnesses that agree are no violation', () => {
  expect(verdictOn(agreement())).toEqual([])
})

describe('a contradiction that was planted is found, and named by the promise it breaks:', () => {
  test.each<readonly [Violation['invariant'], string, (said: Case) => Case]>([
    ['I1', 'an acknowledged claim that is not there', (said) => told(said, { claimId: 'clm_lost', door: 'filing' })],
    ['I1', 'a claim begun twice', (said) => ({ ...said, running: { ...said.running, begun: 2 } })],
    ['I1', 'a claim whose start is pending', (said) => ({ ...said, paid: { ...said.paid, isStarted: false } })],
    ['I2', 'a transfer nobody intended', (said) => ({ ...said, intents: [] })],
    ['I2', 'a transfer that was sent twice', (said) => booked(said, { duplicates: 1 })],
    ['I2', 'another amount than was meant', (said) => booked(said, { amountFen: '1' })],
    ['I2', 'a payment the bank has never seen', (said) => ({ ...said, book: [] })],
    ['I3', 'a payment whose approval is missing', (said) => without(said, 'ProposalApproved')],
    ['I3', 'a payment whose maker checked it', (said) => checkedByMaker(said)],
    ['I4', 'more money than was assessed', (said) => ({ ...said, book: [...said.book, ...moreOf(said.book)] })],
    ['I5', 'a deadline that never rang', (said) => ({ ...said, forgotten: silenced(said.forgotten, 'C01') })],
    ['I5', 'a deadline that rang twice', (said) => ({ ...said, forgotten: rungTwice(said.forgotten) })],
    ['I5', 'a deadline that rang before it was due', (said) => ({ ...said, forgotten: rungEarly(said.forgotten) })],
    ['I6', 'a refusal nobody kept', (said) => refusedUnkept(said)],
    ['I7', 'a list that is behind the log', (said) => shown(said, { version: said.paid.row.version - 1 })],
    ['I7', 'a list with another owner', (said) => shown(said, { ownerId: 'per_another' })],
    ['I7', 'a list with another queue', (said) => shown(said, { queue: 'surveyor' })],
    ['I7', 'a list that waits for another deadline', (said) => waitingUntil(said, asOf)],
    ['I7', 'a list that waits for nothing while the claim does', (said) => waitingUntil(said, null)],
    ['I7', 'a running claim that is behind the log', (said) => ({ ...said, running: behind(said.running) })],
    ['I8', 'an answer the log does not hold', (said) => told(said, { version: 999 })],
    ['I8', 'a command nobody asked', (said) => ({ ...said, journal: said.journal.slice(0, 3) })],
    ['I8', 'a command that was refused and is recorded all the same', (said) => refusedAfterAll(said)],
    ['I8', 'an answer of Temporal the log does not hold', (said) => done(said, 'another command')],
    ['I8', 'a command that one run has answered twice', (said) => done(said, lastAnswered(said))],
    ['I9', 'a workflow task that fails again and again', (said) => failing(said)],
    ['I9', 'a claim Temporal does not answer for', (said) => ({ ...said, unheard: 'its task has failed' })],
    ['I9', 'an undecided claim in nobody’s hand and in no queue', (said) => orphaned(said)],
    ['I9', 'an undecided claim that waits for nothing', (said) => withoutDeadline(said)],
  ])('%s: %s', (invariant, _what, plant) => {
    const found = verdictOn(plant(agreement()))
    expect(found.map((violation) => violation.invariant)).toContain(invariant)
  })
})

test('a command that was repeated after the claim went on in a new run, and answered from the log, contradicts nothing', () => {
  const said = agreement()
  const running = { ...said.running, runs: 2, done: [...said.running.done, [lastAnswered(said)]] }
  expect(verdictOn({ ...said, running })).toEqual([])
})

const asOf = 1_900_000_000_000

function agreement(): Case {
  const scene = paid()
  const recordedClaim = recorded(scene)
  const [payment] = recordedClaim.claim.payments
  if (payment === undefined) throw new Error('nothing was paid')
  const { reference, amountFen: fen, n } = payment
  const amountFen = String(fen)
  const commands = recordedClaim.log.flatMap(({ commandId }) => commandId ?? [])
  return {
    paid: recordedClaim,
    forgotten: recorded(received().passes(received().now + 3 * DAY)),
    running: { begun: 1, runs: 1, done: [commands.slice(1)], claim: recordedClaim.claim, taskAttempts: 0 },
    journal: journalOf(recordedClaim),
    book: [{ reference, amountFen, state: 'settled', duplicates: 0, acceptedAt: '2026-03-02T09:00:00Z' }],
    intents: [{ reference, amountFen, claimId: recordedClaim.claimId, n, state: 'settled' }],
    refusals: [],
  }
}

function verdictOn(said: Case): readonly Violation[] {
  const { paid: recordedClaim, forgotten, running, journal, book, intents, refusals } = said
  return [
    ...judgeIntake(journal, [recordedClaim]),
    ...judgeBook(book, intents),
    ...judgeRefusals(journal, refusals),
    ...judgePayments(recordedClaim, book),
    ...judgeRecord(recordedClaim, said.unheard === undefined ? running : { unheard: said.unheard }, journal),
    ...judgeRecord(forgotten, { ...running, done: [], claim: forgotten.claim }, journalOf(forgotten)),
    // Long before the claim's later deadlines: only those it passed are expected.
    ...judgeDeadlines(forgotten, forgotten.claim.lastAt + HOUR).violations,
  ]
}

function journalOf({ claimId, log }: RecordedClaim): CallEntry[] {
  return log.flatMap(
    ({ commandId, answerVersion, answerDecisionVersion, answerStatus, recordedAt }, at): CallEntry[] => {
      if (commandId === null) return []
      const door = at === 0 ? 'filing' : 'some door'
      const named = { key: commandId, door, at: recordedAt }
      const answer = { claimId, version: answerVersion ?? 0, decisionVersion: answerDecisionVersion ?? 0 }
      return [
        { type: 'asked', ...named, ...(at > 0 && { claimId }) },
        { type: 'told', ...named, ...answer, status: answerStatus ?? '', tries: 1 },
      ]
    },
  )
}

function told(said: Case, change: Partial<Told>): Case {
  const { claimId } = said.paid
  const answer = { claimId, version: 1, decisionVersion: 1, status: 'received', tries: 1, ...change }
  const entry: Told = { type: 'told', at: asOf, key: 'one more', door: 'some door', ...answer }
  return { ...said, journal: [...said.journal, entry] }
}

const booked = (said: Case, change: Partial<Transfer>): Case => ({
  ...said,
  book: said.book.map((transfer) => ({ ...transfer, ...change })),
})

const moreOf = (book: readonly Transfer[]): Transfer[] =>
  book.map((transfer) => ({ ...transfer, reference: 'another' }))

const shown = (said: Case, change: Partial<RecordedClaim['row']>): Case => ({
  ...said,
  paid: { ...said.paid, row: { ...said.paid.row, ...change } },
})

const withLog = (said: Case, log: readonly LogRow[]): Case => ({ ...said, paid: { ...said.paid, log } })

const without = (said: Case, type: ClaimEvent['type']): Case =>
  withLog(
    said,
    said.paid.log.filter(({ event }) => event.type !== type),
  )

function checkedByMaker(said: Case): Case {
  const maker = said.paid.log.find(({ event }) => event.type === 'PaymentSubmitted')?.event.by
  return withLog(
    said,
    said.paid.log.map((row) =>
      row.event.type === 'PaymentApproved' && maker ? { ...row, event: { ...row.event, by: maker } } : row,
    ),
  )
}

const isRing =
  (id: string) =>
  (row: LogRow): boolean =>
    row.event.type === 'ClockEscalated' && row.event.clock === id

const silenced = (claim: RecordedClaim, id: string): RecordedClaim => ({
  ...claim,
  log: claim.log.filter((row) => !isRing(id)(row)),
})

const rungTwice = (claim: RecordedClaim): RecordedClaim => ({
  ...claim,
  log: [...claim.log, ...claim.log.filter(isRing('C01')).slice(0, 1)],
})

const rungEarly = (claim: RecordedClaim): RecordedClaim => ({
  ...claim,
  log: claim.log.map((row) => (isRing('C02')(row) ? { ...row, recordedAt: row.event.at - 1 } : row)),
})

const behind = (running: RunningClaim): RunningClaim => ({
  ...running,
  claim: running.claim && { ...running.claim, version: running.claim.version - 1 },
})

const done = (said: Case, id: string): Case => ({
  ...said,
  running: { ...said.running, done: [[...said.running.done.flat(), id]] },
})

const lastAnswered = ({ running }: Case): string => running.done.flat().at(-1) ?? ''

/** The last command was answered no; nothing else is changed. */
function refusedAfterAll(said: Case): Case {
  const last = said.journal.findLast((entry) => entry.type === 'told')
  const journal = said.journal.map((entry): CallEntry => {
    if (entry !== last || last === undefined) return entry
    const { at, key, door, claimId } = last
    return { type: 'refused', at, key, door, claimId, httpStatus: 409, code: 'WRONG_STATUS' }
  })
  return { ...said, journal }
}

const orphaned = (said: Case): Case => ({
  ...said,
  forgotten: { ...said.forgotten, row: { ...said.forgotten.row, ownerId: null, queue: null } },
})

const waitingUntil = (said: Case, nextDeadlineAt: number | null): Case => ({
  ...said,
  forgotten: { ...said.forgotten, row: { ...said.forgotten.row, nextDeadlineAt } },
})

/** A decision on the claim was refused, and only the caller says so. */
function refusedUnkept(said: Case): Case {
  const { claimId } = said.paid
  const named = { at: asOf, key: 'one more', door: 'approvals', claimId }
  const refused: CallEntry = { type: 'refused', ...named, httpStatus: 409, code: 'SEPARATION_OF_DUTIES' }
  return { ...said, journal: [...said.journal, { type: 'asked', ...named }, refused] }
}

const withoutDeadline = (said: Case): Case => ({
  ...said,
  forgotten: { ...said.forgotten, row: { ...said.forgotten.row, nextDeadlineAt: null } },
})

const failing = (said: Case): Case => ({ ...said, running: { ...said.running, taskAttempts: 20 } })

test('a refusal that was kept is no violation, nor one that no rule keeps', () => {
  const said = refusedUnkept(agreement())
  const { claimId } = said.paid
  expect(verdictOn({ ...said, refusals: [{ claimId, code: 'SEPARATION_OF_DUTIES' }] })).toEqual([])
  const elsewhere = said.journal.map((entry): CallEntry =>
    entry.type === 'refused' ? { ...entry, door: 'acceptance' } : entry,
  )
  expect(verdictOn({ ...said, journal: elsewhere })).toEqual([])
})

test('of a claim Temporal does not answer for, its log is still held against the others, and nobody says that it has no workflow', () => {
  const found = verdictOn({ ...agreement(), unheard: 'its task has failed' })
  expect(found.map(({ seen }) => seen)).toEqual(['Temporal does not answer for it: its task has failed'])
  const behindTheLog = verdictOn({ ...shown(agreement(), { paidFen: '1' }), unheard: 'its task has failed' })
  expect(behindTheLog.map(({ invariant }) => invariant).toSorted()).toEqual(['I7', 'I9'])
})
