import type { Clock } from '../clocks/clock.ts'
import { closingOf } from '../clocks/close-of-business.ts'
import { startClock } from '../clocks/engine.ts'
import { contractLength, promisedLength } from '../clocks/promise.ts'
import type { Fen } from '../money.ts'
import { currentRules, ruleBook } from '../rules.ts'
import type { DateText } from '../time.ts'
import { clocksFromReceipt } from './clock-subjects.ts'
import type { ClaimLine, DocumentKind } from './codes.ts'
import type { Context } from './decision.ts'
import type { ChecklistItem } from './document-checklist.ts'
import { missingDocuments } from './document-checklist.ts'
import type { LossFacts, PolicyTerms, Triage } from './state.ts'
import { triage } from './triage.ts'

/** What a claim would be, before anybody files it. */
export interface PreviewCase {
  readonly line: ClaimLine
  readonly facts: LossFacts
  readonly eventDate: DateText
  readonly claimedFen: Fen | null
  readonly documents: readonly { readonly kind: DocumentKind }[]
  readonly policy: PolicyTerms
  /** Administrative code of the branch that would have it. */
  readonly branch: string
}

/** Which lane, which clocks from now, what is missing. Nothing is stored and nothing is promised. */
export interface Preview extends Triage {
  readonly clocks: readonly Clock[]
  readonly missing: readonly ChecklistItem[]
}

/** The claim as the current rules would begin it at `context.now`, with the clocks that start at its receipt. */
export function previewClaim(
  { line, facts, claimedFen, documents, policy: terms, branch }: PreviewCase,
  context: Context,
): Preview {
  const { line: known, group } = terms.known === 'found' ? terms : { line, group: false }
  const { version, clocks } = ruleBook(currentRules)
  const { promises = [], longerContractPeriods = false, closeOfBusiness = [] } = context.policy
  const periods = terms.known === 'found' ? terms.contractPeriods : {}
  const promisee = { line: known, channel: null, group: terms.known === 'found' ? group : null }
  const starting = clocksFromReceipt({ line: known, group }).map((id) => {
    const rule = clocks[id]
    const length = promisedLength(rule, promises, promisee, contractLength(rule, periods, longerContractPeriods))
    const closesAfterMs = closingOf(rule, closeOfBusiness, branch)
    const begun = { rule, ruleVersion: version, n: 1, startedAt: context.now, length, closesAfterMs }
    return startClock(begun, context.calendar)
  })
  // Nobody has read a diagnosis yet: what it would promise is not foreseen.
  const lane = triage({ line: known, group, claimedFen, facts, paidInOneDay: false }, context.policy)
  return { ...lane, clocks: starting, missing: missingDocuments(known, facts, documents) }
}
