import type { Fen } from '../money.ts'
import type { Proposal } from './state.ts'

/** What leaves for this decision: the benefit, and what is due although the benefit is refused (Insurance Law 43 to 45). */
export const payoutFen = ({ payFen, stillDueFen = 0 }: Pick<Proposal, 'payFen' | 'stillDueFen'>): Fen =>
  payFen + stillDueFen
