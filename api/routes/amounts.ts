import * as doors from '../commands/amount-doors.ts'
import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import type { ApiServer } from '../dependencies.ts'

/** What is set aside for a claim, and the invoices its amount rests on. */
export function amountRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [doors.reserve, doors.invoices])
}
