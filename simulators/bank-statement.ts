import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Transfer } from './bank-book.ts'

/** One booking of a day (对账单): money that left, or money that came back (退汇). */
type StatementLine = {
  reference: string
  amountFen: string
  /** RFC 3339, the bank's clock. */
  bookedAt: string
  kind: 'debit' | 'return'
  holderName: string
}

/** How a statement may lie on demand: so many lines of each kind, one after the other. */
const lines = z.int().min(0).max(1_000_000).default(0)
export const misstatement = z.strictObject({
  missing: lines,
  otherAmount: lines,
  otherName: lines,
  twice: lines,
  extra: lines,
  next: z.int().min(0).max(1_000_000).default(1),
})

/** The bank's day is that of Shanghai. */
export const bankDate = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

export const startOfNextDay = (at: number): number => Date.parse(`${bankDate(at)}T00:00:00+08:00`) + 24 * 3_600_000

/** What was booked on a date, in the order of booking. */
export function linesOf(transfers: readonly Transfer[], date: string): StatementLine[] {
  return transfers
    .flatMap(bookings)
    .filter(({ at }) => bankDate(at) === date)
    .toSorted((a, b) => a.at - b.at)
    .map(({ line }) => line)
}

/** The statement as text: one JSON line per booking, and a last one that proves that nothing is missing. */
export function statementText(booked: readonly StatementLine[]): string {
  const sumFen = booked.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)
  const trailer = { count: booked.length, sumFen: String(sumFen) }
  return [...booked, trailer].map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** Leaves out, alters, doubles and invents, from the first line on. */
export function misstated(booked: readonly StatementLine[], lie: z.infer<typeof misstatement>): StatementLine[] {
  const { missing, otherAmount, otherName, twice, extra } = lie
  const told = booked.flatMap((line, index): StatementLine[] => {
    if (index < missing) return []
    if (index < missing + otherAmount) return [{ ...line, amountFen: String(BigInt(line.amountFen) + 1n) }]
    if (index < missing + otherAmount + otherName) return [{ ...line, holderName: `${line.holderName}某` }]
    return index < missing + otherAmount + otherName + twice ? [line, line] : [line]
  })
  const bookedAt = booked[0]?.bookedAt ?? new Date(0).toISOString()
  const invented = Array.from({ length: extra }, (_, index): StatementLine => {
    const reference = `XX${String(index + 1).padStart(8, '0')}`
    return { reference, amountFen: '100', bookedAt, kind: 'debit', holderName: '某人' }
  })
  return [...told, ...invented]
}

/** Writes the statement of every day that is over and has none: whole under its name, or not at all. */
export async function fileStatements(folder: string, transfers: readonly Transfer[], now: number): Promise<void> {
  const today = bankDate(now)
  const dates = new Set(transfers.flatMap(bookings).map(({ at }) => bankDate(at)))
  const filed = new Set(await readdir(folder))
  for (const date of dates) {
    const name = `${date}.jsonl`
    if (date >= today || filed.has(name)) continue
    const unfinished = join(folder, `${name}.part`)
    await writeFile(unfinished, statementText(linesOf(transfers, date)), { flush: true })
    await rename(unfinished, join(folder, name))
  }
}

function bookings({ order, settledAt, state, changedAt }: Transfer): { at: number; line: StatementLine }[] {
  if (settledAt === undefined) return []
  const { reference, amountFen, account } = order
  const line = (kind: StatementLine['kind'], at: number) => {
    const bookedAt = new Date(at).toISOString()
    return { at, line: { reference, amountFen, bookedAt, kind, holderName: account.holderName } }
  }
  return [line('debit', settledAt), ...(state === 'returned' ? [line('return', changedAt)] : [])]
}
