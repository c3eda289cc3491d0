import { z } from 'zod'

import type { Claim, EmergencyAdvance, Prepayment, Recovery } from '../../domain/claim/state.ts'
import { onWire } from './on-wire.ts'
import { broughtBody, broughtOnWire, castVotes } from './votes.ts'

/** Money paid before the amount was fixed (预付). How far it is, the payment of that number says. */
const prepaymentBody = z.object({
  n: z.int(),
  why: z.string(),
  amountFen: z.string(),
  state: z.string(),
  payment: z.int().optional(),
  /** Counted in a final sum. */
  netted: z.boolean().optional(),
  requestedAt: z.string(),
  /** How it came about: staff only. */
  desk: z
    .object({
      evidence: z.array(z.string()),
      payeeId: z.string(),
      as: z.string().optional(),
      through: z.string().optional(),
      /** Whose part of a final sum it counts against; its own payee where it was none of theirs. */
      countedFor: z.string().optional(),
      payeeEvidence: z.array(z.string()).optional(),
      identityDocumentId: z.string().optional(),
      /** Who takes it for the payee: of a minor his guardian. */
      receiver: z.string().optional(),
      requestedBy: z.string(),
      requiredLevel: z.int(),
      approvedBy: z.string().optional(),
      votes: castVotes.optional(),
    })
    .optional(),
})

/** What an event promises in advance, before anybody has asked for it. */
const offerBody = z.object({
  how: z.string(),
  sharePercent: z.int(),
  amountFen: z.string(),
  at: z.string(),
})

/** Money that should come back (追偿). */
const recoveryBody = z.object({
  n: z.int(),
  cause: z.string(),
  amountFen: z.string(),
  receivedFen: z.string(),
  /** Left out of a later determination of the same claim. */
  setOffFen: z.string(),
  state: z.string(),
  openedAt: z.string(),
  /** Which payee owes it, where they have parts of their own: staff only. */
  payeeId: z.string().optional(),
  /** Head office asks the committee to give it up: staff only. */
  writeOff: broughtBody.optional(),
})

/** Fields of the claim; absent while there is none. */
export const advancesBody = {
  prepayments: z.array(prepaymentBody).optional(),
  advanceOffered: offerBody.optional(),
  recoveries: z.array(recoveryBody).optional(),
}

/**
 * Customers see what is paid to them in advance, and what of it is asked back; not what is asked of others, or suspected, nor
 * which of several payees owes something.
 */
export function advancesOnWire({ prepayments = [], recoveries = [], emergencyAdvance }: Claim, staff: boolean) {
  const shown = prepayments.filter(({ state }) => staff || state === 'approved')
  const isHis = ({ cause, payeeId }: Recovery): boolean =>
    payeeId === undefined && (cause === 'overpaid' || cause === 'clawback')
  const asked = recoveries.filter((recovery) => staff || isHis(recovery))
  return {
    ...(emergencyAdvance && { advanceOffered: offerOnWire(emergencyAdvance) }),
    ...(shown.length > 0 && { prepayments: shown.map((advance) => prepaymentOnWire(advance, staff)) }),
    ...(asked.length > 0 && { recoveries: asked.map((recovery) => recoveryOnWire(recovery, staff)) }),
  }
}

/** What the estimate is, less what is held, is the desk’s. */
const offerOnWire = ({ estimateFen: _estimateFen, ...offer }: EmergencyAdvance) => onWire(offer)
function recoveryOnWire({ openedBy: _openedBy, writeOff, ...recovery }: Recovery, staff: boolean) {
  return { ...onWire(recovery), ...(staff && writeOff && { writeOff: broughtOnWire(writeOff) }) }
}

function prepaymentOnWire(advance: Prepayment, staff: boolean) {
  const { n, why, amountFen, state, payment, netted, requestedAt, ...rest } = advance
  const { as, payeeEvidence, identityDocumentId, receiver, evidence, payeeId, requestedBy, requiredLevel } = rest
  const { approvedBy, votes, through, countedFor } = rest
  return {
    ...onWire({ n, why, amountFen, state, requestedAt }),
    ...(payment !== undefined && { payment }),
    ...(netted !== undefined && { netted }),
    ...(staff && {
      desk: {
        evidence: [...evidence],
        payeeId,
        ...(as !== undefined && { as }),
        ...(through !== undefined && { through }),
        ...(countedFor !== undefined && { countedFor }),
        ...(payeeEvidence && { payeeEvidence: [...payeeEvidence] }),
        ...(identityDocumentId !== undefined && { identityDocumentId }),
        ...(receiver && { receiver: receiver.as }),
        requestedBy,
        requiredLevel,
        ...(approvedBy !== undefined && { approvedBy }),
        ...(votes && { votes: onWire(votes) }),
      },
    }),
  }
}
