import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import * as doors from '../commands/hold-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** What is held, cleared, proven and rescinded (欺诈调查). */
export function holdRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [
    doors.hold,
    doors.holdRelease,
    doors.fraudProof,
    doors.countersignature,
    doors.nonDisclosure,
    doors.rescission,
  ])
}
