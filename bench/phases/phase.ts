import type { Plan } from '../plan.ts'
import type { Stage } from '../stage.ts'

/** One part of a run. */
export interface Phase {
  readonly name: string
  /** What it takes at most, so that it can be left out when there is no time for it. */
  readonly seconds: (plan: Plan) => number
  /** Left out unless `--only` names it. */
  readonly onlyByName?: true
  /** The name under which `--only` has all parts of one run, one after the other. */
  readonly partOf?: 'emergency'
  readonly run: (stage: Stage) => Promise<void>
}
