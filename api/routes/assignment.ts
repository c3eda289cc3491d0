import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import { assignment, interest } from '../commands/assignment-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** Who works a claim (任务分派). */
export function assignmentRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [assignment, interest])
}
