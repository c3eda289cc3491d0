import * as doors from '../commands/advance-doors.ts'
import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import type { ApiServer } from '../dependencies.ts'

/** Money before the amount is fixed, and money that should come back (预付、追偿). */
export function advanceRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, Object.values(doors))
}
