import type { ClockRegistry } from './clocks/registry.ts'
import { clockRegistry1 } from './clocks/registry.ts'

/** What may differ from one version of the rules to the next. */
export interface RuleBook {
  readonly version: number
  readonly clocks: ClockRegistry
  /**
   * By what payees are judged. `named`: by what each says of himself, and what was paid in advance is taken off the sum all of
   * them share. `entitled`: by a right the file knows, and it is taken off the part of whoever had it.
   */
  readonly payees: 'named' | 'entitled'
  /** Whether what screening held stays held when its payment is void, and passes to whoever is paid instead. */
  readonly measuresStay: boolean
  /**
   * What promises critical illness to be paid in one day (C19). `by-policy`: an individual policy older than two years.
   * `by-diagnosis`: the first diagnosis of a listed disease besides.
   */
  readonly oneDay: 'by-policy' | 'by-diagnosis'
}

/**
 * Every version a running claim may still have begun with. A new version is added, never edited: a claim's history
 * replays by the version in its state, which is raised only when it continues as new.
 */
const ruleBooks = new Map<number, RuleBook>([
  [1, { version: 1, clocks: clockRegistry1, payees: 'named', measuresStay: false, oneDay: 'by-policy' }],
  [2, { version: 2, clocks: clockRegistry1, payees: 'entitled', measuresStay: true, oneDay: 'by-policy' }],
  [3, { version: 3, clocks: clockRegistry1, payees: 'entitled', measuresStay: true, oneDay: 'by-diagnosis' }],
])

/** The version new claims begin with. */
export const currentRules = 3

/** The rules a claim lives by. Throws for a version this build does not know: a defect of deployment, never a refusal. */
export function ruleBook(version: number): RuleBook {
  const book = ruleBooks.get(version)
  if (book === undefined) throw new Error(`no rule book of version ${version}: this build is older than the claim`)
  return book
}
