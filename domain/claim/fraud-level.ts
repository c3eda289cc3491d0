import { ruleBook } from '../rules.ts'
import type { Claim, Proposal } from './state.ts'

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

/**
 * Whether the claim stands refused for fraud, in whole or in part. Reopened by a supervisor it is decided anew by those who refused
 * it (#56, #69), by the rules of its version.
 */
export const standsRefusedForFraud = ({ stage, rules }: Pick<Claim, 'stage' | 'rules'>): boolean =>
  ruleBook(rules).decisions === 'shown' && 'determination' in stage && refusesForFraud(stage.determination)
