import type { Fen } from '../money.ts'
import type { Claim, Proposal } from './state.ts'

/** What leaves for this decision: the benefit, and what is due although the benefit is refused (Insurance Law 43 to 45). */
export const payoutFen = ({ payFen, stillDueFen = 0 }: Pick<Proposal, 'payFen' | 'stillDueFen'>): Fen =>
  payFen + stillDueFen

/** #33: a fixed benefit, and what is due although the claim is refused: nobody has to agree. */
export const isOwedAsItStands = (
  { policy }: Pick<Claim, 'policy'>,
  { stillDueFen }: Pick<Proposal, 'stillDueFen'>,
): boolean => (policy.known === 'found' && policy.fixedBenefit) || stillDueFen !== undefined
