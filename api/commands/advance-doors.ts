import type { AdvancePayee } from '../../domain/claim/payee-commands.ts'
import * as wire from '../wire/commands/advance.ts'
import { commandDoor } from './command-door.ts'
import { namedReceiver } from './named-receiver.ts'
import { isSameName } from './same-name.ts'

const tag = 'advance'

export const prepayment = commandDoor({
  path: '/prepayments',
  tag,
  summary: 'Propose an advance, or answer day 55 of the sixty days of the law',
  description:
    'What the documents prove at least is paid before the amount is fixed, and netted off when it is (Insurance Law 25).',
  body: wire.prepayment,
  needsIfMatch: true,
  commandOf(body, { aside }) {
    if (body.action !== 'request') {
      const answer = body.action === 'start-refusal' ? 'refuse' : body.action
      return { type: 'AnswerAdvance', answer, reasonTextId: aside.text('/reason', body.reason) }
    }
    const { why, amountFen, evidence, payee, text } = body
    const payeeId = aside.payee('/payee', payee)
    return {
      type: 'RequestPrepayment',
      why,
      amountFen,
      evidence,
      payee: advancePayee(payee, payeeId),
      ...aside.note('/text', text),
    }
  },
})

function advancePayee(
  { name, account, as, through, minor, receiver, evidence, upToFen, identityDocumentId }: wire.WireAdvancePayee,
  payeeId: string,
): AdvancePayee {
  return {
    payeeId,
    accountHolderIsPayee: isSameName(name, account.holderName),
    ...(as !== undefined && { as }),
    ...(through !== undefined && { through }),
    ...(minor !== undefined && { minor }),
    ...(receiver !== undefined && { receiver: namedReceiver(receiver) }),
    ...(evidence !== undefined && { evidence }),
    ...(upToFen !== undefined && { upToFen }),
    ...(identityDocumentId !== undefined && { identityDocumentId }),
  }
}

export const prepaymentApproval = commandDoor({
  path: '/prepayments/:n/approval',
  tag,
  summary: 'Approve an advance, or send it back',
  description:
    'Measured by all advances of the claim together. Its payment is then submitted and checked like any other.',
  body: wire.prepaymentApproval,
  needsIfMatch: true,
  commandOf: ({ verdict, amountFen, reason }, { n, aside }) => ({
    type: 'DecidePrepayment',
    n,
    verdict,
    ...(amountFen !== undefined && { amountFen }),
    ...(reason !== undefined && { reasonTextId: aside.text('/reason', reason) }),
  }),
})

export const recovery = commandDoor({
  path: '/recoveries',
  tag,
  summary: 'Ask for money back: overpaid, fraud, who is liable, what is left of the thing',
  body: wire.recovery,
  commandOf: ({ cause, amountFen, against, evidence, reason }, { aside }) => ({
    type: 'OpenRecovery',
    cause,
    amountFen,
    ...(against !== undefined && { against }),
    evidence,
    reasonTextId: aside.text('/reason', reason),
  }),
})

export const recoveryReceipt = commandDoor({
  path: '/recoveries/:n/receipts',
  tag,
  summary: 'Record money that came in, all of it or a part',
  body: wire.recoveryReceipt,
  commandOf: ({ amountFen, reference }, { n }) => ({ type: 'RecordRecoveryReceipt', n, amountFen, reference }),
})

export const recoveryWriteOff = commandDoor({
  path: '/recoveries/:n/write-off',
  tag,
  summary: 'Give up what cannot be had',
  description:
    'Measured like a payment of as much, with all that this claim has given up before. What nobody decides alone head office ' +
    'brings before the committee, which votes at `/approvals`.',
  body: wire.recoveryWriteOff,
  needsIfMatch: true,
  commandOf: ({ reason }, { n, aside }) => ({
    type: 'WriteOffRecovery',
    n,
    reasonTextId: aside.text('/reason', reason),
  }),
})
