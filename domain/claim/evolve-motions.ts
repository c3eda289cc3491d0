import { castVote } from './determined.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { CastVote, Claim, ClaimFile, Motion, Recovery } from './state.ts'

/** What the committee was asked beside proposals and disputes, and what it has said, after the event. */
export function evolveMotions(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

/** Nothing is set aside any more for what is paid or will not be. */
const noReserve = ({ proposedReserve }: Claim): Partial<ClaimFile> => (proposedReserve ? { proposedReserve: null } : {})

const changes: Changes = {
  VoteCast: (claim, event) => (event.on === undefined ? {} : voted(claim, event.on, castVote(event))),
  CompensationReturned: ({ compensations = [] }, { n }) => ({
    compensations: compensations.map((open) => (open.n === n ? { ...open, votes: [] } : open)),
  }),
  WriteOffProposed: (claim, { n, at, by, reasonTextId }) =>
    recovery(claim, n, () => ({ writeOff: { reasonTextId, broughtBy: by.id, broughtAt: at, votes: [] } })),
  WriteOffReturned: (claim, { n }) => recovery(claim, n, () => ({ writeOff: null })),
  ReserveProposed: (_claim, { at, by, reserveFen, reasonTextId }) => ({
    proposedReserve: { reserveFen, reasonTextId, broughtBy: by.id, broughtAt: at, votes: [] },
  }),
  ReserveSet: (claim, { reserveFen }) => (claim.proposedReserve?.reserveFen === reserveFen ? noReserve(claim) : {}),
  ReserveReturned: noReserve,
  ClaimPaid: noReserve,
  ClaimPaidInPart: noReserve,
  ClaimDenied: noReserve,
  ClaimDeclined: noReserve,
  ClaimWithdrawn: noReserve,
  ClaimCancelled: noReserve,
}

function voted(claim: Claim, on: Motion, vote: CastVote): Partial<ClaimFile> {
  const { prepayments = [], compensations = [], proposedReserve } = claim
  const withVote = <T extends { readonly n: number; readonly votes?: readonly CastVote[] }>(one: T, n: number): T =>
    one.n === n ? { ...one, votes: [...(one.votes ?? []), vote] } : one
  if (on.kind === 'advance') return { prepayments: prepayments.map((asked) => withVote(asked, on.n)) }
  if (on.kind === 'compensation') return { compensations: compensations.map((open) => withVote(open, on.n)) }
  if (on.kind === 'write-off') {
    return recovery(claim, on.n, ({ writeOff }) =>
      writeOff ? { writeOff: { ...writeOff, votes: [...writeOff.votes, vote] } } : {},
    )
  }
  if (!proposedReserve) return {}
  return { proposedReserve: { ...proposedReserve, votes: [...proposedReserve.votes, vote] } }
}

function recovery(
  { recoveries = [] }: Claim,
  n: number,
  change: (open: Recovery) => Partial<Recovery>,
): Partial<ClaimFile> {
  return { recoveries: recoveries.map((open) => (open.n === n ? { ...open, ...change(open) } : open)) }
}
