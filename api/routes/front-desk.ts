import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import * as doors from '../commands/front-desk-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** What arrives from customers, and the check that accepts a claim (前台受理). */
export function frontDeskRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [
    doors.filing,
    doors.acceptance,
    doors.documents,
    doors.documentRequest,
    doors.duplicateCheck,
    doors.withdrawal,
    doors.cancellation,
    doors.relinking,
    doors.reopening,
    doors.revival,
    doors.delivery,
  ])
}
