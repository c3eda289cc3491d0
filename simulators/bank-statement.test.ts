import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Transfer } from './bank-book.ts'
import { fileStatements, linesOf, misstated, statementText } from './bank-statement.ts'
import { startBankSimulator } from './bank.ts'
import { call, closing, secret, temporaryFolder, until } from './trial.ts'

const at = (text: string): number => Date.parse(text)

const settled = (reference: string, settledAt: string, change: Partial<Transfer> = {}): Transfer => ({
  order: {
    reference,
    amountFen: '12345',
    currency: 'CNY',
    account: { number: '6222020000000001', holderName: '张三', bankCode: 'ICBC' },
    purpose: 'claim payment',
  },
  bankReference: 'BK1',
  state: 'settled',
  fate: { visibleAt: 0, settleAt: 0 },
  acceptedAt: at(settledAt),
  changedAt: at(settledAt),
  settledAt: at(settledAt),
  duplicates: 0,
  ...change,
})

const cameBack = (reference: string, settledAt: string, returnedAt: string): Transfer =>
  settled(reference, settledAt, { state: 'returned', reason: 'account-closed', changedAt: at(returnedAt) })

test('a day is that of Shanghai, and a booking stands in its own day only', () => {
  const transfers = [
    settled('LP2', '2026-03-02T15:59:59.999Z'),
    settled('LP1', '2026-03-02T01:00:00Z'),
    settled('LP3', '2026-03-02T16:00:00Z'),
  ]
  expect(linesOf(transfers, '2026-03-02').map(({ reference }) => reference)).toEqual(['LP1', 'LP2'])
  expect(linesOf(transfers, '2026-03-03')).toEqual([
    { reference: 'LP3', amountFen: '12345', bookedAt: '2026-03-02T16:00:00.000Z', kind: 'debit', holderName: '张三' },
  ])
})

test('money that came back is a booking of the day it came back on, beside the debit of its own day', () => {
  const transfers = [cameBack('LP1', '2026-03-02T01:00:00Z', '2026-03-05T02:00:00Z')]
  expect(linesOf(transfers, '2026-03-02').map(({ kind }) => kind)).toEqual(['debit'])
  expect(linesOf(transfers, '2026-03-05').map(({ kind }) => kind)).toEqual(['return'])
})

test('what was rejected or is still under way is no booking', () => {
  const open = settled('LP1', '2026-03-02T01:00:00Z', { state: 'accepted', settledAt: undefined })
  const rejected = settled('LP2', '2026-03-02T01:00:00Z', { state: 'rejected', settledAt: undefined })
  expect(linesOf([open, rejected], '2026-03-02')).toEqual([])
})

test('the last line counts the others and adds their amounts up, whatever their kind', () => {
  const lines = linesOf(
    [settled('LP1', '2026-03-02T01:00:00Z'), cameBack('LP2', '2026-03-02T02:00:00Z', '2026-03-02T03:00:00Z')],
    '2026-03-02',
  )
  const text = statementText(lines)
  expect(text.split('\n').at(-2)).toBe('{"count":3,"sumFen":"37035"}')
  expect(text.endsWith('\n')).toBe(true)
  expect(statementText([])).toBe('{"count":0,"sumFen":"0"}\n')
})

test('on demand it leaves out, alters, doubles and invents, so many lines of each', () => {
  const lines = linesOf(
    Array.from({ length: 6 }, (_, index) => settled(`LP${index}`, `2026-03-02T0${index}:00:00Z`)),
    '2026-03-02',
  )
  const told = misstated(lines, { missing: 1, otherAmount: 1, otherName: 1, twice: 1, extra: 1, next: 0 })
  expect(told.map(({ reference, amountFen, holderName }) => [reference, amountFen, holderName])).toEqual([
    ['LP1', '12346', '张三'],
    ['LP2', '12345', '张三某'],
    ['LP3', '12345', '张三'],
    ['LP3', '12345', '张三'],
    ['LP4', '12345', '张三'],
    ['LP5', '12345', '张三'],
    ['XX00000001', '100', '某人'],
  ])
})

test('every day that is over has its file, once, and today has none', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, '2026-03-01.jsonl'), 'filed before\n')
  const transfers = ['2026-03-01', '2026-03-02', '2026-03-03'].map((date) =>
    settled(`LP${date.slice(8)}`, `${date}T04:00:00Z`),
  )
  await fileStatements(folder, transfers, at('2026-03-03T05:00:00Z'))
  expect((await readdir(folder)).toSorted()).toEqual(['2026-03-01.jsonl', '2026-03-02.jsonl'])
  expect(await readFile(join(folder, '2026-03-01.jsonl'), 'utf8')).toBe('filed before\n')
  expect(await readFile(join(folder, '2026-03-02.jsonl'), 'utf8')).toBe(statementText(linesOf(transfers, '2026-03-02')))
})

async function startBank(dataDir: string) {
  return closing(await startBankSimulator({ port: 0, settleAfterMs: 0, callbackSecret: secret, dataDir }))
}

const order = {
  reference: 'LPclm1p1',
  amountFen: '12345',
  currency: 'CNY',
  account: { number: '6222020000000001', holderName: '张三', bankCode: '102100099996' },
  purpose: 'claim payment',
}

const statementOf = async (url: string, date: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${url}/statements/${date}`)
  return { status: answer.status, text: await answer.text() }
}

/** Today by the bank's calendar, wherever the test runs. */
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

test('what was booked stands in the statement of its day, and a start finds it again', async () => {
  const dataDir = await temporaryFolder()
  const bank = await startBank(dataDir)
  await call('POST', `${bank.url}/transfers`, order)
  const both = async (url: string) =>
    (await Promise.all([statementOf(url, today()), statementOf(url, '2000-01-01')])).map(({ text }) => text)
  const told = await until('the booking', async () => {
    const texts = await both(bank.url)
    return texts[0]?.includes('LPclm1p1') && texts
  })
  expect(told[1]).toBe('{"count":0,"sumFen":"0"}\n')
  expect(told[0]).toContain('"kind":"debit","holderName":"张三"')
  await bank.close()
  const again = await startBank(dataDir)
  expect(await both(again.url)).toEqual(told)
})

test('of a day that has not begun there is no statement, and of what is no day neither', async () => {
  const bank = await startBank(await temporaryFolder())
  expect(await call('GET', `${bank.url}/statements/9999-12-31`)).toMatchObject({
    status: 404,
    body: { code: 'NO_STATEMENT' },
  })
  expect(await call('GET', `${bank.url}/statements/yesterday`)).toMatchObject({
    status: 400,
    body: { code: 'INVALID' },
  })
})

test('a statement is cut in the middle on demand, and whole the next time', async () => {
  const bank = await startBank(await temporaryFolder())
  await call('POST', `${bank.url}/transfers`, order)
  const whole = await until('the booking', async () => {
    const { text } = await statementOf(bank.url, today())
    return text.includes('LPclm1p1') && text
  })
  await call('PUT', `${bank.url}/faults`, { cutStatements: 1 })
  const cut = (await statementOf(bank.url, today())).text
  expect(whole.startsWith(cut)).toBe(true)
  expect(cut.length).toBeLessThan(whole.length)
  expect((await statementOf(bank.url, today())).text).toBe(whole)
})

test('a folder of statements that is there already is no trouble', async () => {
  const dataDir = await temporaryFolder()
  await mkdir(join(dataDir, 'statements'))
  const bank = await startBank(dataDir)
  expect((await statementOf(bank.url, today())).status).toBe(200)
})
