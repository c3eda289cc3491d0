import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import * as doors from '../commands/emergency-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** What an event changes on one claim, and its green channel (突发事件、绿色通道). */
export function claimEmergencyRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, Object.values(doors))
}
