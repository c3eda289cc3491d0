import * as wire from '../wire/commands/amounts.ts'
import { commandDoor } from './command-door.ts'

const tag = 'middle'

export const reserve = commandDoor({
  path: '/reserve',
  tag,
  summary: 'Set another reserve (未决赔款准备金) for the whole claim',
  description:
    'The first is set by rule at acceptance. Over your limit it is refused with who may. What nobody ' +
    'decides alone head office brings before the committee, which votes at `/approvals`.',
  body: wire.reserve,
  commandOf: ({ reserveFen, reason }, { aside }) => ({
    type: 'SetReserve',
    reserveFen,
    reasonTextId: aside.text('/reason', reason),
  }),
})

export const invoices = commandDoor({
  path: '/invoices',
  tag,
  summary: 'Register an electronic invoice (电子发票) the claim rests on',
  description:
    'Number, code and check code are sealed; the claim knows an invoice id, which the claim lists with what the tax ' +
    'authority says of it. An invoice counts once across all claims; one that is refuted may be registered anew.',
  body: wire.invoice,
  commandOf: ({ amountFen, code, ...face }, { aside }) => ({
    type: 'RegisterInvoice',
    invoiceId: aside.invoice({ ...face, ...(code !== undefined && { code }) }),
    amountFen,
  }),
})
