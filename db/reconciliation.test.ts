import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pino } from 'pino'

import type { BankGateway } from '../activities/gateways/bank-gateway.ts'
import { callback } from '../activities/delivery/receipts.ts'
import type { StatementLine } from '../activities/gateways/statement-gateway.ts'
import { createReconciliationActivities } from '../activities/reconciliation-activities.ts'
import { addDays, dateOf, startOfDay } from '../domain/time.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { testVault } from '../test/take-in.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { pendingReceipts } from './inbox.ts'
import { storeParties } from './parties.ts'

let testDatabase: TestDatabase
let owner: Database
let api: Database
let worker: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 5, applicationName: 'reconciliation-test' })
  owner = open(testDatabase.ownerUrl)
  api = open(testDatabase.apiUrl)
  worker = open(testDatabase.workerUrl)
})
afterAll(async () => {
  await Promise.all([owner.close(), api.close(), worker.close()])
  await testDatabase.drop()
})

const yesterday = addDays(dateOf(Date.now()), -1)
const noon = startOfDay(yesterday) + 12 * 3_600_000
const count = 10_000

const referenceOf = (n: number): string => `LPA${String(n).padStart(6, '0')}`
const lineOf = (n: number): StatementLine => ({
  reference: referenceOf(n),
  amountFen: 10_000 + n,
  bookedAt: noon,
  kind: 'debit',
  holderName: `客户${n % 50}`,
})

/** As many settled payments as a busy day has, each to a payee whose name is sealed. */
async function fillBook(): Promise<void> {
  for (let person = 0; person < 50; person += 1) {
    const account = { number: '6222020000000001', holderName: `客户${person}`, bankCode: '102290000000' }
    await storeParties(api, testVault, `clm_${person}`, [
      { partyId: `pty_${person}`, kind: 'payee', details: { name: `客户${person}`, account } },
    ])
  }
  await owner.execute(sql`
    insert into payments (reference, claim_id, n, payee_id, amount_fen, approved_by, state, attempt_at, updated_at)
    select 'LPA' || lpad(n::text, 6, '0'), 'clm_' || n % 50, n + 1, 'pty_' || n % 50, 10000 + n, 'per_checker', 'settled',
      to_timestamp(${noon / 1_000}), to_timestamp(${noon / 1_000})
    from generate_series(0, ${count - 1}) as n`)
}

/** One in a hundred is altered, in one of five ways. */
function alteredStatement(): readonly StatementLine[] {
  return Array.from({ length: count }, (_, n) => n).flatMap((n): StatementLine[] => {
    const line = lineOf(n)
    if (n % 100 !== 0) return [line]
    switch ((n / 100) % 5) {
      case 0:
        return []
      case 1:
        return [{ ...line, amountFen: line.amountFen + 1 }]
      case 2:
        return [{ ...line, holderName: '另一个人' }]
      case 3:
        return [line, line]
      default:
        return [line, { ...line, reference: `XX${n}` }]
    }
  })
}

const nobody = (): Promise<never> => Promise.reject(new Error('nobody asks the bank'))
const unasked: BankGateway = { findTransfer: nobody, transfer: nobody }

interface Item {
  readonly reference: string
  readonly facts: { readonly difference: string }
}

test('of ten thousand lines the hundred that were altered become work items, each once, within thirty seconds', async () => {
  await fillBook()
  const logged: string[] = []
  const log = pino({}, { write: (line: string) => void logged.push(line) })
  const gateways = { bank: unasked, statements: { readStatement: async () => alteredStatement() } }
  const activities = createReconciliationActivities({ db: worker, vault: testVault, log, gateways })
  const begun = performance.now()
  const done = await activities.reconcileThrough({ date: yesterday })
  expect(performance.now() - begun).toBeLessThan(30_000)
  expect(done).toEqual({ days: 1, lines: count + 20, differences: 100 })
  const { rows } = await worker.execute<Item & Record<string, unknown>>(
    sql`select reference, facts from work_items where kind = 'bank-difference'`,
  )
  const kinds = rows.map(({ facts }) => facts.difference)
  const each = ['missing', 'other-amount', 'other-name', 'twice', 'extra']
  expect(each.map((kind) => kinds.filter((one) => one === kind).length)).toEqual([20, 20, 20, 20, 20])
  expect(JSON.stringify([rows, logged])).not.toMatch(/客户|另一个人/)
  expect(await activities.reconcileThrough({ date: yesterday })).toEqual({ days: 0, lines: 0, differences: 0 })
})

test('a day that was compared is compared no more, and what it has shown is not missing the day after', async () => {
  const log = pino({ level: 'silent' })
  const gateways = { bank: unasked, statements: { readStatement: async () => [] } }
  const activities = createReconciliationActivities({ db: worker, vault: testVault, log, gateways })
  const today = addDays(yesterday, 1)
  // Those that were missing yesterday are missing still, and are the same work items.
  expect(await activities.reconcileThrough({ date: today })).toEqual({ days: 1, lines: 0, differences: 20 })
  const { rows } = await worker.execute(sql`select from work_items where kind = 'bank-difference'`)
  expect(rows).toHaveLength(100)
})

test('what the bank says by query of a return nobody reported waits for its claim like a callback, once', async () => {
  const log = pino({ level: 'silent' })
  const came = { ...lineOf(7), kind: 'return' } as const
  const said = { reference: came.reference, bankReference: 'BK7', amountFen: came.amountFen, acceptedAt: noon }
  const asked: string[] = []
  const bank: BankGateway = {
    transfer: nobody,
    async findTransfer(reference) {
      asked.push(reference)
      return { ...said, state: 'returned', reason: 'account-closed', changedAt: noon + 1 }
    },
  }
  const gateways = { bank, statements: { readStatement: async () => [came] } }
  const activities = createReconciliationActivities({ db: worker, vault: testVault, log, gateways })
  await activities.reconcileThrough({ date: addDays(yesterday, 2) })
  await activities.reconcileThrough({ date: addDays(yesterday, 3) })
  expect(asked).toEqual([came.reference, came.reference])
  const { rows } = await worker.execute<{ facts: object }>(
    sql`select facts from work_items where reference like ${`${came.reference}/return/extra/%`}`,
  )
  expect(rows).toHaveLength(2)
  expect(rows[0]?.facts).toMatchObject({ difference: 'extra', booking: 'return', bankSays: 'returned' })
  const waiting = await pendingReceipts(worker, 10)
  expect(waiting).toMatchObject([{ source: 'bank', eventId: `query/${came.reference}/returned`, occurredAt: noon + 1 }])
  const { reference, amountFen } = { ...came, amountFen: String(came.amountFen) }
  const word = { type: 'transfer.returned', reference, amountFen, reason: 'account-closed' }
  expect(callback.parse(waiting[0]?.receipt)).toEqual(word)
})
