import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import * as doors from '../commands/dispute-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** A decision is disputed, up to its settlement, its final ruling or a judgment (争议处理). */
export function disputeRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [
    doors.dispute,
    doors.investigation,
    doors.appraisal,
    doors.evaluation,
    doors.resolution,
    doors.mediation,
    doors.adjudication,
    doors.litigation,
  ])
}
