import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { payoutFen } from '../../domain/claim/payout.ts'
import { advancedFen, isFromPayee } from '../../domain/claim/prepaid.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { sumFen } from '../../domain/money.ts'

interface Passage {
  readonly before: Claim
  readonly events: readonly ClaimEvent[]
  readonly after: Claim
}

/** What must hold of money paid in advance and of money that should come back, at every step of every claim. */
export const advanceLaws = {
  'what was paid in advance is counted once: in a final sum, or asked back': ({ before, events }: Passage) =>
    events.flatMap((event, index) =>
      event.type === 'PayeesFrozen'
        ? miscounted(fold(before, events.slice(0, index)), event, events.slice(index + 1))
        : [],
    ),
  'a recovery gets back what was asked for, and no fen more': ({ after }: Passage) => {
    const { recoveries = [], owedBackFen, owedBack } = after
    const wrong = recoveries.filter(({ state, amountFen, receivedFen, setOffFen }) => {
      const left = amountFen - receivedFen - setOffFen
      return left < 0 || (left === 0) !== (state === 'recovered')
    })
    const isUnasked = Boolean(owedBackFen) || (owedBack ?? []).length > 0
    return [...wrong.map(({ n }) => `recovery ${n}`), ...(isUnasked ? ['owed and not asked back'] : [])]
  },
}

/** The shares and what they leave out are the determination; what was advanced beyond it is asked back in the same breath. */
function miscounted(
  claim: Claim,
  { payments, netted }: Extract<ClaimEvent, { type: 'PayeesFrozen' }>,
  next: readonly ClaimEvent[],
): readonly string[] {
  const { stage, thaw } = claim
  // Who is named anew shares what was owed to those he is named for (#75).
  const final = thaw ? thaw.owedFen : 'determination' in stage ? payoutFen(stage.determination) : 0
  const { prepaidFen, setOffFen } = netted ?? { prepaidFen: 0, setOffFen: 0 }
  const counted = sumFen(payments.map(({ amountFen }) => amountFen)) + prepaidFen + setOffFen
  const owedBack = advancedFen(claim) - prepaidFen
  // Of each who had more than his part by a recovery of its own.
  const askedBack = sumFen(recoveriesAtOnce(next))
  return [
    ...(counted === final ? [] : [`${counted} of ${final} counted`]),
    ...(owedBack === askedBack ? [] : [`${owedBack} owed back, ${askedBack} asked back`]),
  ]
}

function recoveriesAtOnce(next: readonly ClaimEvent[]): readonly number[] {
  const other = next.findIndex(({ type }) => type !== 'RecoveryOpened')
  const opened = other < 0 ? next : next.slice(0, other)
  return opened.map((event) => (event.type === 'RecoveryOpened' ? event.amountFen : 0))
}

/** What one of several payees had beyond his part, and nobody took from the others: it is theirs beside. */
export const askedOfPayeesFen = ({ recoveries = [] }: Claim): number =>
  sumFen(
    recoveries
      .filter(({ payeeId, cause }) => payeeId !== undefined && cause === 'overpaid')
      .map(({ amountFen, receivedFen, setOffFen }) => amountFen - receivedFen - setOffFen),
  )

/** What who was paid gave back: a later determination of the same claim may owe it anew. */
export const givenBackFen = ({ recoveries = [] }: Claim): number =>
  sumFen(recoveries.filter(({ cause }) => isFromPayee(cause)).map(({ receivedFen }) => receivedFen))
