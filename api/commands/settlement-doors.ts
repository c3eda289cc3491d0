import type { ClaimCommand } from '../../domain/claim/commands.ts'
import type { NamedBeneficiary, NamedPayee, PassesTo } from '../../domain/claim/payee-commands.ts'
import * as wire from '../wire/commands/settlement.ts'
import { commandDoor } from './command-door.ts'
import { namedReceiver } from './named-receiver.ts'
import { isSameName } from './same-name.ts'
import { objectionOf } from './dispute-doors.ts'

const tag = 'settlement'

export const settlement = commandDoor({
  path: '/settlement',
  tag,
  summary: 'The claimant agrees with the amount offered, or does not',
  description:
    'Who disagrees opens a dispute; what was determined is paid all the same, without prejudice to the rest. ' +
    'Binds the determination: the version in If-Match is the one whose amount was shown.',
  body: wire.settlement,
  needsIfMatch: true,
  commandOf: (body, { aside, now }): ClaimCommand =>
    body.action === 'agree'
      ? {
          type: 'AgreeOffer',
          identityChecked: body.identityChecked,
          ...(body.agreedAt !== undefined && { ageMs: now - body.agreedAt }),
        }
      : {
          type: 'DisagreeOffer',
          ...objectionOf(body, aside),
          ...(body.disagreedAt !== undefined && { ageMs: now - body.disagreedAt }),
        },
})

export const payees = commandDoor({
  path: '/payees',
  tag,
  summary: 'Who gets which share, on which account',
  description:
    'Names and accounts are sealed; the claim knows a payee id for each. Shares sum to 100.00. An account of another is ' +
    'the guardian’s, mandatary’s or assignee’s who is proven. Of a death benefit `beneficiaries` say who takes which share; ' +
    'of liability the injured third party is the payee. What went out before is taken from the part of whoever had it, ' +
    'which `had` says where the names do not.',
  body: wire.payees,
  needsIfMatch: true,
  commandOf(body, { aside }) {
    const named = body.payees.map((payee, index) => namedPayee(payee, aside.payee(`/payees/${index}`, payee)))
    const { beneficiaries, had } = body
    const idOf = (index: number): string => named[index]?.payeeId ?? ''
    return {
      type: 'FreezePayees',
      payees: named,
      roundingTo: idOf(body.roundingTo),
      ...(beneficiaries !== undefined && { beneficiaries: beneficiaries.map(namedBeneficiary) }),
      ...(had !== undefined && {
        had: had.map(({ what, n, payee }) => ({ what, n, ...(payee !== undefined && { payeeId: idOf(payee) }) })),
      }),
    }
  },
})

export const payments = commandDoor({
  path: '/payments',
  tag,
  summary: 'Submit the prepared payments for the checker (maker)',
  body: wire.payments,
  needsIfMatch: true,
  commandOf: () => ({ type: 'SubmitPayments' }),
})

export const paymentCheck = commandDoor({
  path: '/payments/:n/check',
  tag,
  summary: 'Let a submitted payment go, or send it back (checker)',
  body: wire.paymentCheck,
  needsIfMatch: true,
  commandOf: ({ verdict, reason }, { n, aside }) => ({
    type: 'CheckPayment',
    n,
    verdict,
    ...(reason !== undefined && { reasonTextId: aside.text('/reason', reason) }),
  }),
})

export const newAccount = commandDoor({
  path: '/payments/:n/account',
  tag,
  summary: 'Another account of the payee, where the first took no money',
  description:
    'For a payment that is fix-account or held-for-payee: another one takes over and waits for maker and checker. Who takes an ' +
    'advance for its payee is named with his identity number, and screened with him.',
  body: wire.newAccount,
  commandOf: ({ name, identityNumber, account, identityChecked, passesTo, receiver }, { n, aside }) => ({
    type: 'NameNewAccount',
    n,
    accountId: aside.account('/account', { name, identityNumber, account, receiver }),
    accountHolderIsPayee: isSameName(name, account.holderName),
    identityChecked,
    ...(passesTo !== undefined && { passesTo: passedTo(passesTo) }),
    ...(receiver !== undefined && { receiver: namedReceiver(receiver) }),
  }),
})

export const contactTry = commandDoor({
  path: '/payments/:n/contact-tries',
  tag,
  summary: 'Somebody tried to reach the payee about his account',
  body: wire.contactTry,
  commandOf: ({ outcome, note }, { n, aside }) => ({
    type: 'RecordContactTry',
    n,
    outcome,
    ...aside.note('/note', note),
  }),
})

export const compensation = commandDoor({
  path: '/compensations/:n/approval',
  tag,
  summary: 'Approve what paying late has cost (Insurance Law 23(2))',
  body: wire.compensation,
  needsIfMatch: true,
  commandOf: (_body, { n }) => ({ type: 'ApproveCompensation', n }),
})

function namedPayee({ receiver, ...payee }: wire.WirePayee, payeeId: string): NamedPayee {
  const { share, as, through, minor, evidence, upToFen, identityDocumentId } = payee
  return {
    payeeId,
    share,
    accountHolderIsPayee: isSameName(payee.name, payee.account.holderName),
    ...(as !== undefined && { as }),
    ...(through !== undefined && { through }),
    ...(minor !== undefined && { minor }),
    ...(evidence !== undefined && { evidence }),
    ...(upToFen !== undefined && { upToFen }),
    ...(identityDocumentId !== undefined && { identityDocumentId }),
    ...(receiver !== undefined && { receiver: namedReceiver(receiver) }),
  }
}

const passedTo = ({ as, evidence, identityDocumentId }: wire.WirePassesTo): PassesTo => ({
  as,
  evidence,
  ...(identityDocumentId !== undefined && { identityDocumentId }),
})

function namedBeneficiary({ order, share, evidence, ...named }: wire.WireBeneficiary): NamedBeneficiary {
  return {
    ...named,
    ...(order !== undefined && { order }),
    ...(share !== undefined && { share }),
    ...(evidence !== undefined && { evidence }),
  }
}
