import type { ClockProof } from '../clocks/clock.ts'
import { isOpen } from '../clocks/engine.ts'
import type { Instant } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { meet, meetBegunBy, pause, start, voidInTime } from './clock-steps.ts'
import { pausingClocks } from './clock-subjects.ts'
import { tellsComplexity } from './complexity.ts'
import { disputeTold, isOfDispute } from './dispute-clocks.ts'
import type { DeliveryProof, FactOf } from './events.ts'
import { isAccepted, requestDelivered } from './evolve-stage.ts'
import { answersAcceptance, isTelling } from './notice.ts'
import type { Claim, Notice } from './state.ts'

/** Sent is enough for what is owed by sending: a refusal (C09), and every word on a dispute. */
export const noticeDispatched = (claim: Claim, n: number): ClockStep[] => [
  ...(isTelling(claim.notices, n) ? [meet('C09')] : []),
  ...claim.notices.filter((notice) => notice.n === n).flatMap(disputeTold),
]

/** Delivery is what most rules count: C02 ends with it, the supplement time begins, and P clocks stand still. */
export function noticeDelivered(claim: Claim, fact: FactOf<'NoticeDelivered'>, at: Instant): ClockStep[] {
  const notice = claim.notices.find(({ n }) => n === fact.n)
  if (notice === undefined) return []
  return isOfDispute(notice) ? disputeTold(notice) : deliveredToCustomer(claim, { ...fact, notice }, at)
}

function deliveredToCustomer(
  claim: Claim,
  { n, notice, proof }: FactOf<'NoticeDelivered'> & { readonly notice: Notice },
  at: Instant,
): ClockStep[] {
  if (notice.kind === 'guidance') return [meet('C20')]
  // #23: complex is who was confirmed so and told so while the ordinary five days ran.
  if (notice.kind === 'complex') return tellsComplexity(claim, notice) ? [voidInTime('C05', 'complex: C06 binds')] : []
  // A notice answers the request it was written for, not one that was made after it (#69). What arrived was sent.
  if (answersAcceptance.has(notice.kind)) {
    return [meetBegunBy('C02', notice.orderedAt), ...(isTelling(claim.notices, n) ? [meet('C09')] : [])]
  }
  const asking = requestDelivered(claim, n)
  if (asking === null) return []
  const delivered = deliveredBy(notice, proof)
  // A supplement time that began without proof (three working days after sending) is not begun anew by the proof.
  const begun = claim.stage.status === 'dormant' || claim.clocks.some((clock) => clock.id === 'C14' && isOpen(clock))
  return [
    ...(isAccepted(claim) ? [] : [meet('C02')]),
    ...(begun ? [] : [start('C14', at)]),
    // Only the first list of a claim stops the law: it should have been complete (#16, Insurance Law 22).
    ...(asking.request.n > 1 ? [] : pausingClocks.map((id) => pause(id, delivered))),
  ]
}

/** What a person handed over came by hand, whichever channel had been tried. */
const deliveredBy = ({ n, channel }: Notice, { how, reference }: DeliveryProof): ClockProof => ({
  kind: 'notice-delivered',
  reference: `notice ${n}`,
  channel: how === 'by-hand' ? 'by-hand' : channel,
  evidence: reference,
})
