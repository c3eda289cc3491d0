import { clockRegistry1 } from '../../domain/clocks/registry.ts'
import type { RuleBook } from '../../domain/rules.ts'

/** What the rules would look like after a fifth version: shorter clocks, current for new claims (rules of version 5 of this test). */
export const marker = 'rules of version 5 of this test'

const stated = {
  decisions: 'stated',
  clearingTold: false,
  oneDay: 'by-policy',
  events: 'partly',
  formerMoney: 'mixed',
} as const
const third: RuleBook = {
  version: 3,
  clocks: clockRegistry1,
  payees: 'entitled',
  measuresStay: true,
  decisions: 'shown',
  clearingTold: true,
  oneDay: 'by-diagnosis',
  events: 'wholly',
  formerMoney: 'mixed',
}

const books: readonly RuleBook[] = [
  { version: 1, clocks: clockRegistry1, payees: 'named', measuresStay: false, ...stated },
  { ...third, version: 2, ...stated },
  third,
  { ...third, version: 4, formerMoney: 'apart' },
  {
    ...third,
    version: 5,
    formerMoney: 'apart',
    clocks: {
      ...clockRegistry1,
      C02: { ...clockRegistry1.C02, length: 12 },
      C06: { ...clockRegistry1.C06, length: 15 },
    },
  },
]

export const currentRules = 5

export function ruleBook(version: number): RuleBook {
  const book = books.find((candidate) => candidate.version === version)
  if (book === undefined) throw new Error(`no rule book of version ${version} in ${marker}`)
  return book
}
