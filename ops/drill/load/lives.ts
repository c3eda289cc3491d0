import type { Dice } from '../../../local/dice.ts'
import { type ExampleName, readExample } from '../../../local/demo/example-filing.ts'
import { HOUR, showInstant } from '../../../domain/time.ts'
import * as contested from './contested-lives.ts'
import type { FiledLife, LifePlan } from './life-plan.ts'
import * as money from './money-lives.ts'
import * as plain from './plain-lives.ts'

const medical = { example: 'medical-accident', filer: 'integrator' } as const

/** Nearly twice the steps of a plain life, with less than half of its pauses: the same time in all. */
const hasManySteps = { ...medical, pauseShare: 0.3 } as const

/**
 * The mix of a hundred: 11 are sent back for documents once, 77 are paid, of those 4 in advance, 3 to two payees and 4 anew
 * after the first transfer failed; 5 are held, 5 disputed; a sixth comes on paper with a clock about to ring.
 */
export const lifePlans: readonly LifePlan[] = [
  { ...medical, name: 'small', share: 18, live: plain.smallClaim },
  { ...medical, name: 'sent-back', share: 11, documents: 'no-invoice', live: plain.sentBack },
  { name: 'counter', share: 8, example: 'group-accident', filer: 'intake-clerk', live: plain.groupAccident },
  { name: 'motor', share: 9, example: 'motor', filer: 'integrator', live: plain.motor },
  { name: 'part', share: 6, example: 'household-rainstorm', filer: 'integrator', live: plain.household },
  { name: 'complex', share: 3, example: 'critical-illness', filer: 'integrator', live: plain.criticalIllness },
  { ...medical, name: 'declined', share: 2, live: plain.declined },
  { ...medical, name: 'withdrawn', share: 3, live: plain.withdrawn },
  { ...hasManySteps, name: 'advance', share: 4, live: money.advanced },
  { ...hasManySteps, name: 'overpaid', share: 2, live: money.overpaid },
  { ...hasManySteps, name: 'two-payees', share: 3, live: money.twoPayees },
  { ...hasManySteps, name: 'account-closed', share: 2, live: money.accountClosed },
  { ...hasManySteps, name: 'returned', share: 2, live: money.returned },
  { ...hasManySteps, name: 'held-early', share: 2, live: contested.heldEarly },
  { ...hasManySteps, name: 'held-late', share: 2, live: contested.heldLate },
  { ...medical, name: 'fraud', share: 1, live: contested.fraud },
  { ...hasManySteps, name: 'mediated', share: 2, live: contested.mediated },
  { ...hasManySteps, name: 'upheld', share: 2, live: contested.upheld },
  { ...hasManySteps, name: 'sued', share: 1, live: contested.sued },
  paper('C01-at-risk', 24 * HOUR * 0.8, 3, plain.lateAccepted),
  paper('C01-due', 24 * HOUR, 5, plain.lateAccepted),
  paper('C02-at-risk', 48 * HOUR * 0.8, 2, plain.left),
  paper('C02-due', 48 * HOUR, 5, plain.left),
  {
    ...paper('denial-overtaken', 44 * HOUR, 2, plain.overtakenDenial),
    example: 'medical-accident',
    policyNo: 'P-LAPSED-0001',
  },
]

/** The norm's clocks, or the share of one, that are over `afterMs` from receipt (domain/clocks/registry.ts). */
function paper(what: string, afterMs: number, share: number, live: LifePlan['live']): LifePlan {
  return {
    name: `paper-${what}`,
    share,
    example: 'group-accident',
    filer: 'intake-clerk',
    due: { what, afterMs },
    live,
  }
}

export function drawPlan(dice: Dice): LifePlan {
  let left = dice.below(lifePlans.reduce((sum, { share }) => sum + share, 0))
  const plan = lifePlans.find(({ share }) => (left -= share) < 0)
  if (plan === undefined) throw new Error('the shares do not add up')
  return plan
}

/** The body of POST /v1/claims: people and a policy of its own, so that no claim looks like a copy of another. */
export function fileFor(plan: LifePlan, n: number, dueInMs: number): FiledLife {
  const { filing, ...report } = readExample(plan.example)
  const personId = `per_drill_${n}`
  const insured = report.insured === 'same' ? 'same' : { ...report.insured, personId: `${personId}_insured` }
  const documents = filing.documents.filter(({ kind }) => plan.documents === undefined || kind !== 'medical-invoice')
  const dueAt = Date.now() + dueInMs
  const received = plan.due && { receivedAt: showInstant(dueAt - plan.due.afterMs) }
  const { receivedAgeMinutes: _age, ...filed } = filing as typeof filing & { readonly receivedAgeMinutes?: number }
  const paidTo = report.insured === 'same' ? report.claimant : report.insured
  return {
    body: {
      ...report,
      policyNo: plan.policyNo ?? `${policyPrefix[plan.example]}-9${String(n).padStart(6, '0')}`,
      claimant: { ...report.claimant, personId },
      insured,
      filing: { ...filed, documents, ...received },
    },
    claimantName: paidTo.name,
    dueAt,
  }
}

/** Any number from 9000 on is a policy in force of the policy simulator. */
const policyPrefix: Readonly<Record<ExampleName, string>> = {
  motor: 'P-MOT',
  crop: 'P-CROP',
  'medical-accident': 'P-MED',
  'critical-illness': 'P-CIY',
  'household-rainstorm': 'P-HOME',
  'group-accident': 'P-ACC',
}
