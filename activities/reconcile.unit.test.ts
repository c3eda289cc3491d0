import { expect, test } from 'vitest'
import type { BookedPayment, ComparedDay } from '../db/reconciliation.ts'
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
