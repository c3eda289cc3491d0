import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { nextStep } from '../../domain/claim/next-step.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { sumFen } from '../../domain/money.ts'
import { ruleBook } from '../../domain/rules.ts'
import type { Instant } from '../../domain/time.ts'
import { contextAt } from '../claim-people.ts'

interface Passage {
  readonly before: Claim
  readonly events: readonly ClaimEvent[]
  readonly after: Claim
  readonly now: Instant
}

/** What must hold of those who are paid, at every step of every claim. What they share is a law of advances. */
export const payeeLaws = {
  'those who are paid share one sum, and shares make 100.00 %': ({ before, after }: Passage) => {
    if (after.stage.status !== 'paying') return []
    const { payees, thaw } = after
    const shares = payees.reduce((sum, { share }) => sum + share, 0)
    // Where all was paid in advance nobody is named, also when it comes back.
    const isNobodyNamed = payees.length === 0 && after.payments.every(({ kind = 'claim' }) => kind !== 'claim')
    const isWhole = thaw ? shares < 10_000 : shares === 10_000 || isNobodyNamed
    const isSame = before.stage.status !== 'paying' || sharedFen(before) === sharedFen(after)
    return [
      ...(isWhole ? [] : [`${shares} hundredths of a percent`]),
      ...(isSame ? [] : [`${sharedFen(before)} fen, then ${sharedFen(after)}`]),
    ]
  },
  'a payment that its screening holds asks nothing of the bank, and a void one nothing ever': ({
    after,
    now,
  }: Passage) => {
    const step = nextStep(after, contextAt(now))
    if (step.kind === 'finish') return []
    return step.effects.flatMap((effect) => {
      if (!('payment' in effect)) return []
      const { n, screening, state } = effect.payment
      // The bank's own word that it has the money stands above the screening: then it is asked what became of it.
      const isHeld = screening === 'hit' && state !== 'sent'
      return isHeld || state === 'void' ? [`${effect.kind} of payment ${n}`] : []
    })
  },
  'what screening holds ends by the word of compliance alone, also where its payment is void': ({
    before,
    events,
    after,
  }: Passage) => {
    if (!ruleBook(before.rules).measuresStay) return []
    const fell = before.payments.filter(
      ({ n, screening, state }) =>
        screening === 'hit' && state !== 'void' && after.payments.find((payment) => payment.n === n)?.state === 'void',
    )
    const isReleased = events.some(({ type }) => type === 'ScreeningReleased')
    return (fell.length > 0 || before.measure) && !after.measure && !isReleased ? ['nobody released it'] : []
  },
  'nothing of an approval that bound other payees lets money out': ({ events, before }: Passage) =>
    events.flatMap((event, index) => {
      if (event.type !== 'PayeesUnfrozen') return []
      const { payments } = fold(before, events.slice(0, index + 1))
      return event.payments.filter((n) => payments.find((payment) => payment.n === n)?.state !== 'void').map(String)
    }),
}

/** What all payees share, those among them who are to be named anew. */
const sharedFen = ({ payees, thaw }: Claim): number =>
  sumFen(payees.map(({ amountFen }) => amountFen)) + (thaw?.owedFen ?? 0)
