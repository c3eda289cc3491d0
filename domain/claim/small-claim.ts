import type { SystemStep } from '../authority.ts'
import { requiredLevel } from '../authority.ts'
import { systemStepInForce } from '../authority-limits.ts'
import { sumFen } from '../money.ts'
import { ruleBook } from '../rules.ts'
import type { ServicePolicy } from '../service-policy.ts'
import { systemStepOf } from '../service-policy.ts'
import { dateOf } from '../time.ts'
import { authorityNeed, committedFen } from './authority-need.ts'
import { calculate } from './calculation.ts'
import type { Context } from './decision.ts'
import { missingDocuments } from './document-checklist.ts'
import { isOfExercise } from './emergency.ts'
import { notAskedFor } from './emergency-documents.ts'
import type { ClaimFact } from './events.ts'
import { fraudCaseOf } from './fraud-score.ts'
import { heldFen } from './hold.ts'
import { isOfClaim } from './payment-region.ts'
import { isSampled } from './sampling.ts'
import type { AssessedItem, Claim, PaymentState, PolicyTerms } from './state.ts'

/**
 * #18: what the system (A0) decides of a small claim, or null where a person has to. It pays what is claimed after the
 * contract's own arithmetic (deductible, ratio, sum insured) and never cuts, for to cut is to refuse; a share of the
 * claims it might decide goes to a person all the same.
 */
export function approveSmallClaim(claim: Claim, context: Context): ClaimFact | null {
  const { now, policy, authority } = context
  const { filing, policy: terms } = claim
  if (filing?.claimedFen === undefined || terms.known !== 'found') return null
  const step = systemStep(claim, terms, context)
  if (step === null || !isGreen(claim, terms, policy) || isSampled(claim.claimId, step.samplePercent)) return null
  const items: readonly AssessedItem[] = [{ itemId: 'claimed', claimedFen: filing.claimedFen, notCoveredFen: 0 }]
  const calculation = calculate(items, terms)
  const payFen = calculation.payableFen
  const { limitFen } = step
  const limitsVersion = authority?.limits?.version
  if (payFen === 0 || committedFen(claim) + payFen > limitFen) return null
  const measured = { kind: 'pay', payFen, refuseFen: 0 } as const
  return {
    type: 'SmallClaimApproved',
    assessment: { items, calculation, assessedBy: bySystem },
    proposal: {
      ...measured,
      evidence: [],
      proposedBy: bySystem,
      proposedAt: now,
      requiredLevel: requiredLevel(policy.ladder, authorityNeed(claim, measured)),
    },
    limits: { paymentFen: limitFen, refusalFen: null },
    policyVersion: policy.version,
    ...(limitsVersion === undefined ? {} : { limitsVersion }),
  }
}

/**
 * #37 in the lane of small claims: the system is maker and checker of what it approved itself, until a payment is
 * turned down or its payees change; from then on persons are.
 */
export function paySmallClaim(claim: Claim): ClaimFact | null {
  // In an exercise people pay, as far as anybody does.
  if (isOfExercise(claim)) return null
  const payments = claim.payments.filter(isOfClaim)
  if (payments.some(({ state, origin }) => origin !== undefined || isTroubled(state))) return null
  const prepared = payments.filter(({ state }) => state === 'prepared').map(({ n }) => n)
  if (prepared.length > 0) return { type: 'PaymentSubmitted', payments: prepared }
  const submitted = payments.find(({ state }) => state === 'submitted')
  return submitted === undefined ? null : { type: 'PaymentApproved', n: submitted.n }
}

/** Turned down, come back, or its payees were changed. */
const isTroubled = (state: PaymentState): boolean =>
  state === 'fix-account' || state === 'held-for-payee' || state === 'void'

const bySystem = 'system'

/**
 * The row of the table on this day, or while there is no table what the service policy says. A claim that was told nothing of either,
 * for nobody asked anything of it, is a person's: what no row covers the system decides as little as anybody.
 */
function systemStep(claim: Claim, { line }: Found, { authority, now, policy }: Context): SystemStep | null {
  const rows = authority?.limits?.rows
  if (rows !== undefined) return systemStepInForce(rows, { line, branch: claim.report.branch, day: dateOf(now) })
  if (authority === undefined && ruleBook(claim.rules).decisions === 'shown') return null
  return systemStepOf(policy, line)
}

/**
 * Everything a person would look at first: the lane by the rules alone, nothing doubted, every document here and every
 * invoice genuine, a first life. What the fraud score is asked about is a person's, whatever it answers and when: the
 * system would decide before it has, and pay what no rule holds any more.
 */
function isGreen(claim: Claim, { inForce, line }: Found, policy: ServicePolicy): boolean {
  const { triage, suspicion, reopenings, report, documents } = claim
  const isSmall = triage?.lane === 'small' && triage.decidedBy === 'rules' && !triage.needsSurvey
  const isHeld = heldFen(claim) > 0 || fraudCaseOf(claim, policy) !== null
  const isDoubted = !inForce || Boolean(suspicion) || isHeld || reopenings > 0 || wasToBeDenied(claim)
  const asked = { capacity: report.capacity, waived: notAskedFor(claim) }
  const missing = missingDocuments(line, report.facts, documents, asked)
  return isSmall && !isDoubted && isInvoiced(claim) && missing.length === 0
}

/** #8, #9: what somebody proposed to deny is decided in review, also where his proposal lapsed or came back. */
const wasToBeDenied = ({ acted, rules }: Claim): boolean =>
  ruleBook(rules).decisions === 'shown' && acted.some((part) => part.as === 'proposer')

/** Who brings electronic invoices claims no more than they say: to pay less would be to cut. */
function isInvoiced({ invoices = [], filing }: Claim): boolean {
  const sum = sumFen(invoices.map(({ amountFen }) => amountFen))
  return (
    invoices.every(({ state }) => state === 'genuine') && (invoices.length === 0 || (filing?.claimedFen ?? 0) <= sum)
  )
}

type Found = Extract<PolicyTerms, { known: 'found' }>
