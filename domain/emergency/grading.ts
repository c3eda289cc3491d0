import type { Fen } from '../money.ts'
import type { EventLevel } from './grades.ts'

/** What is expected of an event; what nobody can say yet is absent. */
export interface Estimate {
  /** Insured loss. */
  readonly lossFen?: Fen
  /** To be paid for injuries and deaths. */
  readonly injuryFen?: Fen
  readonly insuredDeaths?: number
  /** Customers concerned, for events without a loss: a system that fails, many complaints. Raises no level by itself. */
  readonly customers?: number
}

export interface GradingRow {
  readonly level: EventLevel
  readonly lossFen: Fen
  readonly injuryFen: Fen
  readonly insuredDeaths: number
}

const million = 100_000_000

/**
 * From which figures on an event is of a level (灾害事故分级标准), the highest first; one figure is enough. Source: 财产保险灾害事故分级处置办法
 * (2022-11-08).
 */
export const gradingTable: readonly GradingRow[] = [
  { level: 'I', lossFen: 1_000 * million, injuryFen: 20 * million, insuredDeaths: 30 },
  { level: 'II', lossFen: 50 * million, injuryFen: 10 * million, insuredDeaths: 10 },
  { level: 'III', lossFen: 10 * million, injuryFen: 5 * million, insuredDeaths: 5 },
]

/** The level the table gives, or null where no figure reaches one: then a commander may still set one, with a reason. */
export function proposedLevel({ lossFen = 0, injuryFen = 0, insuredDeaths = 0 }: Estimate): EventLevel | null {
  const reached = gradingTable.find(
    (row) => lossFen >= row.lossFen || injuryFen >= row.injuryFen || insuredDeaths >= row.insuredDeaths,
  )
  return reached?.level ?? null
}

/** Whether somebody has said a figure a level can rest on. */
export const hasFigure = (estimate: Estimate): boolean =>
  Object.values(estimate).some((figure: number | undefined) => figure !== undefined && figure > 0)
