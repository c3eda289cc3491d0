import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import { feedback } from '../commands/feedback-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** The call after payment (回访). */
export function feedbackRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [feedback])
}
