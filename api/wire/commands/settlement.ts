import { z } from 'zod'

import { beneficiaryFates } from '../../../domain/claim/beneficiaries.ts'
import { payeeStandings, receiverKinds } from '../../../domain/claim/payee-state.ts'
import { wireFen, wireId, wireIdentityNumber, wireInstant, wireLine, wireText } from '../values.ts'
import { contactOutcomes } from '../../../domain/claim/codes.ts'
import { objection } from './dispute.ts'

export const settlement = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('agree'),
      identityChecked: z.boolean(),
      /** When the claimant agreed, if that was earlier than now: payment is due from then on. */
      agreedAt: wireInstant.optional(),
    }),
    /** When the claimant said so, if that was earlier than now: what was determined is due from then on. */
    objection.extend({ action: z.literal('disagree'), disagreedAt: wireInstant.optional() }),
  ])
  .meta({
    examples: [
      { action: 'agree', identityChecked: true },
      { action: 'disagree', identityChecked: true, reason: '护理费未计入' },
    ],
  })

/** A share in percent with two decimals, as a string. Inside: hundredths of a percent. */
export const share = z
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

const identityNumber = wireIdentityNumber.optional()

/** Documents of this claim. */
const evidence = z.array(wireId()).max(20)

/** Who holds the account for the payee; the holder's name stands in the account. */
const holder = z.strictObject({
  as: z.enum(receiverKinds),
  /** A guardian by relationship-proof, a mandatary by mandate, an assignee by assignment-deed. */
  evidence: evidence.min(1),
  identityNumber,
  identityDocumentId: wireId().optional(),
})

/** Who gets money, on which account. */
export const receiver = z.strictObject({
  name: wireLine(100),
  identityNumber,
  account,
  /** To the insured, in a word. */
  relation: wireLine(50).optional(),
})
export type WireReceiver = z.output<typeof receiver>

const payee = receiver.extend({
  share,
  /** By what right; as the insured or the claimant himself, in his name on this claim, when nothing is said. */
  as: z.enum(payeeStandings).optional(),
  /** Of a death benefit: the beneficiary by whose right, or `estate`; of a victim's heir on a liability line `third-party`. */
  through: wireId().optional(),
  minor: z.boolean().optional(),
  receiver: holder.optional(),
  /** What proves the right: heirs, third parties, hospitals and repairers, what the insured paid a third party. */
  evidence: evidence.optional(),
  /** What the insured is proven to have paid a third party (Insurance Law 65). */
  upToFen: wireFen.optional(),
  /** From a case total on: the document that identifies the payee. */
  identityDocumentId: wireId().optional(),
})
/** Who gets an advance: nobody's share is known yet. */
export const advancePayee = payee.pick({
  name: true,
  identityNumber: true,
  account: true,
  relation: true,
  as: true,
  through: true,
  minor: true,
  receiver: true,
  evidence: true,
  upToFen: true,
  identityDocumentId: true,
})
export type WirePayee = z.output<typeof payee>

const hasAccountsOnce = (listed: readonly WirePayee[]): boolean =>
  new Set(listed.map(({ account: { number } }) => number.replaceAll(/[ -]/g, ''))).size === listed.length

/** Everybody a death benefit was meant for, with what became of them. */
const beneficiary = z.strictObject({
  /** As the policy system names them. */
  beneficiaryId: wireId(),
  order: z.int().min(1).max(100).optional(),
  share: share.optional(),
  fate: z.enum(beneficiaryFates),
  evidence: evidence.optional(),
})
export type WireBeneficiary = z.output<typeof beneficiary>

/** Whose part money counts against that went out before: an advance that arrived, or what a recovery asks back. */
const hadBefore = z.strictObject({
  what: z.enum(['advance', 'overpaid']),
  /** Number of the advance, or of the recovery. */
  n: z.int().min(1).max(100_000),
  /** Index of the payee who had it; when nothing is said none of them had it, and it is asked back. */
  payee: z.int().min(0).max(49).optional(),
})

export const payees = z
  .strictObject({
    payees: z.array(payee).min(1).max(50).refine(hasAccountsOnce, 'names an account twice'),
    /** Of a death benefit; an empty list says that nobody was named. */
    beneficiaries: z.array(beneficiary).max(50).optional(),
    /** Index of the payee who gets the fen that rounding leaves over; the first when nothing is said. */
    roundingTo: z.int().min(0).max(49).default(0),
    /** Needed where neither names and accounts nor a single payee say who had it. */
    had: z.array(hadBefore).max(40).optional(),
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
      {
        beneficiaries: [
          { beneficiaryId: 'psn-1', order: 1, share: '100.00', fate: 'died-before', evidence: ['doc-8'] },
          { beneficiaryId: 'psn-2', order: 2, share: '100.00', fate: 'alive' },
        ],
        payees: [
          {
            name: '张小示',
            as: 'beneficiary',
            through: 'psn-2',
            minor: true,
            receiver: { as: 'guardian', evidence: ['doc-9'], identityDocumentId: 'doc-10' },
            identityDocumentId: 'doc-11',
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

/** Another account, with all that is sealed of whose it is. */
export type WireAccount = Pick<z.output<typeof newAccount>, 'name' | 'identityNumber' | 'account' | 'receiver'>
export type WirePassesTo = NonNullable<z.output<typeof newAccount>['passesTo']>

export const newAccount = z
  .strictObject({
    /** Of the payee, as it was checked. */
    name: wireLine(100),
    /** His; where it is not said, the one he was named with is his still. */
    identityNumber,
    account,
    identityChecked: z.boolean(),
    /** Name and account are those of who comes after the payee, of an advance that was counted or of an earlier agreement (#75). */
    passesTo: z
      .strictObject({
        as: z.enum(['heir', 'assignee']),
        /** An heir by relationship-proof, an assignee by assignment-deed. */
        evidence: evidence.min(1),
        identityDocumentId: wireId().optional(),
      })
      .optional(),
    /** Of an advance: who takes it for the payee, of a minor his guardian. The account is his. */
    receiver: holder.optional(),
  })
  .meta({
    examples: [
      {
        name: '张三',
        account: { number: '6222020000000000001', holderName: '张三', bankCode: '102290000000' },
        identityChecked: true,
      },
    ],
  })

export const contactTry = z
  .strictObject({ outcome: z.enum(contactOutcomes), note: wireText(1_000).optional() })
  .meta({ examples: [{ outcome: 'reached' }, { outcome: 'unreachable', note: '电话无人接听' }] })

export const compensation = z.strictObject({ action: z.literal('approve') }).meta({ examples: [{ action: 'approve' }] })
