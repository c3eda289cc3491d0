import type { LadderStep, SystemStep } from './authority.ts'
import { defaultLadder, defaultSamplePercent } from './authority.ts'
import type { ClaimLane, ClaimLine } from './claim/codes.ts'
import type { EscalationLevel } from './clocks/clock.ts'
import type { ClosingTime } from './clocks/close-of-business.ts'
import type { ClockPromise } from './clocks/promise.ts'
import type { Fen } from './money.ts'

/**
 * What an insurer promises and how it works (服务政策): it travels in the workflow's input, so that a running claim
 * keeps the promise it was given. It may be better than the law and the norm, never worse.
 */
export interface ServicePolicy {
  readonly version: string
  readonly report: { readonly remindAfterDays: readonly number[]; readonly dormantAfterDays: number }
  readonly supplement: {
    readonly workingDays: number
    /** The one extension, where the reminders could not be delivered. */
    readonly extensionWorkingDays: number
    /** Shares of the supplement time at which a reminder leaves by another channel. */
    readonly remindAtPercent: readonly number[]
  }
  /** A denial proposed at acceptance that nobody approved by then becomes an acceptance. Hours before C02 is due. */
  readonly denialFallbackHours: number
  readonly survey: { readonly targetWorkingDays: number; readonly required: 'by-rule' | 'always' | 'never' }
  readonly offer: { readonly silenceWorkingDays: number; readonly remindAtPercent: readonly number[] }
  readonly feedback: { readonly silentDays: number; readonly goodScore: number }
  readonly smallClaim: {
    readonly medicalFen: Fen
    readonly motorFen: Fen
    /** The system approves what it may pay in full (A0), but for a share a person looks at, else 5 %. Absent: persons decide all. */
    readonly systemApproval?: { readonly samplePercent?: number }
  }
  /** Amounts claimed up to which a claim may be simple, and above which it is complex. */
  readonly lanes: { readonly simpleUpToFen: Fen; readonly complexAboveFen: Fen }
  /** After a failed or silent delivery on every channel, working days until registered post and a work item. */
  readonly undeliveredWorkingDays: number
  readonly payment: PaymentTimes & Partial<PaymentTroubles>
  /** What paying late costs the insurer (Insurance Law 23(2)): simple interest, hundredths of a percent a year. */
  readonly compensation?: { readonly annualBasisPoints: number }
  /** Clocks that run shorter than their rules, for all or for some customers. Longer ones are refused (service-policy-faults.ts). */
  readonly promises?: readonly ClockPromise[]
  /**
   * Compliance lets a period of the contract bind that is longer than the law's (Insurance Law 23). Only a clock that begins
   * afterwards is longer: none is lengthened while it runs.
   */
  readonly longerContractPeriods?: boolean
  /** Branches whose days end with their business hours (Civil Code 203); absent: every day ends at 24:00. */
  readonly closeOfBusiness?: readonly ClosingTime[]
  /** Natural days an ended claim's workflow stays open. */
  readonly lifetimeDays: number
  /** Case total from which on every payee is identified (AML law art. 31); absent in policies from before it was asked for. */
  readonly aml?: { readonly identifyFromFen: Fen }
  readonly ladder: readonly LadderStep[]
  /**
   * The insurer's own targets in working days: from triage to the determination by lane, and from a proposal to the word on
   * it. Critical illness in one day has the day it was promised (C19). Without it no such clock runs.
   */
  readonly targets?: {
    readonly laneWorkingDays: Readonly<Record<Exclude<ClaimLane, 'CI-1-day'>, number>>
    readonly approvalWorkingDays: number
  }
  /**
   * Hours by the clock until the next level is told of an escalation nobody has acknowledged, by the level it stands at.
   * A breach begins at the top. Without it, nobody further is told.
   */
  readonly escalation?: { readonly answerHours: Readonly<Record<Exclude<EscalationLevel, 'breach'>, number>> }
  /** When the fraud score is asked about a claim, and from how many points its signals hold it (#54). Without it, it is not asked. */
  readonly fraud?: {
    /** Amounts claimed above this are asked about; so are deaths, and events under a young policy. */
    readonly askAboveFen: Fen
    readonly youngPolicyDays: number
    readonly holdFromPoints: number
  }
}

interface PaymentTimes {
  readonly queryAfterMinutes: readonly [number, ...number[]]
  readonly humanAfterMinutes: number
}

/** How troubles of a payment are met (#39 to #46a). What a policy of an older claim does not say, the default does. */
interface PaymentTroubles {
  /** After how long a payment goes out again that the bank turned down, once for each; then a person decides. */
  readonly retryAfterMinutes: readonly number[]
  /** How many of these go by the usual rail before the other one is taken. */
  readonly sameRailTimes: number
  /** In which a payee is contacted whose account took no money. */
  readonly contactHours: number
  /** Tries in a row that reach nobody, after which the money is held for the payee. */
  readonly contactTries: number
  /** Natural days after which a claim closes over money that is held. */
  readonly outstandingDays: number
}

const defaultTroubles: PaymentTroubles = {
  retryAfterMinutes: [5, 30, 120, 240],
  sameRailTimes: 2,
  contactHours: 24,
  contactTries: 3,
  outstandingDays: 180,
}

/** No text fixes the rate; this is the one-year loan prime rate of 2025-05 (design). */
const defaultLateRate = 300

/** The policy used where an insurer has set none. Small-claim amounts: 保监消保〔2015〕201号. */
export const defaultServicePolicy: ServicePolicy &
  Required<Pick<ServicePolicy, 'escalation' | 'targets' | 'fraud' | 'aml' | 'compensation'>> & {
    readonly payment: PaymentTroubles
  } = {
  version: 'default-1',
  report: { remindAfterDays: [7, 30], dormantAfterDays: 60 },
  supplement: { workingDays: 10, extensionWorkingDays: 5, remindAtPercent: [50, 80] },
  denialFallbackHours: 4,
  survey: { targetWorkingDays: 5, required: 'by-rule' },
  offer: { silenceWorkingDays: 10, remindAtPercent: [50] },
  feedback: { silentDays: 14, goodScore: 7 },
  smallClaim: { medicalFen: 300_000, motorFen: 500_000 },
  lanes: { simpleUpToFen: 2_000_000, complexAboveFen: 10_000_000 },
  undeliveredWorkingDays: 3,
  payment: { queryAfterMinutes: [1, 5, 15, 60], humanAfterMinutes: 120, ...defaultTroubles },
  compensation: { annualBasisPoints: defaultLateRate },
  lifetimeDays: 90,
  aml: { identifyFromFen: 1_000_000 },
  ladder: defaultLadder,
  targets: { laneWorkingDays: { small: 2, simple: 5, standard: 10, complex: 15 }, approvalWorkingDays: 2 },
  escalation: { answerHours: { 'at-risk': 24, due: 12, late: 12 } },
  fraud: { askAboveFen: 5_000_000, youngPolicyDays: 30, holdFromPoints: 60 },
}

/** Lines with a lane of small claims (保监消保〔2015〕201号 art. 3). */
export const smallClaimLines = ['medical', 'accident', 'motor'] as const satisfies readonly ClaimLine[]

/** What the system (A0) decides of a line while no table of limits says otherwise; null: nothing. */
export function systemStepOf({ smallClaim }: Pick<ServicePolicy, 'smallClaim'>, line: ClaimLine): SystemStep | null {
  const { systemApproval, medicalFen, motorFen } = smallClaim
  if (systemApproval === undefined || !smallClaimLines.some((small) => small === line)) return null
  const { samplePercent = defaultSamplePercent } = systemApproval
  return { limitFen: line === 'motor' ? motorFen : medicalFen, samplePercent }
}

/** How payments are handled by this policy. */
export const paymentPolicy = ({ payment }: Pick<ServicePolicy, 'payment'>): PaymentTimes & PaymentTroubles => ({
  ...defaultTroubles,
  ...payment,
})

/** Hundredths of a percent a year for money that comes late. */
export const lateRate = ({ compensation }: Pick<ServicePolicy, 'compensation'>): number =>
  compensation?.annualBasisPoints ?? defaultLateRate
