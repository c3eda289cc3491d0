import type { DocumentKind } from '../claim/codes.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { Grade } from './grades.ts'

/**
 * What an event, or the green channel of one claim, changes on a claim (应急措施). Nothing here reaches a statutory clock, an
 * identity, the fraud desk, the number of persons or a refusal. Source: lifecycle design, what each emergency grade changes.
 */
export interface Measures {
  /** First contact (E1), clock hours. */
  readonly contactHours: number | null
  /** Settled after the documents are complete (E2), working days. */
  readonly settleWorkingDays: number | null
  /** Documents that are not asked for. */
  readonly waivedDocuments: readonly DocumentKind[]
  /** A paper of the village or neighbourhood committee is enough to prove who somebody is. */
  readonly identityByCommitteePaper: boolean
  /** A death is proven by its certificate, or by a list of the dead the government published: that one is a document, too. */
  readonly deathProofByList: boolean
  /** The insurer may start the claim of somebody who has not reported (#2). */
  readonly insurerStarted: boolean
  readonly hospitalLimit: 'contract' | 'lifted-for-emergency-care' | 'lifted'
  readonly selfPayLimit: 'contract' | 'lifted-for-emergency-care' | 'lifted'
  readonly survey: 'by-rule' | 'door-to-door' | 'remote-allowed' | 'remote-default' | 'sampled'
  /** Property losses up to this sum are not surveyed; null: the usual rule. */
  readonly noSurveyUpToFen: Fen | null
  readonly prepayment: PrepaymentMeasure
  /** How often the limits of A1 to A3 for payment and prepayment are multiplied; null: the ladder as it stands. */
  readonly multiplier: AuthorityMultiplier | null
  /** Documents are collected at the customer's door within so many working days; null: not offered. */
  readonly doorToDoorWorkingDays: number | null
}

export interface PrepaymentMeasure {
  /** `computed`: proposed by the system the same day, without being asked for. */
  readonly how: 'by-law' | 'on-request' | 'offered' | 'computed'
  /** Of the clear estimate; 0 where nothing is promised. */
  readonly sharePercent: number
  /**
   * Paid within so many working days (E3); 0: on the day itself. Absent in versions from before levels said so, and where it is
   * as the clock's own rule has it.
   */
  readonly withinWorkingDays?: number | undefined
}

/** Decided by a named person, who approves nothing under it. */
export interface AuthorityMultiplier {
  readonly times: number
  readonly until: Instant
  readonly raisedBy: string
}

/** Nothing is changed: a claim without event and without green channel. */
export const normal: Measures = {
  contactHours: null,
  settleWorkingDays: null,
  waivedDocuments: [],
  identityByCommitteePaper: false,
  deathProofByList: false,
  insurerStarted: false,
  hospitalLimit: 'contract',
  selfPayLimit: 'contract',
  survey: 'by-rule',
  noSurveyUpToFen: null,
  prepayment: { how: 'by-law', sharePercent: 0 },
  multiplier: null,
  doorToDoorWorkingDays: null,
}
const property50 = 5_000_000

/** The defaults of each grade. A multiplier is never a default: a commander raises it by name, with its end. */
export const measuresOfGrade: Readonly<Record<Grade, Measures>> = {
  G: {
    ...normal,
    contactHours: 4,
    survey: 'door-to-door',
    prepayment: { how: 'offered', sharePercent: 0 },
    doorToDoorWorkingDays: 2,
  },
  III: {
    ...normal,
    contactHours: 4,
    settleWorkingDays: 3,
    waivedDocuments: ['policy-original'],
    hospitalLimit: 'lifted-for-emergency-care',
    selfPayLimit: 'lifted-for-emergency-care',
    survey: 'remote-allowed',
    prepayment: { how: 'on-request', sharePercent: 0 },
  },
  II: {
    ...normal,
    contactHours: 2,
    settleWorkingDays: 2,
    waivedDocuments: ['policy-original', 'medical-record'],
    identityByCommitteePaper: true,
    hospitalLimit: 'lifted',
    selfPayLimit: 'lifted',
    survey: 'remote-default',
    noSurveyUpToFen: property50,
    prepayment: { how: 'offered', sharePercent: 30 },
  },
  I: {
    ...normal,
    contactHours: 1,
    settleWorkingDays: 1,
    waivedDocuments: ['policy-original', 'medical-record'],
    identityByCommitteePaper: true,
    deathProofByList: true,
    insurerStarted: true,
    hospitalLimit: 'lifted',
    selfPayLimit: 'lifted',
    survey: 'sampled',
    noSurveyUpToFen: property50,
    prepayment: { how: 'computed', sharePercent: 50, withinWorkingDays: 0 },
  },
}

/** The largest factor each grade allows. */
export const multiplierCap: Readonly<Record<Grade, number>> = { G: 1, III: 1, II: 2, I: 5 }
