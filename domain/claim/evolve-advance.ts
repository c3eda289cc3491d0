import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import { mayBeSeveral } from './earlier-money.ts'
import type { ClaimEvent, ClaimEventType, FactOf } from './events.ts'
import {
  advancedFen,
  advanceOf,
  canBeCalledOff,
  closedWhenWhole,
  isToBeNetted,
  metByReturn,
  owedAgainFen,
  paymentOf,
} from './prepaid.ts'
import type { Claim, ClaimFile, Netting, NettedPart, Payment, Prepayment, Recovery } from './state.ts'

/** Advances and recoveries after the event. `claim` stands after the event's effect on payees and payments. */
export function evolveAdvance(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  PrepaymentRequested: ({ prepayments = [] }, { prepayment }) => ({ prepayments: [...prepayments, prepayment] }),
  PrepaymentApproved: (claim, { n, amountFen, by, payment }) => ({
    ...advance(claim, n, { state: 'approved', amountFen, approvedBy: by.id, payment: payment.n }),
    payments: [...claim.payments, payment],
  }),
  PrepaymentRerouted: (claim, { n, level }) => advance(claim, n, { requiredLevel: level }),
  PrepaymentReturned: (claim, { n }) => advance(claim, n, { state: 'returned' }),
  AdvanceAwaited: (_claim, { instance, afterDays }) => ({ advanceAwaited: { instance, afterDays } }),
  NothingProvable: calledOff,
  AdvanceOffered: (_claim, { how, sharePercent, estimateFen, amountFen, at }) => ({
    emergencyAdvance: { how, sharePercent, estimateFen, amountFen, at },
  }),
  ProposalApproved: (claim) => (isHeldAndRefused(claim) ? calledOff(claim) : {}),
  PayeesFrozen: (claim, event) => netted(claim, event),
  ClaimDenied: neverOwed,
  ClaimDeclined: neverOwed,
  ClaimWithdrawn: calledOff,
  ClaimCancelled: calledOff,
  PolicyRelinked: (claim) => ({ ...calledOff(claim), ...offeredAnew(claim) }),
  ClaimReopened: offeredAnew,
  // Who has died, or gives his claim away, is sent nothing in advance any more (#75): it is proposed anew for who comes after him.
  PayeesUnfrozen: (claim, { payees }) => (payees.length === 0 ? calledOff(claim) : {}),
  AccountNamed: (claim, { n, receiver }) => takenBy(claim, n, receiver),
  PaymentSettled: (claim, { n }) => arrivedTooLate(claim, n),
  PaymentBounced: (claim, { n }) => cameBack(claim, n),
  RecoveryOpened: (claim, event) => opened(claim, event),
  RecoveryReceived: (claim, { n, amountFen }) =>
    recovery(claim, n, (open) => closedWhenWhole({ ...open, receivedFen: open.receivedFen + amountFen })),
  RecoveryWrittenOff: (claim, { n }) => recovery(claim, n, (open) => ({ ...open, state: 'written-off' })),
}

/** With the account, who takes the advance for its payee is named anew. */
function takenBy(claim: Claim, paymentN: number, receiver: Prepayment['receiver']): Partial<ClaimFile> {
  const paid = advanceOf(claim, paymentN)
  return paid === undefined || receiver === undefined ? {} : advance(claim, paid.n, { receiver })
}

function advance({ prepayments = [] }: Claim, n: number, change: Partial<Prepayment>): Partial<ClaimFile> {
  return { prepayments: prepayments.map((candidate) => (candidate.n === n ? { ...candidate, ...change } : candidate)) }
}

/** What was asked for or approved in advance and has not left falls away; what left goes on and is never taken back (#51). */
function calledOff(claim: Claim): Partial<ClaimFile> {
  const { prepayments = [], payments } = claim
  const off = prepayments.filter((candidate) => canBeCalledOff(claim, candidate))
  if (off.length === 0) return {}
  const numbers = new Set(off.map(({ n }) => n))
  const unpaid = new Set(off.map((advance) => paymentOf(claim, advance)?.n))
  return {
    prepayments: prepayments.map((candidate) =>
      numbers.has(candidate.n) ? { ...candidate, state: 'void' } : candidate,
    ),
    payments: payments.map((payment) => (unpaid.has(payment.n) ? { ...payment, state: 'void' } : payment)),
  }
}

/** Another policy, or new evidence, makes another estimate. */
function offeredAnew({ emergencyAdvance }: Claim): Partial<ClaimFile> {
  return emergencyAdvance ? { emergencyAdvance: null } : {}
}

/** The refusal ends the hold (#56): what was held back of an advance is not let go by that. `claim` is still held. */
function isHeldAndRefused({ stage, hold }: Claim): boolean {
  if (stage.status !== 'awaiting-approval' || !hold?.standing) return false
  return stage.proposal.kind === 'refuse' || stage.proposal.kind === 'deny'
}

/** #36: the final sum has counted what was paid in advance; what it exceeds the sum by is owed back (#59). */
function netted(claim: Claim, { netted: netting }: FactOf<'PayeesFrozen'>): Partial<ClaimFile> {
  const off = calledOff(claim)
  if (netting === undefined) return off
  const after = { ...claim, ...off }
  if (netting.parts !== undefined) return { ...off, ...nettedByPart(after, netting, netting.parts) }
  const owedBack = advancedFen(after) - netting.prepaidFen
  const kept = { ...after, ...counted(after) }
  // What a refusal asked back and this sum leaves out is part of what is owed from now on.
  const owing = netting.setOffFen > 0 ? owedAfterAll(kept) : {}
  return { ...off, ...counted(after), ...owing, ...setOff(after, netting.setOffFen), ...owed(claim, owedBack) }
}

/** #36: each counted against the part of whoever had it; what it exceeds that part by he owes back (#59). */
function nettedByPart(claim: Claim, { setOffFen }: Netting, parts: readonly NettedPart[]): Partial<ClaimFile> {
  const partOf = (what: NettedPart['what'], n: number) => parts.find((part) => part.what === what && part.n === n)
  const { prepayments = [], recoveries, owedBack } = claim
  const paid = prepayments.map((advance) => {
    const part = partOf('advance', advance.n)
    return part === undefined ? advance : { ...advance, netted: true, countedFor: part.payeeId }
  })
  const beyond = prepayments.flatMap((advance) => {
    const part = partOf('advance', advance.n)
    return part === undefined ? [] : [{ payeeId: part.payeeId, amountFen: advance.amountFen - part.amountFen }]
  })
  const owing = [...new Set(beyond.map(({ payeeId }) => payeeId))].map((payeeId) => ({
    payeeId,
    amountFen: sumFen(beyond.filter((part) => part.payeeId === payeeId).map(({ amountFen }) => amountFen)),
  }))
  return {
    prepayments: paid,
    // What a refusal asked back and this sum leaves out is part of what is owed from now on.
    ...(setOffFen > 0 ? owedAfterAll({ ...claim, prepayments: paid }) : {}),
    ...(recoveries === undefined
      ? {}
      : {
          recoveries: recoveries.map((open) => {
            const taken = partOf('overpaid', open.n)?.amountFen ?? 0
            return taken === 0 ? open : closedWhenWhole({ ...open, setOffFen: open.setOffFen + taken })
          }),
        }),
    owedBack: [...(owedBack ?? []), ...owing.filter(({ amountFen }) => amountFen > 0)],
  }
}

/** #32: nothing is owed, so all that arrived in advance is owed back (#59). */
function neverOwed(claim: Claim): Partial<ClaimFile> {
  const off = calledOff(claim)
  const after = { ...claim, ...off }
  const had = (after.prepayments ?? []).filter((paid) => isToBeNetted(after, paid))
  return had.length === 0 ? off : { ...off, ...counted(after, { refused: true }), ...askedOf(after, had) }
}

/** All of it is asked back: where several may have rights of their own, of each what he himself has had. */
function askedOf(claim: Claim, had: readonly Prepayment[]): Partial<ClaimFile> {
  if (!mayBeSeveral(claim)) return owed(claim, sumFen(had.map(({ amountFen }) => amountFen)))
  const each = had.map(({ payeeId, amountFen }) => ({ payeeId, amountFen }))
  return { owedBack: [...(claim.owedBack ?? []), ...each] }
}

/** An advance that was on its way when the claim was refused has arrived after all. */
function arrivedTooLate(claim: Claim, paymentN: number): Partial<ClaimFile> {
  const paid = advanceOf(claim, paymentN)
  const { status } = claim.stage
  if (paid === undefined || paid.netted === true || (status !== 'denied' && status !== 'declined')) return {}
  const asked = { netted: true, refused: true, ...forWhom(claim, paid) }
  return { ...advance(claim, paid.n, asked), ...askedOf(claim, [paid]) }
}

const forWhom = (claim: Claim, { payeeId }: Prepayment): Pick<Prepayment, 'countedFor'> =>
  mayBeSeveral(claim) ? { countedFor: payeeId } : {}

/**
 * #44 of an advance. Nobody has a right to it (any more), also where the refused claim was opened again since and nobody has
 * determined anything: what was to be asked back has come back, and nothing is owed. Where a final sum has counted it, no
 * more is owed again than that sum leaves to its payee.
 */
function cameBack(claim: Claim, paymentN: number): Partial<ClaimFile> {
  const paid = advanceOf(claim, paymentN)
  const payment = claim.payments.find(({ n }) => n === paymentN)
  if (paid === undefined || payment === undefined) return {}
  const owedFen = owedAgainFen(claim, payment)
  if (owedFen === payment.amountFen) return {}
  const { recoveries = [] } = claim
  const left = { ...payment, amountFen: owedFen, returnedFen: payment.amountFen }
  const changed: Payment = owedFen === 0 ? { ...payment, state: 'void' } : left
  return {
    ...(owedFen === 0 ? advance(claim, paid.n, { state: 'void' }) : {}),
    ...(paid.netted === true ? { recoveries: metByReturn(recoveries, paid, payment.amountFen - owedFen) } : {}),
    payments: claim.payments.map((candidate) => (candidate.n === paymentN ? changed : candidate)),
  }
}

const counted = (claim: Claim, how: Pick<Prepayment, 'refused'> = {}): Partial<ClaimFile> => ({
  prepayments: (claim.prepayments ?? []).map((paid) =>
    isToBeNetted(claim, paid)
      ? { ...paid, netted: true, ...how, ...(how.refused === true ? forWhom(claim, paid) : {}) }
      : paid,
  ),
})

const owedAfterAll = ({ prepayments = [] }: Claim): Partial<ClaimFile> => ({
  prepayments: prepayments.map((paid) => (paid.refused === true ? { ...paid, refused: false } : paid)),
})

const owed = ({ owedBackFen }: Claim, more: Fen): Partial<ClaimFile> =>
  more === 0 ? {} : { owedBackFen: (owedBackFen ?? 0) + more }

/** The oldest debt first. */
function setOff({ recoveries = [] }: Claim, amountFen: Fen): Partial<ClaimFile> {
  let left = amountFen
  if (left === 0) return {}
  return {
    recoveries: recoveries.map((open) => {
      if (open.cause !== 'overpaid' || open.state !== 'open') return open
      const taken = Math.min(left, open.amountFen - open.receivedFen - open.setOffFen)
      left -= taken
      return closedWhenWhole({ ...open, setOffFen: open.setOffFen + taken })
    }),
  }
}

/** A claim that has money to get back does not rest. */
function opened(
  claim: Claim,
  { at, by, n, cause, amountFen, payeeId }: Extract<ClaimEvent, { type: 'RecoveryOpened' }>,
): Partial<ClaimFile> {
  const begun: Recovery = {
    n,
    cause,
    amountFen,
    receivedFen: 0,
    setOffFen: 0,
    ...(payeeId === undefined ? {} : { payeeId }),
    state: 'open',
    openedBy: by.id,
    openedAt: at,
  }
  const isOfPayee = payeeId !== undefined
  const rest = isOfPayee ? { owedBack: (claim.owedBack ?? []).slice(1) } : { owedBackFen: null }
  const asked = by.role === 'system' ? rest : {}
  return { recoveries: [...(claim.recoveries ?? []), begun], restedAt: null, ...asked }
}

function recovery({ recoveries = [] }: Claim, n: number, change: (open: Recovery) => Recovery): Partial<ClaimFile> {
  return { recoveries: recoveries.map((candidate) => (candidate.n === n ? change(candidate) : candidate)) }
}
