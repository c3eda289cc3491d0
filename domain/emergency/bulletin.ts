import type { ClaimLine } from '../claim/codes.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import { HOUR } from '../time.ts'
import type { EventLevel } from './grades.ts'

/** How often a bulletin is due (信息通报频次), in hours. Source: lifecycle design, what each emergency grade changes. */
const bulletinHours: Readonly<Record<EventLevel, number>> = { III: 24, II: 12, I: 4 }

/** By when the next bulletin is due: counted from the last one, or from the declaration. */
export const bulletinDueAt = (level: EventLevel, last: Instant): Instant => last + bulletinHours[level] * HOUR

/** The claims of one line in one province as the bulletin counts them. */
export interface FiguresCell {
  readonly line: ClaimLine
  /** The first two digits of the division code. */
  readonly region: string
  readonly reported: number
  readonly estimatedFen: Fen
  readonly paid: number
  readonly paidFen: Fen
  readonly prepaid: number
  readonly prepaidFen: Fen
  /** Claims that missed a clock of the law or the norm since the event concerned them; targets are counted apart. */
  readonly breached: number
}

export interface ContactFigures {
  readonly tasks: number
  readonly contacted: number
  readonly missed: number
  readonly goOn: number
  readonly later: number
  readonly no: number
}

/** Everything counted for one bulletin, at one instant. */
export interface Figures {
  readonly asOf: Instant
  readonly cells: readonly FiguresCell[]
  readonly contacts: ContactFigures
}

type Sums = Omit<FiguresCell, 'line' | 'region'>
/** What everybody may read. A sum is null where it would tell what few people were paid. */
interface Public extends Pick<Sums, 'reported' | 'paid' | 'prepaid'> {
  readonly paidFen: Fen | null
  readonly prepaidFen: Fen | null
}

/** The four editions (版本): what each kind of reader is told of the same figures. Frozen as published. */
export interface Editions {
  readonly customers: { readonly asOf: Instant; readonly total: Public; readonly contacted: number }
  readonly media: {
    readonly asOf: Instant
    readonly total: Public
    readonly byLine: readonly ({ readonly line: ClaimLine } & Public)[]
    readonly contacted: number
  }
  readonly regulator: Breakdown & { readonly contacts: ContactFigures }
  readonly staff: Breakdown & { readonly contacts: ContactFigures; readonly stepsLate: readonly string[] }
}

interface Breakdown {
  readonly asOf: Instant
  readonly total: Sums
  readonly byLine: readonly ({ readonly line: ClaimLine } & Sums)[]
  readonly byRegion: readonly ({ readonly region: string } & Sums)[]
}

/** The same figures for four kinds of readers. What few people stand behind is left out where everybody reads it. */
export function editionsOf({ asOf, cells, contacts }: Figures, stepsLate: readonly string[]): Editions {
  const total = sumOf(cells)
  const byLine = groups(cells, ({ line }) => line).map(([line, sums]) => ({ line, ...sums }))
  const byRegion = groups(cells, ({ region }) => region).map(([region, sums]) => ({ region, ...sums }))
  const breakdown = { asOf, total, byLine, byRegion }
  return {
    customers: { asOf, total: publicSums(total), contacted: contacts.contacted },
    media: { asOf, total: publicSums(total), byLine: publicLines(byLine), contacted: contacts.contacted },
    regulator: { ...breakdown, contacts },
    staff: { ...breakdown, contacts, stepsLate },
  }
}

export function sumOf(cells: readonly Sums[]): Sums {
  const sum = (of: (cell: Sums) => number): number => cells.reduce((total, cell) => total + of(cell), 0)
  return {
    reported: sum(({ reported }) => reported),
    estimatedFen: sum(({ estimatedFen }) => estimatedFen),
    paid: sum(({ paid }) => paid),
    paidFen: sum(({ paidFen }) => paidFen),
    prepaid: sum(({ prepaid }) => prepaid),
    prepaidFen: sum(({ prepaidFen }) => prepaidFen),
    breached: sum(({ breached }) => breached),
  }
}

/** Of fewer claims a sum would tell what one person was paid. */
const fewestShown = 5

const areFew = (claims: number): boolean => claims > 0 && claims < fewestShown

/** Sums of a few claims say what one person got: they are counted, and their money is not told. */
function publicSums({ reported, paid, paidFen, prepaid, prepaidFen }: Sums): Public {
  return {
    reported,
    paid,
    paidFen: areFew(paid) ? null : paidFen,
    prepaid,
    prepaidFen: areFew(prepaid) ? null : prepaidFen,
  }
}

type Line = { readonly line: ClaimLine } & Sums

/** The lines without those of few claims, each sum left out where it tells of few, or where the total less the others would. */
function publicLines(lines: readonly Line[]): readonly ({ readonly line: ClaimLine } & Public)[] {
  const shown = shownBy(lines, ({ reported }) => reported)
  const [paid, prepaid] = [shownBy(lines, (line) => line.paid, shown), shownBy(lines, (line) => line.prepaid, shown)]
  return shown.map((sums) => ({
    line: sums.line,
    ...publicSums(sums),
    ...(paid.includes(sums) ? {} : { paidFen: null }),
    ...(prepaid.includes(sums) ? {} : { prepaidFen: null }),
  }))
}

/**
 * Of the candidates those whose figure may be read beside the total of all: none counts few, and what the total has besides
 * is not few either. Where it would be, the smallest goes with it.
 */
function shownBy(
  all: readonly Line[],
  countOf: (line: Line) => number,
  candidates: readonly Line[] = all,
): readonly Line[] {
  const count = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + countOf(line), 0)
  const many = candidates.filter((line) => !areFew(countOf(line)))
  if (!areFew(count(all) - count(many))) return many
  const telling = many.filter((line) => countOf(line) > 0)
  const smallest = telling.toSorted((a, b) => countOf(a) - countOf(b))[0]
  return many.filter((line) => line !== smallest)
}

function groups<Key extends string>(
  cells: readonly FiguresCell[],
  keyOf: (cell: FiguresCell) => Key,
): readonly (readonly [Key, Sums])[] {
  const keys = [...new Set(cells.map(keyOf))].toSorted()
  return keys.map((key) => [key, sumOf(cells.filter((cell) => keyOf(cell) === key))] as const)
}
