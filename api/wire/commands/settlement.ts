import { z } from 'zod'

import { wireInstant, wireLine, wireText } from '../values.ts'

export const settlement = z
  .strictObject({
    action: z.literal('agree'),
    identityChecked: z.boolean(),
    /** When the claimant agreed, if that was earlier than now: payment is due from then on. */
    agreedAt: wireInstant.optional(),
  })
  .meta({ examples: [{ action: 'agree', identityChecked: true }] })

/** A share in percent with two decimals, as a string. Inside: hundredths of a percent. */
const share = z
  .string()
  .regex(/^(?:100(?:\.00?)?|\d{1,2}(?:\.\d{1,2})?)$/, 'expected a percentage such as "33.34"')
  .transform((text) => Math.round(Number(text) * 100))

const account = z.strictObject({
  number: z
    .string()
    .max(40)
    .regex(/^[A-Za-z0-9 -]{6,40}$/, 'expected the number of an account'),
  holderName: wireLine(100),
  /** CNAPS code (联行号) or BIC of the bank. */
  bankCode: z.string().regex(/^[A-Z0-9]{3,14}$/, 'expected the code of a bank'),
})

/** Who gets money, on which account. */
export const receiver = z.strictObject({
  name: wireLine(100),
  identityNumber: z
    .string()
    .max(30)
    .regex(/^[A-Za-z0-9()-]{5,30}$/, 'expected the number of an identity document')
    .optional(),
  account,
  /** To the insured, in a word. */
  relation: wireLine(50).optional(),
})
export type WireReceiver = z.output<typeof receiver>

const payee = receiver.extend({ share })
type WirePayee = z.output<typeof payee>

const hasAccountsOnce = (listed: readonly WirePayee[]): boolean =>
  new Set(listed.map(({ account: { number } }) => number.replaceAll(/[ -]/g, ''))).size === listed.length

export const payees = z
  .strictObject({
    payees: z.array(payee).min(1).max(50).refine(hasAccountsOnce, 'names an account twice'),
    /** Index of the payee who gets the fen that rounding leaves over; the first when nothing is said. */
    roundingTo: z.int().min(0).max(49).default(0),
  })
  .meta({
    examples: [
      {
        payees: [
          {
            name: '张三',
            account: { number: '6222020000000000000', holderName: '张三', bankCode: '102290000000' },
            share: '100.00',
          },
        ],
      },
    ],
  })

export const payments = z.strictObject({ action: z.literal('submit') }).meta({ examples: [{ action: 'submit' }] })

export const paymentCheck = z
  .strictObject({ verdict: z.enum(['approve', 'return']), reason: wireText(1_000).optional() })
  .meta({ examples: [{ verdict: 'approve' }, { verdict: 'return', reason: '账号与户名不符' }] })
