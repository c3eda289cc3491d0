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
   * What a decision rests on besides the word of whoever asks. `stated`: on what is named, and the system (A0) decides by the service
   * policy of the claim. `shown`: grounds of a refusal and the age of a payee on what the file and the contract say, the system on the
   * table of limits it is told, and what was refused for fraud is decided by those who refused it, in every later life too.
   */
  readonly decisions: 'stated' | 'shown'
  /** Whether whoever has the next step learns that money is held no more, also before the agreement. */
  readonly clearingTold: boolean
  /**
   * What promises critical illness to be paid in one day (C19). `by-policy`: an individual policy older than two years.
   * `by-diagnosis`: the first diagnosis of a listed disease besides.
   */
  readonly oneDay: 'by-policy' | 'by-diagnosis'
  /**
   * How far an event reaches into a claim that runs. `partly`: what was approved before the word of an exercise came is still prepared,
   * and every survey is ordered on the spot. `wholly`: that is withheld, and a survey is ordered from afar where the event has that
   * for its rule.
   */
  readonly events: 'partly' | 'wholly'
  /**
   * What a payee is still to be paid by a former agreement, when a new one owes him something (C10). `mixed`: what arrives meets
   * the clocks of both. `apart`: each has a clock of its own.
   */
  readonly formerMoney: 'mixed' | 'apart'
}

const stated = {
  decisions: 'stated',
  clearingTold: false,
  oneDay: 'by-policy',
  events: 'partly',
  formerMoney: 'mixed',
} as const
const second: RuleBook = { version: 2, clocks: clockRegistry1, payees: 'entitled', measuresStay: true, ...stated }

const third: RuleBook = {
  ...second,
  version: 3,
  decisions: 'shown',
  clearingTold: true,
  oneDay: 'by-diagnosis',
  events: 'wholly',
}

/**
 * Every version a running claim may still have begun with. A new version is added, never edited: a claim's history
 * replays by the version in its state, which is raised only when it continues as new.
 */
export const ruleBooks: ReadonlyMap<number, RuleBook> = new Map<number, RuleBook>([
  [1, { version: 1, clocks: clockRegistry1, payees: 'named', measuresStay: false, ...stated }],
  [2, second],
  [3, third],
  [4, { ...third, version: 4, formerMoney: 'apart' }],
])
