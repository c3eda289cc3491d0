import type { LadderStep } from './authority.ts'
import { remindersOwed } from './claim/supplement-end.ts'
import { closingMs } from './clocks/close-of-business.ts'
import { promiseFaults } from './clocks/promise.ts'
import type { ClockRegistry } from './clocks/registry.ts'
import type { ServicePolicy } from './service-policy.ts'
import { defaultServicePolicy } from './service-policy.ts'

/** Why a service policy is refused; the message says what to do, and cites the text it would break. */
export interface ServicePolicyFault {
  readonly code:
    | 'LONGER_THAN_ALLOWED'
    | 'NOT_A_LENGTH'
    | 'SMALLER_THAN_ALLOWED'
    | 'LADDER_WITHOUT_ORDER'
    | 'TAKES_ALL_TIME'
    | 'NOT_A_TIME_OF_DAY'
    | 'BRANCH_TWICE'
    | 'TOO_FEW_REMINDERS'
  /** Keys and indexes, from the policy to the field. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** A service policy may be better than the law and the norm, never worse; what it leaves open decides nothing. */
export function servicePolicyFaults(policy: ServicePolicy, rules: ClockRegistry): readonly ServicePolicyFault[] {
  return [
    ...clockFaults(policy, rules),
    ...smallClaimFaults(policy),
    ...fallbackFaults(policy, rules),
    ...reminderFaults(policy),
    ...silenceFaults(policy),
    ...ladderFaults(policy),
    ...closingFaults(policy),
  ]
}

function clockFaults({ promises = [] }: ServicePolicy, rules: ClockRegistry): readonly ServicePolicyFault[] {
  return promiseFaults(promises, rules).map(({ code, field, message }) => {
    const [, index, key = ''] = field.split('/')
    return { code, path: ['promises', Number(index), key], message: `${message}; name a shorter one, or leave it out` }
  })
}

/** Below the norm's amounts a claim is small, with all that follows from it; an insurer may draw the line higher. */
function smallClaimFaults({ smallClaim }: ServicePolicy): readonly ServicePolicyFault[] {
  const { smallClaim: norm } = defaultServicePolicy
  const amounts = ['medicalFen', 'motorFen'] as const
  return amounts.flatMap((amount): ServicePolicyFault[] => {
    if (smallClaim[amount] >= norm[amount]) return []
    const message = `small is at least up to ${norm[amount]} fen (small-claims guide, 2015 no. 201, art. 3); name that or more`
    return [{ code: 'SMALLER_THAN_ALLOWED', path: ['smallClaim', amount], message }]
  })
}

function fallbackFaults({ denialFallbackHours }: ServicePolicy, { C02 }: ClockRegistry): readonly ServicePolicyFault[] {
  if (denialFallbackHours < C02.length) return []
  const message = `has to be less than the ${C02.length} hours there are for an acceptance (${C02.source})`
  return [{ code: 'TAKES_ALL_TIME', path: ['denialFallbackHours'], message }]
}

/** #14: a claim rests after two reminders that arrived; #34: nobody is paid for his silence unasked. The same share twice is one. */
function reminderFaults({ supplement, offer }: ServicePolicy): readonly ServicePolicyFault[] {
  const owed = [
    ['supplement', supplement.remindAtPercent, remindersOwed, 'a claim only rests after two reminders were delivered'],
    ['offer', offer.remindAtPercent, 1, 'silence only counts as agreement after a reminder'],
  ] as const
  return owed.flatMap(([part, shares, least, why]): ServicePolicyFault[] => {
    if (new Set(shares).size >= least) return []
    const message = `${why}: name at least ${least} different share${least === 1 ? '' : 's'} of the time`
    return [{ code: 'TOO_FEW_REMINDERS', path: [part, 'remindAtPercent'], message }]
  })
}

/** #34: so long a customer may think before he is paid what was determined; an insurer may give him longer. */
function silenceFaults({ offer }: ServicePolicy): readonly ServicePolicyFault[] {
  const { silenceWorkingDays: least } = defaultServicePolicy.offer
  if (offer.silenceWorkingDays >= least) return []
  const message = `a customer has at least ${least} working days to answer an offer before silence counts; name that or more`
  return [{ code: 'SMALLER_THAN_ALLOWED', path: ['offer', 'silenceWorkingDays'], message }]
}

function closingFaults({ closeOfBusiness = [] }: ServicePolicy): readonly ServicePolicyFault[] {
  return closeOfBusiness.flatMap(({ branchPrefix, at }, index): ServicePolicyFault[] => {
    const path = ['closeOfBusiness', index] as const
    const first = closeOfBusiness.findIndex((closing) => closing.branchPrefix === branchPrefix)
    if (first < index) {
      const message = `says when ${branchPrefix} closes a second time; name it once`
      return [{ code: 'BRANCH_TWICE', path: [...path, 'branchPrefix'], message }]
    }
    if (closingMs(at) !== null) return []
    const message =
      'is a time of day from 00:01 to 23:59 in Asia/Shanghai; leave the branch out where its days end at 24:00'
    return [{ code: 'NOT_A_TIME_OF_DAY', path: [...path, 'at'], message }]
  })
}

/** The lowest step that suffices is the first one found: steps rise, and the committee at the end decides what nobody else may. */
function ladderFaults({ ladder }: ServicePolicy): readonly ServicePolicyFault[] {
  const disordered = ladder.findIndex((step, index) => !risesFrom(ladder[index - 1], step))
  if (disordered !== -1) {
    const message = 'each step has a higher level than the one before it, and limits that are no lower'
    return [{ code: 'LADDER_WITHOUT_ORDER', path: ['ladder', disordered], message }]
  }
  if (ladder.at(-1)?.level === 5) return []
  const message = 'ends at level 5, the committee, which decides what nobody else may'
  return [{ code: 'LADDER_WITHOUT_ORDER', path: ['ladder'], message }]
}

function risesFrom(before: LadderStep | undefined, step: LadderStep): boolean {
  if (before === undefined) return true
  const limits = ['paymentFen', 'refusalFen', 'prepaymentFen'] as const
  return step.level > before.level && limits.every((limit) => (step[limit] ?? 0) >= (before[limit] ?? 0))
}
