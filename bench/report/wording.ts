import type { ContestantName } from '../contestants/contestant.ts'
import type { Figure, Round, Verdict } from './report-shape.ts'

export const contestantTitles: Readonly<Record<ContestantName, string>> = {
  lipei: 'Lipei',
  bare: 'bare twin',
  naive: 'naive twin',
}

/** Told by shape and word, so that nobody needs the colour. */
export const verdictSigns: Readonly<Record<Verdict, string>> = {
  met: '●',
  missed: '▲',
  failed: '✖',
  information: '○',
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  met: 'met',
  missed: 'missed',
  failed: 'failed',
  information: 'not judged',
}

/** A whole number as it is, anything else with the three digits that count. */
export const readable = (value: number): string => digits.format(value)

const digits = new Intl.NumberFormat('en', {
  maximumSignificantDigits: 3,
  maximumFractionDigits: 0,
  roundingPriority: 'morePrecision',
})

export const valueOf = ({ value, unit }: Pick<Figure, 'value' | 'unit'>): string =>
  value === null ? 'not measured' : `${readable(value)} ${unit}`.trim()

export const aimOf = ({ aim, better }: Pick<Figure, 'aim' | 'better'>): string =>
  aim === undefined ? '' : `${better === 'higher' ? '≥' : '≤'} ${readable(aim)}`

/** Which race a round was part of: "Lipei, minimal". */
export const raceOf = ({ contestant, life }: Pick<Round, 'contestant' | 'life'>): string =>
  `${contestantTitles[contestant]}, ${life}`

export const secondsOf = (ms: number | null): string => (ms === null ? 'unknown' : `${readable(ms / 1_000)} s`)
