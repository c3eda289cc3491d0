import type { ClaimEvent, ClaimEventType } from './events.ts'
import { refusesForFraud } from './fraud-level.ts'
import { lapseOf } from './hold.ts'
import type { Claim, ClaimFile, HoldRegion } from './state.ts'

/** What is held, proven and rescinded after the event. */
export function evolveHold(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  HoldProposed: (claim, { amountFen, reasonTextId, by }) =>
    by.role === 'system' ? {} : region(claim, { proposed: { amountFen, reasonTextId, by: by.id, role: by.role } }),
  HoldRaised: (claim, { n, amountFen, because, signals, reasonTextId, lapsesAt, at }) => {
    const reason = reasonTextId === undefined ? {} : { reasonTextId }
    const lapse = lapsesAt === undefined || claim.hold?.proof ? {} : { lapsesAt }
    const standing = { n, amountFen, because, signals, raisedAt: at, ...reason, ...lapse }
    return region({ hold: { ...claim.hold, raised: n } }, { standing, proposed: null })
  },
  HoldCleared: (claim) => region(claim, { standing: null, proposed: null, proof: null }),
  HoldLapseNear: (claim) => {
    const { standing } = claim.hold ?? {}
    return standing ? region(claim, { standing: { ...standing, lapseTold: true } }) : {}
  },
  HoldLapsed: (claim) => region(claim, { standing: null }),
  // What is proven false is what is held from then on: of the rest nothing is suspected any more.
  FraudProven: (claim, { proof }) => {
    const { standing } = claim.hold ?? {}
    if (!standing) return region(claim, { proof })
    // And it lapses no more: the committee decides, however long that takes.
    const { lapsesAt: _lapsed, ...held } = standing
    return region(claim, { proof, standing: { ...held, amountFen: proof.falseFen } })
  },
  ProposalApproved: (claim) => (isRefused(claim) ? over(claim) : {}),
  OfferAgreed: (claim, { at }) => {
    const { standing, proof } = claim.hold ?? {}
    // What was proven waits for whoever sent the refusal back, not for a day.
    if (!standing || proof) return {}
    return region(claim, { standing: { ...standing, lapsesAt: standing.lapsesAt ?? lapseOf(at) } })
  },
  ClaimPaid: over,
  ClaimWithdrawn: over,
  ClaimCancelled: over,
  ClaimReopened: (claim) => (claim.hold?.proof ? region(claim, { proof: null }) : {}),
  NonDisclosureFound: (_claim, { knownAt, evidence }) => ({ disclosure: { knownAt, evidence } }),
  RescissionServed: ({ disclosure }, { at, by, reference }) =>
    disclosure ? { disclosure: { ...disclosure, rescission: { servedAt: at, servedBy: by.id, reference } } } : {},
}

const region = ({ hold }: Pick<Claim, 'hold'>, change: Partial<HoldRegion>): Partial<ClaimFile> => ({
  hold: { raised: hold?.raised ?? 0, ...hold, ...change },
})

/** What was held is refused, paid or not asked for any more. */
function over(claim: Claim): Partial<ClaimFile> {
  return claim.hold === undefined ? {} : region(claim, { standing: null, proposed: null })
}

function isRefused({ stage }: Claim): boolean {
  if (stage.status !== 'awaiting-approval') return false
  const { kind } = stage.proposal
  return kind === 'refuse' || kind === 'deny' || refusesForFraud(stage.proposal)
}
