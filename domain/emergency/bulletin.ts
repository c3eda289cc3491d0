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
  /** Claims with a clock that was missed. */
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
type Public = Pick<Sums, 'reported' | 'paid' | 'paidFen' | 'prepaid' | 'prepaidFen'>

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

/** Of so few claims a sum would tell what one person was paid. */
const fewestShown = 5

/** The same figures for four kinds of readers. What few people stand behind is left out where everybody reads it. */
export function editionsOf({ asOf, cells, contacts }: Figures, stepsLate: readonly string[]): Editions {
  const total = sumOf(cells)
  const byLine = groups(cells, ({ line }) => line).map(([line, sums]) => ({ line, ...sums }))
  const byRegion = groups(cells, ({ region }) => region).map(([region, sums]) => ({ region, ...sums }))
  const breakdown = { asOf, total, byLine, byRegion }
  return {
    customers: { asOf, total: publicSums(total), contacted: contacts.contacted },
    media: {
      asOf,
      total: publicSums(total),
      byLine: byLine
        .filter(({ reported }) => reported >= fewestShown)
        .map(({ line, ...sums }) => ({ line, ...publicSums(sums) })),
      contacted: contacts.contacted,
    },
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

/** Sums of a few claims say what one person got: they are counted, and their money is not told. */
function publicSums({ reported, paid, paidFen, prepaid, prepaidFen }: Sums): Public {
  return {
    reported,
    paid,
    paidFen: paid < fewestShown ? 0 : paidFen,
    prepaid,
    prepaidFen: prepaid < fewestShown ? 0 : prepaidFen,
  }
}

function groups<Key extends string>(
  cells: readonly FiguresCell[],
  keyOf: (cell: FiguresCell) => Key,
): readonly (readonly [Key, Sums])[] {
  const keys = [...new Set(cells.map(keyOf))].toSorted()
  return keys.map((key) => [key, sumOf(cells.filter((cell) => keyOf(cell) === key))] as const)
}
