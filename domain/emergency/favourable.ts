import { documentKinds } from '../claim/codes.ts'
import type { AuthorityMultiplier, Measures, PrepaymentMeasure } from './measures.ts'
import { normal } from './measures.ts'

/**
 * For each measure the one that is more favourable to the customer, whatever the order: of two events on one claim, of an event
 * and the green channel. Commutative, associative, and the same again changes nothing.
 */
export function moreFavourable(one: Measures, other: Measures): Measures {
  return {
    contactHours: sooner(one.contactHours, other.contactHours),
    settleWorkingDays: sooner(one.settleWorkingDays, other.settleWorkingDays),
    waivedDocuments: documentKinds.filter(
      (kind) => one.waivedDocuments.includes(kind) || other.waivedDocuments.includes(kind),
    ),
    identityByCommitteePaper: one.identityByCommitteePaper || other.identityByCommitteePaper,
    deathProofByList: one.deathProofByList || other.deathProofByList,
    insurerStarted: one.insurerStarted || other.insurerStarted,
    hospitalLimit: further(limits, one.hospitalLimit, other.hospitalLimit),
    selfPayLimit: further(limits, one.selfPayLimit, other.selfPayLimit),
    survey: further(surveys, one.survey, other.survey),
    noSurveyUpToFen: more(one.noSurveyUpToFen, other.noSurveyUpToFen),
    prepayment: moreInAdvance(one.prepayment, other.prepayment),
    multiplier: larger(one.multiplier, other.multiplier),
    doorToDoorWorkingDays: sooner(one.doorToDoorWorkingDays, other.doorToDoorWorkingDays),
  }
}

/** The most favourable of any number of measures; of none, the normal ones. */
export const mostFavourable = (all: readonly Measures[]): Measures => all.reduce(moreFavourable, normal)

/**
 * What a customer was promised and keeps when the level goes down or the event ends: times, waivers of documents and of a survey,
 * lifted limits and offers. Whom the insurer seeks out and who may decide how much lasts as long as the event gives it.
 */
export function lasting(measures: Measures): Measures {
  const { insurerStarted, multiplier } = normal
  return { ...measures, insurerStarted, multiplier }
}

/** From the least to the most favourable. */
const limits = [
  'contract',
  'lifted-for-emergency-care',
  'lifted',
] as const satisfies readonly Measures['hospitalLimit'][]
export const surveys = [
  'by-rule',
  'door-to-door',
  'remote-allowed',
  'remote-default',
  'sampled',
] as const satisfies readonly Measures['survey'][]
export const offers = [
  'by-law',
  'on-request',
  'offered',
  'computed',
] as const satisfies readonly PrepaymentMeasure['how'][]

function moreInAdvance(one: PrepaymentMeasure, other: PrepaymentMeasure): PrepaymentMeasure {
  const within = sooner(one.withinWorkingDays ?? null, other.withinWorkingDays ?? null)
  return {
    how: further(offers, one.how, other.how),
    sharePercent: Math.max(one.sharePercent, other.sharePercent),
    ...(within === null ? {} : { withinWorkingDays: within }),
  }
}

const further = <T>(order: readonly T[], one: T, other: T): T =>
  order.indexOf(one) >= order.indexOf(other) ? one : other

function sooner(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.min(one, other)
}

function more(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}

/** The larger factor; of equal ones the longer, and then one of the two names whatever the order. */
function larger(one: AuthorityMultiplier | null, other: AuthorityMultiplier | null): AuthorityMultiplier | null {
  if (one === null || other === null) return one ?? other
  if (one.times !== other.times) return one.times > other.times ? one : other
  if (one.until !== other.until) return one.until > other.until ? one : other
  return one.raisedBy <= other.raisedBy ? one : other
}
