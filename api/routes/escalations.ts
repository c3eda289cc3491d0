import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import { acknowledgement } from '../commands/escalation-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** An escalation (升级督办) is answered by a named person of those it was told to. */
export function escalationRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [acknowledgement])
}
