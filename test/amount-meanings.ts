import { expect } from 'vitest'

import type { CommandDoor } from '../api/commands/command-door.ts'
import * as amounts from '../api/commands/amount-doors.ts'
import * as middle from '../api/commands/middle-doors.ts'

/** What bodies about amounts, reserves and invoices mean as commands. */
export const amountMeanings: readonly {
  readonly door: CommandDoor
  readonly body: object
  readonly command: object
}[] = [
  {
    door: middle.assessment,
    body: {
      items: [
        { itemId: 'i-1', claimedFen: '500', notCoveredFen: '0', selfPayFen: '10', depreciationShare: '2.50' },
        { itemId: 'i-2', claimedFen: '500', notCoveredFen: '0', otherCoverFen: '1', realCostFen: '2', limitFen: '3' },
        { itemId: 'i-3', claimedFen: '500', notCoveredFen: '0', invoiceId: 'inv_1' },
      ],
    },
    command: {
      type: 'AssessLoss',
      items: [
        { itemId: 'i-1', claimedFen: 500, notCoveredFen: 0, selfPayFen: 10, depreciationShare: 250 },
        { itemId: 'i-2', claimedFen: 500, notCoveredFen: 0, otherCoverFen: 1, realCostFen: 2, limitFen: 3 },
        { itemId: 'i-3', claimedFen: 500, notCoveredFen: 0, invoiceId: 'inv_1' },
      ],
    },
  },
  {
    door: amounts.reserve,
    body: { reserveFen: '8000000', reason: '二次手术' },
    command: { type: 'SetReserve', reserveFen: 8_000_000, reasonTextId: expect.any(String) },
  },
  {
    door: amounts.invoices,
    body: { code: '31060126', number: '9012345678', checkCode: '345678', issuedOn: '2026-11-20', amountFen: '86000' },
    command: { type: 'RegisterInvoice', invoiceId: expect.stringMatching(/^inv_/), amountFen: 86_000 },
  },
]
