import * as wire from '../wire/commands/settlement.ts'
import { commandDoor } from './command-door.ts'
import { isSameName } from './same-name.ts'

const tag = 'settlement'

export const settlement = commandDoor({
  path: '/settlement',
  tag,
  summary: 'The claimant agrees with the amount offered',
  description: 'Binds the determination: the version in If-Match is the one whose amount was shown.',
  body: wire.settlement,
  needsIfMatch: true,
  commandOf: ({ identityChecked, agreedAt }, { now }) => ({
    type: 'AgreeOffer',
    identityChecked,
    ...(agreedAt !== undefined && { ageMs: now - agreedAt }),
  }),
})

export const payees = commandDoor({
  path: '/payees',
  tag,
  summary: 'Who gets which share, on which account',
  description: 'Names and accounts are sealed; the claim knows a payee id for each. Shares sum to 100.00.',
  body: wire.payees,
  needsIfMatch: true,
  commandOf(body, { aside }) {
    const named = body.payees.map((payee, index) => ({
      payeeId: aside.payee(`/payees/${index}`, payee),
      share: payee.share,
      accountHolderIsPayee: isSameName(payee.name, payee.account.holderName),
    }))
    return { type: 'FreezePayees', payees: named, roundingTo: named[body.roundingTo]?.payeeId ?? '' }
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
