import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import * as doors from '../commands/middle-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** Triage, survey, review and assessment (查勘、审核、定损). */
export function middleRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [doors.triage, doors.surveyReport, doors.review, doors.assessment])
}
