import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import type { Actor, ClaimCommand, ClaimReceipt } from '../domain/claim/commands.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { BankAnswer } from '../domain/claim/commands.ts'
import type { FraudCase } from '../domain/claim/fraud-score.ts'
import type {
  Claim,
  ClaimStatus,
  InvoiceFault,
  Notice,
  NoticeSending,
  Payment,
  PolicyTerms,
} from '../domain/claim/state.ts'
import type { ClaimSummary } from '../domain/claim/summary.ts'
import type { ToldAuthority } from '../domain/claim/told-authority.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import type { Calendar } from '../domain/clocks/calendar.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { ServicePolicy } from '../domain/service-policy.ts'

export const claimTaskQueue = 'claims'
/** Activities that move money have their own queue beside the claims', so that nothing else can starve or be starved by them. */
export const paymentQueueBeside = (claimQueue: string): string => `${claimQueue}-payments`
export const paymentTaskQueue = paymentQueueBeside(claimTaskQueue)
export const claimWorkflowType = 'claimWorkflow'

/** `claim/<claimId>`: ids are built here and nowhere else. */
export const claimWorkflowId = (claimId: string): string => `claim/${claimId}`

/** Everything a run begins with: the recorded events so far and what it was promised. */
export interface ClaimInput {
  readonly claimId: string
  readonly events: readonly ClaimEvent[]
  readonly policy: ServicePolicy
  readonly calendar: Calendar
  /** Events in whose scope a claim is filed later: it is told of them at its start. */
  readonly told?: readonly EventWord[]
  /** How the claim stood at a continue-as-new; then `events` is empty, everything is recorded. */
  readonly carried?: CarriedClaim
  /** Continue as new once after so many history events, before the server suggests it (drills and tests). */
  readonly historyLimit?: number
}

/** What a run hands to the next. */
export interface CarriedClaim {
  readonly claim: Claim
  /** The version of the rules the next run goes by: that of the build which ended this one. */
  readonly rules: number
  /** Ids of the last receipts, so that none counts twice. */
  readonly receipts: readonly string[]
  /** Keys of effects that were done: the last ones, and those the claim still asks for. */
  readonly effectsDone: readonly string[]
  /** How far the claim's clock runs ahead of the server's, milliseconds. */
  readonly aheadMs: number
}

/** A command with what makes it safe to repeat. */
export interface ClaimRequest {
  /** sha256 over client, route and Idempotency-Key; also the Update's id. */
  readonly commandId: string
  readonly bodyHash: string
  readonly actor: Actor
  /** From If-Match: the decision version the caller has seen. */
  readonly expectedDecisionVersion?: number
  /** Length of the claim's log when this was asked: a claim that knows less of it reads on before it decides. */
  readonly logLength?: number
  /** What the tables of authority say when this is asked, for commands that rest on it; the claim picks by its own now. */
  readonly authority?: ToldAuthority
  readonly command: ClaimCommand
}

/** The answer to a command, given only after its events are recorded; the same for every repeat. */
export interface ClaimAnswer {
  readonly claimId: string
  readonly status: ClaimStatus
  readonly version: number
  readonly decisionVersion: number
  readonly commandId: string
  readonly bodyHash: string
}

/** A receipt with the id under which the inbox keeps it: the same id twice is one receipt. */
export interface ClaimMessage {
  readonly messageId: string
  readonly receipt: ClaimReceipt
}

/**
 * A version of an event as a message: whoever tells it, the claim applies it once. With `listing`, the claim was put on the list to
 * hear it, perhaps not for the first time: the claim judges it again.
 */
export const eventMessage = (word: EventWord, listing?: string): ClaimMessage => ({
  messageId: `event/${word.eventId}/${word.version}${listing === undefined ? '' : `/${listing}`}`,
  receipt: { type: 'EventTold', word },
})

/** A refused Update carries the refusal's code as the failure's `type`, and the refusal itself in `details[0]`. */
export const askClaim = defineUpdate<ClaimAnswer, [ClaimRequest]>('askClaim')
export const tellClaim = defineSignal<[ClaimMessage]>('tellClaim')
/** The claim's log is this long: a claim that knows less of it reads on. */
export const lookAtLog = defineSignal<[number]>('lookAtLog')
/** A claim that runs by older rules than these goes on in a new run once nothing of it is under way: its upgrade point. */
export const renewRun = defineSignal<[number]>('renewRun')
export const readClaim = defineQuery<ClaimView>('readClaim')

/** The claim as its workflow knows it, with the claim's own now. */
export interface ClaimView {
  readonly asOf: number
  readonly claim: Claim
  readonly summary: ClaimSummary
}

/** One recording: a transaction that appends, projects and replaces the rows of the clocks that changed, or finds it was done before. */
export interface Recording {
  readonly claimId: string
  /** Position of the first event. */
  readonly from: number
  readonly events: readonly ClaimEvent[]
  readonly summary: ClaimSummary
  /** The clocks these events changed, as they stand after the last event. */
  readonly clocks: readonly Clock[]
  /** Answered commands of these events: position of the first event each produced, and the answer. */
  readonly answers: readonly ClaimAnswer[]
}

/**
 * What the log holds from the place of a recording: the events as they were given, or what stood there instead, written by
 * an attempt that died before it could say so.
 */
export interface KeptEvents {
  readonly as: 'given' | 'stood-there'
  readonly events: readonly ClaimEvent[]
}

/** What the workflow needs of the outside world. The port belongs to its user; activities implement it. */
export interface ClaimActivities {
  /** Null in older histories, where events no command had caused were not answered (decision 0022). */
  recordEvents(recording: Recording): Promise<KeptEvents | null>
  /** What the log holds of the claim from a position on. */
  readLog(place: { readonly claimId: string; readonly from: number }): Promise<readonly ClaimEvent[]>
  lookUpPolicy(ask: {
    readonly claimId: string
    readonly policyId: string
    readonly on: string
  }): Promise<Exclude<PolicyTerms, { known: 'pending' | 'unknown' }> | null>
  sendNotice(order: {
    readonly claimId: string
    readonly branch: string
    readonly notice: Notice
  }): Promise<{ readonly messageId: string } & NoticeSending>
  /** Notices that were ordered together, each tried once: what one of them meets keeps none of the others. */
  sendNotices(orders: {
    readonly claimId: string
    readonly branch: string
    readonly notices: readonly Notice[]
  }): Promise<readonly TriedNotice[]>
  /** Another claim with the same policy, date, cause and insured, or null (#4). */
  findDuplicate(ask: { readonly claimId: string }): Promise<{ readonly otherClaimId: string } | null>
  /** What speaks for fraud, by the insurer's score (#54). */
  scoreFraud(ask: { readonly claimId: string; readonly fraudCase: FraudCase }): Promise<{
    readonly hardRules: readonly string[]
    readonly signals: readonly { readonly code: string; readonly points: number }[]
  }>
  /** Asks the tax authority about an invoice of the claim, and whether it still counts for this claim alone. */
  checkInvoice(ask: {
    readonly claimId: string
    readonly invoiceId: string
    readonly amountFen: number
  }): Promise<{ readonly outcome: 'genuine' | InvoiceFault }>
  handOverCopy(handover: {
    readonly claimId: string
    readonly toClaimId: string
    readonly receivedAt?: number
    readonly documents: Claim['documents']
    /** Opaque ids of those who become claimants of the other claim. */
    readonly claimants?: readonly string[]
  }): Promise<void>
}

/** `later`: not now, as when the provider is away. `never`: not by this channel, however often it is asked. */
export type TriedNotice =
  | { readonly n: number; readonly outcome: 'sent'; readonly sent: { readonly messageId: string } & NoticeSending }
  | { readonly n: number; readonly outcome: 'later' }
  | { readonly n: number; readonly outcome: 'never'; readonly cause: string }

export interface PaymentActivities {
  /** Writes the intent row, asks the bank by reference, and screens the payee of what it has never seen. Never sends. */
  preparePayment(order: PaymentOrder): Promise<PaymentFinding>
  /** Sends once if the intent row still allows it. One attempt: any error is an unknown outcome. */
  sendPayment(order: PaymentOrder): Promise<PaymentFinding>
  /** Asks the bank by reference and keeps what it says; screens the payee before it may be sent again. */
  queryPayment(order: PaymentOrder): Promise<PaymentFinding>
}

export interface PaymentOrder {
  readonly claimId: string
  /** `payeeId`: the party whose account it goes to. */
  readonly payment: Pick<Payment, 'n' | 'payeeId' | 'amountFen' | 'reference' | 'rail'>
  readonly approvedBy: string
  /** Where the account is another than the payee was named with (#42): the party he was named as. */
  readonly namedAs?: string
  /** Entries of the screening lists that compliance let pass for this payment. */
  readonly released?: readonly string[]
}

export interface BankFinding {
  readonly answer: BankAnswer
  readonly cause?: string
  /** How long ago the bank says it happened, in milliseconds. */
  readonly ageMs: number
  /** With `never-seen`: the screening of the payee that came before the clearing. */
  readonly screeningId?: string
  /** With `settled`: the tables of authority, once somebody has put them. */
  readonly authority?: ToldAuthority
}

/** The payee matches entries of a list: nothing was cleared, and nothing is sent. Opaque ids. */
export interface ScreeningFinding {
  readonly answer: 'screening-hit'
  readonly screeningId: string
  readonly matches: readonly string[]
}

export type PaymentFinding = BankFinding | ScreeningFinding
