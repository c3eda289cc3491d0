import type { RuleBook } from '../../domain/rule-books.ts'
import { ruleBooks } from '../../domain/rule-books.ts'

/** What the rules would look like after one more version: shorter clocks, current for new claims (the next rules of this test). */
export const marker = 'the next rules of this test'

const next = ({ version, clocks, ...book }: RuleBook): RuleBook => ({
  ...book,
  version: version + 1,
  clocks: { ...clocks, C02: { ...clocks.C02, length: 12 }, C06: { ...clocks.C06, length: 15 } },
})

const known = [...ruleBooks.values()]
const books: readonly RuleBook[] = [...known, ...known.slice(-1).map(next)]

export const currentRules = books.length

export function ruleBook(version: number): RuleBook {
  const book = books.find((candidate) => candidate.version === version)
  if (book === undefined) throw new Error(`no rule book of version ${version} in ${marker}`)
  return book
}
