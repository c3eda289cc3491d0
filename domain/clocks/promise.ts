import type { ClaimChannel, ClaimLine } from '../claim/codes.ts'
import type { ContractPeriods } from '../claim/evidence.ts'
import type { ClockId, ClockRule } from './clock.ts'
import type { ClockRegistry } from './registry.ts'

/** A length the insurer promises for some of its customers, in the unit of the clock's rule. */
export interface ClockPromise {
  readonly clock: ClockId
  readonly length: number
  /** Without it, every line; likewise channel and customers. */
  readonly lines?: readonly ClaimLine[]
  readonly channels?: readonly ClaimChannel[]
  readonly customers?: 'individual' | 'group'
}

/** Whom a clock is started for. What is not known yet is null, and what was promised to some only does not hold for it. */
export interface Promisee {
  readonly line: ClaimLine
  readonly channel: ClaimChannel | null
  readonly group: boolean | null
}

/**
 * The shortest of a length and the promises that hold for this claim: a promise never makes a clock longer. `length` is the
 * contract's where it names one ({@link contractLength}), else the rule's.
 */
export function promisedLength(
  rule: ClockRule,
  promises: readonly ClockPromise[],
  promisee: Promisee,
  length: number = rule.length,
): number {
  const fitting = promises.filter((promise) => promise.clock === rule.id && holdsFor(promise, promisee))
  return Math.min(length, ...fitting.map((promise) => promise.length))
}

/**
 * The length by the contract, in the rule's unit: a shorter period binds, a longer one is ignored unless compliance lets
 * it bind (Insurance Law 23: "unless the contract provides otherwise").
 */
export function contractLength(rule: ClockRule, periods: ContractPeriods, longerBinds: boolean): number {
  const named = namedBy[rule.id]
  const days = named === undefined ? undefined : periods[named]
  if (days === undefined) return rule.length
  return longerBinds ? days : Math.min(days, rule.length)
}

/** Both are natural days, as the periods of a contract are. */
const namedBy: { readonly [Id in ClockId]?: keyof ContractPeriods } = { C06: 'determinationDays', C10: 'paymentDays' }

/** Why a promise is refused; the message cites the text it would break. */
export interface PromiseFault {
  readonly code: 'LONGER_THAN_ALLOWED' | 'NOT_A_LENGTH'
  /** JSON pointer into the list of promises. */
  readonly field: string
  readonly message: string
}

/** Service policy may shorten a clock, never lengthen one that the law or the norm sets; the insurer's own targets are free. */
export function promiseFaults(promises: readonly ClockPromise[], rules: ClockRegistry): readonly PromiseFault[] {
  return promises.flatMap(({ clock, length }, index): PromiseFault[] => {
    const { length: allowed, unit, source, kind } = rules[clock]
    const field = `/${index}/length`
    if (!Number.isSafeInteger(length) || length < 1) {
      return [{ code: 'NOT_A_LENGTH', field, message: `${clock}: a length is a whole number of ${unit}, at least 1` }]
    }
    if (length <= allowed || kind === 'target' || kind === 'service') return []
    const message = `${clock} may be at most ${allowed} ${unit} (${source}); ${length} would be longer`
    return [{ code: 'LONGER_THAN_ALLOWED', field, message }]
  })
}

function holdsFor({ lines, channels, customers }: ClockPromise, { line, channel, group }: Promisee): boolean {
  if (lines !== undefined && !lines.includes(line)) return false
  if (channels !== undefined && (channel === null || !channels.includes(channel))) return false
  return customers === undefined || group === (customers === 'group')
}
