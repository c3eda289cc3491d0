import type { NoticeChannel } from '../../domain/claim/codes.ts'
import type { Claim, Notice, Payment, PaymentState } from '../../domain/claim/state.ts'

/**
 * What of the claim the outside world is about to answer: notices without their receipt and transfers without the
 * bank's word. What waits for a person or for the claim's own clock (post, an unknown outcome) is not open.
 */
export function openEffects(claim: Pick<Claim, 'notices' | 'payments'>): readonly string[] {
  return [
    ...claim.notices.filter(isUnderWay).map(({ n, state }) => `notice ${n} is ${state}`),
    ...claim.payments.filter(isInTheAir).map(({ n, state }) => `payment ${n} is ${state}`),
  ]
}

/** Delivery on these is reported by a person, days later. */
const byPeople: readonly NoticeChannel[] = ['post', 'by-hand']
const inTheAir: readonly PaymentState[] = ['approved', 'cleared', 'sent']

function isUnderWay({ state, channel }: Notice): boolean {
  return state === 'queued' || (state === 'dispatched' && !byPeople.includes(channel))
}

const isInTheAir = ({ state }: Payment): boolean => inTheAir.includes(state)
