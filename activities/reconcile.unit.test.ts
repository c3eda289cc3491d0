import { expect, test } from 'vitest'
import type { BookedPayment, ComparedDay } from '../db/reconciliation.ts'
import type { BankGateway, TransferState } from './gateways/bank-gateway.ts'
import { GatewayJunk, GatewayUnavailable } from './gateways/http-call.ts'
import type { StatementLine } from './gateways/statement-gateway.ts'
import type { ReconciliationDesk } from './reconcile.ts'
import { reconcileThrough } from './reconcile.ts'

const named = { partner: 'bank', intent: 'read a statement' }

const payment = (reference: string, more: Partial<BookedPayment> = {}): BookedPayment => ({
  reference,
  claimId: 'clm_1',
  payeeId: 'pty_1',
  amountFen: 10_000,
  state: 'settled',
  shownOn: {},
  due: ['debit'],
  ...more,
})
const line = (reference: string): StatementLine => ({
  reference,
  amountFen: 10_000,
  bookedAt: 0,
  kind: 'debit',
  holderName: '张三',
})

/** A book and a bank of a few days; `kept` are the days that were compared. */
function open(statements: Readonly<Record<string, readonly StatementLine[] | Error>>, ours: readonly BookedPayment[]) {
  const kept: ComparedDay[] = []
  const unusable: string[] = []
  const asked: object[] = []
  const desk: ReconciliationDesk = {
    statements: {
      async readStatement(date) {
        const statement = statements[date] ?? []
        if (statement instanceof Error) throw statement
        return statement
      },
    },
    bank: { findTransfer: () => Promise.reject(new Error('nobody asks the bank')) },
    indexOf: (holderName) => `index of ${holderName}`,
    comparedDays: async () => {
      const [first, last] = [kept.at(0), kept.at(-1)]
      return first === undefined || last === undefined ? null : { first: first.date, last: last.date }
    },
    ourTransfers: async (references, due) => (asked.push({ references, ...due }), ours),
    holdersOf: async (payments) => new Map(payments.map(({ reference }) => [reference, 'index of 张三'])),
    keep: async (day) => void kept.push(day),
    tellUnusable: async (date) => void unusable.push(date),
  }
  return { desk, kept, unusable, asked }
}

test('the first run compares its own day, the next ones every day up to theirs', async () => {
  const { desk, kept, asked } = open({ '2026-03-02': [line('A')] }, [payment('A')])
  expect(await reconcileThrough('2026-03-02', desk)).toEqual({ days: 1, lines: 1, differences: 0 })
  expect((await reconcileThrough('2026-03-05', desk)).days).toBe(3)
  expect(kept.map(({ date }) => date)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'])
  expect(asked.at(0)).toEqual({ references: ['A'], first: '2026-03-02', since: '2026-03-02', date: '2026-03-02' })
  expect((await reconcileThrough('2026-03-05', desk)).days).toBe(0)
})

test('only what was booked in the last days is looked for: what is older is a work item by now', async () => {
  const { desk, asked } = open({}, [])
  await reconcileThrough('2026-03-02', desk)
  await reconcileThrough('2026-03-20', desk)
  expect(asked.at(-1)).toMatchObject({ first: '2026-03-02', since: '2026-03-13', date: '2026-03-20' })
})

test('names are compared by their blind index, and none is kept', async () => {
  const { desk, kept } = open({ '2026-03-02': [line('A'), { ...line('B'), holderName: '李四' }] }, [
    payment('A'),
    payment('B'),
  ])
  expect(await reconcileThrough('2026-03-02', desk)).toMatchObject({ differences: 1 })
  expect(kept.at(0)?.differences).toMatchObject([{ kind: 'other-name', reference: 'B' }])
  expect(JSON.stringify(kept)).not.toMatch(/张三|李四/)
})

test('a statement that is cut off is told once and not compared in part, and the days behind it wait', async () => {
  const cut = new GatewayJunk(named, 'it is cut off')
  const { desk, kept, unusable } = open({ '2026-03-02': [], '2026-03-03': cut, '2026-03-04': [line('A')] }, [])
  await reconcileThrough('2026-03-02', desk)
  await expect(reconcileThrough('2026-03-04', desk)).rejects.toBe(cut)
  expect(kept.map(({ date }) => date)).toEqual(['2026-03-02'])
  expect(unusable).toEqual(['2026-03-03'])
})

test('a bank that is away is no statement that is unusable', async () => {
  const away = new GatewayUnavailable(named, 'it answered 503')
  const { desk, kept, unusable } = open({ '2026-03-02': away }, [])
  await expect(reconcileThrough('2026-03-02', desk)).rejects.toBe(away)
  expect([kept, unusable]).toEqual([[], []])
})

const transferOf = (reference: string, more: Partial<TransferState> = {}): TransferState =>
  ({
    reference,
    bankReference: 'BK1',
    amountFen: 10_000,
    acceptedAt: 1_000,
    changedAt: 2_000,
    state: 'settled',
    ...more,
  }) as TransferState

/** The statement of one day, compared while the bank answers so when it is asked by reference. */
async function comparedWith(
  lines: readonly StatementLine[],
  ours: readonly BookedPayment[],
  answer: (reference: string) => Awaited<ReturnType<BankGateway['findTransfer']>> | Error,
) {
  const { desk, kept } = open({ '2026-03-02': lines }, ours)
  const queried: string[] = []
  const bank = {
    findTransfer: async (reference: string) => {
      queried.push(reference)
      const said = answer(reference)
      if (said instanceof Error) throw said
      return said
    },
  }
  const done = await reconcileThrough('2026-03-02', { ...desk, bank }).catch((error: unknown) => error)
  const [day] = kept
  return { done, queried, differences: day?.differences ?? [], heard: day?.heard ?? [] }
}

const back = (reference: string): StatementLine => ({ ...line(reference), kind: 'return' })

test('money that came back by the statement only is asked for by its reference, and its claim told what the bank says', async () => {
  const returned = transferOf('A', { state: 'returned', reason: 'account-closed' })
  const { queried, differences, heard } = await comparedWith([back('A')], [payment('A', { due: [] })], () => returned)
  expect(queried).toEqual(['A'])
  expect(differences).toMatchObject([{ kind: 'extra', booking: 'return', reference: 'A', bankSays: 'returned' }])
  expect(heard).toEqual([
    {
      claimId: 'clm_1',
      reference: 'A',
      state: 'returned',
      amountFen: 10_000,
      occurredAt: 2_000,
      reason: 'account-closed',
    },
  ])
})

test('a payment the bank has and our book has not sent is told as settled, once for a debit and its return', async () => {
  const never = payment('A', { state: 'not-sent', due: [] })
  const settled = await comparedWith([line('A')], [never], () => transferOf('A'))
  expect(settled.heard).toMatchObject([{ reference: 'A', state: 'settled' }])
  const returned = transferOf('A', { state: 'returned', reason: 'other' })
  const both = await comparedWith([line('A'), back('A')], [never], () => returned)
  expect([both.queried, both.heard.length]).toEqual([['A'], 1])
  expect(both.differences.map(({ bankSays }) => bankSays)).toEqual(['returned', 'returned'])
})

test.each([
  ['has never seen it', { state: 'not-found', final: true, settlesAt: 0 } as const, 'not-found'],
  ['says that it was turned down', transferOf('A', { state: 'rejected', reason: 'other' }), 'rejected'],
  ['says that it was not sent back', transferOf('A'), 'settled'],
  ['speaks of another sum', transferOf('A', { state: 'returned', reason: 'other', amountFen: 1 }), 'amount-differs'],
  ['answers what nobody can use', new GatewayJunk(named, 'it is another transfer'), 'no-answer'],
])('where the bank %s no claim is told, and a person sees what it said', async (_what, answer, bankSays) => {
  const { differences, heard } = await comparedWith([back('A')], [payment('A', { due: [] })], () => answer)
  expect(differences).toMatchObject([{ kind: 'extra', bankSays }])
  expect(heard).toEqual([])
})

test('of a reference that is none of ours, and of every other difference, nobody is asked', async () => {
  const lines = [line('X'), { ...line('A'), amountFen: 1 }]
  const { queried, differences, heard } = await comparedWith(lines, [payment('A')], () => transferOf('X'))
  expect([queried, heard]).toEqual([[], []])
  expect(differences.map(({ kind }) => kind)).toEqual(['extra', 'other-amount'])
  expect(JSON.stringify(differences)).not.toContain('bankSays')
})

test('a bank that is away when it is asked is asked again with the whole day', async () => {
  const away = new GatewayUnavailable(named, 'it answered 503')
  const { done, differences } = await comparedWith([back('A')], [payment('A', { due: [] })], () => away)
  expect([done, differences]).toEqual([away, []])
})
