import type { ContactFigures } from './bulletin.ts'
import type { ResponseTarget } from './response-target.ts'

/** How well an exercise went (演练评估), each in whole per cent. */
export interface DrillScore {
  /** Targets met in time, of those that are due. */
  readonly timeliness: number
  /** People reached whose wish is known, of those whom somebody was to reach: the lists and numbers were right. */
  readonly accuracy: number
  /** People contacted within the target, of all who were found. */
  readonly effect: number
}

/** Scores an exercise. Of nothing everything was done. */
export function drillScore(targets: readonly ResponseTarget[], contacts: ContactFigures): DrillScore {
  const due = targets.filter(({ state }) => state !== 'open')
  const { tasks, goOn, later, no, missed } = contacts
  return {
    timeliness: percent(due.filter(({ state }) => state === 'met').length, due.length),
    accuracy: percent(goOn + later + no, tasks),
    effect: percent(tasks - missed, tasks),
  }
}

const percent = (part: number, of: number): number => (of === 0 ? 100 : Math.floor((part * 100) / of))
