import { openDoors } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import * as payeeDoors from '../commands/payee-doors.ts'
import * as doors from '../commands/settlement-doors.ts'
import type { ApiServer } from '../dependencies.ts'

/** Agreement, payees, and payments between maker and checker (赔付). */
export function settlementRoutes(app: ApiServer, deps: AskDependencies): void {
  openDoors(app, deps, [
    doors.settlement,
    doors.payees,
    doors.payments,
    doors.paymentCheck,
    doors.newAccount,
    doors.contactTry,
    doors.compensation,
  ])
  openDoors(app, deps, Object.values(payeeDoors))
}
