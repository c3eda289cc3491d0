import type { ClaimCommandType } from '../../../domain/claim/commands.ts'
import type { PolicyTerms } from '../../../domain/claim/state.ts'

/** The body of `POST /claims`. */
export interface TwinFiling {
  /** The driver's: letters and digits, at most 28, so that the bank's reference can hold it. */
  readonly claimId: string
  /** Never looked at: about 700 bytes, as much as a real filing weighs. */
  readonly filing: unknown
}

/** The body of `POST /claims/:claimId/messages`: the command's name, and nothing of what it says. */
export interface TwinMessage {
  readonly type: ClaimCommandType
}

/** What the outside reports by callback. */
export type TwinReceipt = { readonly type: 'delivered'; readonly n: number } | { readonly type: 'settled' }

/** The outside of a twin: the same calls of the same systems as Lipei's activities make. */
export interface TwinEffects {
  lookUpPolicy(): Promise<Extract<PolicyTerms, { known: 'found' }> | null>
  findDuplicate(claimId: string): Promise<boolean>
  sendNotice(order: NoticePlace): Promise<{ readonly messageId: string }>
  /** Writes the payment row, then asks the bank by reference. */
  preparePayment(claimId: string): Promise<BankWord>
  /** The bank books a reference once, however often it is sent. */
  sendPayment(claimId: string): Promise<BankWord>
}

/** The `n`-th notice of a claim. */
export interface NoticePlace {
  readonly claimId: string
  readonly n: number
}

export interface BankWord {
  readonly answer: string
}

export const noticeReference = ({ claimId, n }: NoticePlace): string => `${claimId}-${n}`
export const paymentReference = (claimId: string): string => `${claimId}${paymentNumber}`

/** The other way round, for callbacks. */
export function parseNoticeReference(reference: string): NoticePlace {
  const [claimId = '', n] = reference.split('-')
  return { claimId, n: Number(n) }
}

export const claimOfPayment = (reference: string): string => reference.slice(0, -paymentNumber.length)

const paymentNumber = '0001'
