import { isOpen } from '../clocks/engine.ts'
import { isFen } from '../money.ts'
import { isCompulsoryMotor, subjectOf } from './clock-subjects.ts'
import type { CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { oldestReceipt } from './filing.ts'
import type { Claim } from './state.ts'

/** The police tell that an injured person needs rescue costs paid (抢救费用): C27 runs until the hospital has them (CTALI 31). */
export function noteRescue(
  claim: Claim,
  { documentId, costFen, ageMs }: CommandOf<'NoteRescue'>,
  { now }: Context,
): Outcome {
  if (!isCompulsoryMotor(subjectOf(claim)))
    return refuse(
      claim,
      'RESCUE_NOT_COVERED',
      'rescue costs are paid on police notice by compulsory motor insurance only',
    )
  if (claim.clocks.some((clock) => clock.id === 'C27' && isOpen(clock)))
    return refuse(claim, 'RESCUE_NOTED', 'a notice of the police stands already, and its costs are not paid yet')
  const isNotice = claim.documents.some(
    (document) => document.documentId === documentId && document.kind === 'traffic-report',
  )
  if (!isNotice) {
    const message = 'the notice of the police is a document on this file, of the kind traffic-report'
    return refuse(claim, 'EVIDENCE_UNKNOWN', message, { field: '/documentId' })
  }
  if (!isFen(costFen) || costFen === 0)
    return refuse(claim, 'AMOUNT_NOT_FEN', 'the costs are a whole number of fen above zero', { field: '/costFen' })
  const field = '/receivedAt'
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'nothing is received after now', { field })
  if (ageMs > oldestReceipt)
    return refuse(claim, 'BEFORE_THE_ACT', 'nothing is entered that was received more than twenty years ago', { field })
  return happens({ type: 'RescueNoted', documentId, costFen, receivedAt: now - ageMs })
}
