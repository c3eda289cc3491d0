import { expect, test } from 'vitest'
import { drawDelay, drawEnd, drawReceipt, drawTrouble, mix } from './bank-lottery.ts'

const ends = { accountClosed: 150, nameMismatch: 100, bankLimit: 100, otherReason: 50, recalled: 50, returned: 150 }
const troubles = { loseAnswers: 100, hangAfterAccept: 50, refuseThenHang: 50 }
const drawn = mix.parse({ seed: 7, ...ends, ...troubles, loseReceipts: 100, doubleReceipts: 200, receiptSpreadMs: 500 })

const references = Array.from({ length: 10_000 }, (_, index) => `LP${String(index).padStart(8, '0')}`)

/** How many of a thousand. */
function sharesOf(outcomes: readonly (string | undefined)[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) counts.set(outcome ?? 'none', (counts.get(outcome ?? 'none') ?? 0) + 1)
  return Object.fromEntries([...counts].map(([outcome, count]) => [outcome, (count * 1_000) / outcomes.length]))
}

test('every end and every trouble comes up about as often as asked for', () => {
  for (const [asked, outcomes] of [
    [ends, references.map((reference) => drawEnd(drawn, reference))],
    [troubles, references.map((reference) => drawTrouble(drawn, reference))],
  ] as const) {
    const shares = sharesOf(outcomes)
    for (const [name, share] of Object.entries(asked)) expect(Math.abs((shares[name] ?? 0) - share)).toBeLessThan(15)
  }
})

test('the seed and the reference alone decide', () => {
  const again = mix.parse({ ...drawn })
  const other = mix.parse({ ...drawn, seed: 8 })
  const told = (of: typeof drawn) => references.map((reference) => [drawEnd(of, reference), drawTrouble(of, reference)])
  expect(told(again)).toEqual(told(drawn))
  expect(told(other)).not.toEqual(told(drawn))
})

test('receipts are held back for different times, so that they pass each other', () => {
  const delays = references.slice(0, 100).map((reference) => drawReceipt(drawn, `${reference} settled`).delayMs)
  expect(new Set(delays).size).toBeGreaterThan(50)
  expect(delays.every((delay) => delay >= 0 && delay < 500)).toBe(true)
  expect(drawDelay(drawn, 0, 'LP1')).toBe(0)
})

test('nothing is asked for and nothing happens by chance', () => {
  const healthy = mix.parse({ seed: 1 })
  expect(references.every((reference) => drawEnd(healthy, reference) === undefined)).toBe(true)
  expect(drawReceipt(healthy, 'LP1 settled')).toEqual({ copies: 1, delayMs: 0 })
})
