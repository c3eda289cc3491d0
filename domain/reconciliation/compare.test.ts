import { expect, test } from 'vitest'
import { diceOf } from '../../local/dice.ts'
import type { BookedLine, OurTransfer } from './compare.ts'
import { compareStatement, shownBookings } from './compare.ts'

const day = '2026-03-02'

const ours = (reference: string, more: Partial<OurTransfer> = {}): OurTransfer => ({
  reference,
  claimId: `clm_${reference}`,
  amountFen: 10_000,
  holder: `name of ${reference}`,
  state: 'settled',
  shownOn: {},
  due: more.state === 'returned' ? ['debit', 'return'] : ['debit'],
  ...more,
})
const line = (reference: string, more: Partial<BookedLine> = {}): BookedLine => ({
  reference,
  kind: 'debit',
  amountFen: 10_000,
  holder: `name of ${reference}`,
  ...more,
})
const found = (lines: readonly BookedLine[], transfers: readonly OurTransfer[]): readonly string[] =>
  compareStatement(day, lines, transfers).map(({ kind, booking, reference }) => `${kind} ${booking} ${reference}`)

test('two books that say the same show no difference', () => {
  expect(found([line('A'), line('B')], [ours('A'), ours('B')])).toEqual([])
  expect(found([], [])).toEqual([])
})

test('what one book has and the other has not is missing or extra', () => {
  expect(found([line('B')], [ours('A')])).toEqual(['extra debit B', 'missing debit A'])
  const [extra, missing] = compareStatement(day, [line('B')], [ours('A')])
  expect(extra).toEqual({
    kind: 'extra',
    booking: 'debit',
    reference: 'B',
    claimId: null,
    oursFen: null,
    theirsFen: 10_000,
  })
  expect(missing).toMatchObject({ claimId: 'clm_A', oursFen: 10_000, theirsFen: null })
})

test('another amount and another name are told with what either book says', () => {
  const differences = compareStatement(day, [line('A', { amountFen: 10_001, holder: 'somebody' })], [ours('A')])
  expect(differences).toMatchObject([
    { kind: 'other-amount', oursFen: 10_000, theirsFen: 10_001 },
    { kind: 'other-name', oursFen: 10_000, theirsFen: 10_001 },
  ])
})

test('a booking that stands twice, today or today and on another day, is told once', () => {
  expect(found([line('A'), line('A')], [ours('A')])).toEqual(['twice debit A'])
  expect(found([line('A')], [ours('A', { shownOn: { debit: '2026-03-01' } })])).toEqual(['twice debit A'])
})

test('comparing the same day again shows the same: its own bookings are no second ones', () => {
  expect(found([line('A')], [ours('A', { shownOn: { debit: day } })])).toEqual([])
})

test('what is with the bank and open with us is no difference, booked or not', () => {
  expect(found([line('A')], [ours('A', { state: 'open', due: [] })])).toEqual([])
  expect(found([], [ours('A', { state: 'open', due: [] })])).toEqual([])
})

test('money that left without our order, or came back without our knowledge, is extra', () => {
  expect(found([line('A')], [ours('A', { state: 'not-sent', due: [] })])).toEqual(['extra debit A'])
  expect(found([line('A', { kind: 'return' })], [ours('A', { shownOn: { debit: '2026-03-01' } })])).toEqual([
    'extra return A',
  ])
})

test('a transfer that came back is looked for twice: as it left and as it came back', () => {
  const returned = ours('A', { state: 'returned' })
  expect(found([], [returned])).toEqual(['missing debit A', 'missing return A'])
  expect(found([line('A'), line('A', { kind: 'return' })], [returned])).toEqual([])
  expect(found([line('A', { kind: 'return' })], [{ ...returned, shownOn: { debit: '2026-03-01' } }])).toEqual([])
})

test('what a statement before has shown, or is not due yet, is not missing', () => {
  expect(found([], [ours('A', { shownOn: { debit: '2026-03-01' } }), ours('B', { due: [] })])).toEqual([])
})

test('a statement shows each booking of ours once, and nobody else’s', () => {
  const lines = [line('A'), line('A'), line('A', { kind: 'return' }), line('X')]
  expect(shownBookings(lines, [ours('A')])).toEqual([
    { reference: 'A', kind: 'debit' },
    { reference: 'A', kind: 'return' },
  ])
})

test('of ten thousand lines the hundred that were altered are found, each as what it is, and no other', () => {
  const seed = 20_260_302
  const dice = diceOf(seed)
  const transfers = Array.from({ length: 10_000 }, (_, n) => ours(`LP${n}`, { amountFen: 1 + dice.below(9_999_999) }))
  const whole = transfers.map(({ reference, amountFen }) => line(reference, { amountFen }))
  const altered = new Map<number, (typeof edits)[number]>()
  while (altered.size < 100) altered.set(dice.below(10_000), dice.pick(edits))
  const lines = whole.flatMap((booked, n) => {
    const edit = altered.get(n)
    return edit === undefined ? [booked] : edit.apply(booked)
  })
  const expected = [...altered].map(([n, { kind }]) => `${kind} LP${n}`)
  const told = compareStatement(day, lines, transfers).map(
    ({ kind, reference }) => `${kind} ${reference.replace('X', '')}`,
  )
  expect(told.toSorted(), `seed ${seed}`).toEqual(
    expected.flatMap((one) => (one.startsWith('extra') ? [one, one.replace('extra', 'missing')] : [one])).toSorted(),
  )
})

/** What may go wrong with one line; one of a reference that is not ours stands in the place of one that is. */
const edits = [
  { kind: 'missing', apply: (): BookedLine[] => [] },
  { kind: 'extra', apply: (booked: BookedLine) => [{ ...booked, reference: `X${booked.reference}` }] },
  { kind: 'other-amount', apply: (booked: BookedLine) => [{ ...booked, amountFen: booked.amountFen + 1 }] },
  { kind: 'other-name', apply: (booked: BookedLine) => [{ ...booked, holder: 'somebody else' }] },
  { kind: 'twice', apply: (booked: BookedLine) => [booked, booked] },
] as const
