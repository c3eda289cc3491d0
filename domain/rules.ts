import type { RuleBook } from './rule-books.ts'
import { ruleBooks } from './rule-books.ts'

/** The version new claims begin with. */
export const currentRules = 4

/** The rules a claim lives by. Throws for a version this build does not know: a defect of deployment, never a refusal. */
export function ruleBook(version: number): RuleBook {
  const book = ruleBooks.get(version)
  if (book === undefined) throw new Error(`no rule book of version ${version}: this build is older than the claim`)
  return book
}
