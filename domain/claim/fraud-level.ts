import type { Proposal } from './state.ts'

/**
 * Whether the proposal refuses for fraud: because the event never happened, because all of the request is false, or because
 * the investigator proved a part of it false (3.2, #56). A cut item that is merely inflated goes by its amount.
 */
export const refusesForFraud = ({
  kind,
  ground,
  fraudProven,
}: Pick<Proposal, 'kind' | 'ground' | 'fraudProven'>): boolean =>
  ground === 'event-never-happened' || (ground === 'false-material' && kind !== 'part') || fraudProven === true

/** Fraud is the committee's to decide (A5), however small the amount; everything else goes by its amount. */
export const leastLevelOf = (
  proposal: Pick<Proposal, 'kind' | 'ground' | 'fraudProven'>,
): Pick<Proposal, 'leastLevel'> => (refusesForFraud(proposal) ? { leastLevel: 5 } : {})
