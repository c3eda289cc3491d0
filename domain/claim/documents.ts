import type { Instant } from '../time.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { neverAskedFor } from './emergency-documents.ts'
import { askedAt } from './evolve-stage.ts'
import { refusedDocuments, stamped } from './filing.ts'
import { isHeld } from './payment-region.ts'
import type { Claim } from './state.ts'

/**
 * #7, #16a: one complete list of what is missing (Insurance Law 22: promptly and once). #16: a further one takes a new fact
 * and a supervisor who says which; it pauses nothing of the law.
 */
export function requestDocuments(
  claim: Claim,
  { items, reasonTextId }: CommandOf<'RequestDocuments'>,
  actor: Actor,
  { policy }: Context,
): Outcome {
  if (items.length === 0)
    return refuse(claim, 'NOTHING_REQUESTED', 'a correction notice names at least one document', { field: '/items' })
  const kinds = items.map(({ kind }) => kind)
  const twice = kinds.findIndex((kind, index) => kinds.indexOf(kind) !== index)
  if (twice >= 0)
    return refuse(claim, 'ITEM_LISTED_TWICE', `${kinds[twice]} is listed twice`, { field: `/items/${twice}/kind` })
  const notAsked = neverAskedFor(claim)
  const waived = kinds.findIndex((kind) => notAsked.includes(kind))
  if (waived >= 0) {
    const message = `${kinds[waived]} is not asked for: the emergency measures waive it, or a published list stands in its place`
    return refuse(claim, 'DOCUMENT_WAIVED', message, { field: `/items/${waived}/kind` })
  }
  const barred = claim.requestsMade > 0 ? furtherRequestBarred(claim, actor, reasonTextId) : null
  if (barred !== null) return barred
  const noticeN = claim.noticesOrdered + 1
  const wanted = items.map((item) => ({ ...item, arrived: false }))
  const { workingDays } = policy.supplement
  const n = claim.requestsMade + 1
  const because = n === 1 || reasonTextId === undefined ? {} : { reasonTextId }
  return happens({ type: 'DocumentsRequested', n, items: wanted, noticeN, workingDays, ...because })
}

function furtherRequestBarred(claim: Claim, { role }: Actor, reasonTextId: string | undefined): Outcome | null {
  const asked = 'what is missing was asked for once already (Insurance Law 22)'
  if (role !== 'supervisor') {
    const message = `${asked}: decide on what is here, or let a supervisor ask and say which new fact makes it necessary`
    return refuse(claim, 'SECOND_REQUEST', message, { whoMay: ['supervisor'] })
  }
  if (reasonTextId !== undefined) return null
  return refuse(claim, 'SECOND_REQUEST', `${asked}: name the new fact that makes another list necessary`, {
    field: '/reason',
  })
}

/**
 * #10, #11, #15: documents that arrive count for what was asked, from their arrival at the insurer or its agent on, though
 * they were entered later (Insurance Law 127); when nothing was asked they are simply on file.
 */
export function supplyDocuments(
  claim: Claim,
  { documents, ageMs = 0 }: CommandOf<'SupplyDocuments'>,
  { now }: Context,
): Outcome {
  if (documents.length === 0)
    return refuse(claim, 'NOTHING_REQUESTED', 'name at least one document that arrived', { field: '/documents' })
  const known = refusedDocuments(claim, documents)
  if (known !== null) return known
  if (isPaidOut(claim))
    return refuse(
      claim,
      'WRONG_STATUS',
      'everybody has his money: documents of before count when the claim is reopened',
    )
  if (claim.stage.status === 'dormant' && claim.stage.from.status === 'reported') {
    return refuse(claim, 'WRONG_STATUS', 'this report was never filed: send the claim request with its documents')
  }
  const misdated = misdatedArrival(claim, now - ageMs, now)
  if (misdated !== null) return misdated
  const supplied = { type: 'DocumentsSupplied', documents: stamped(documents, now - ageMs) } as const
  // #15: some documents wake a dormant claim, its supplement time begins anew.
  return claim.stage.status === 'dormant'
    ? happens({ type: 'ClaimRevived', withDocuments: true }, supplied)
    : happens(supplied)
}

/** Nobody waits for money any more who would have to prove that it is his. */
export const isPaidOut = ({ stage, payments }: Claim): boolean =>
  (stage.status === 'paid' || stage.status === 'closed') && !payments.some(isHeld)

/** What was asked for arrives after it was asked for, everything else after the loss was known here. */
function misdatedArrival(claim: Claim, arrivedAt: Instant, now: Instant): Outcome | null {
  const field = '/receivedAt'
  if (arrivedAt > now) return refuse(claim, 'IN_THE_FUTURE', 'nothing arrives after now', { field })
  const { report, filing } = claim
  const asked = askedAt(claim)
  if (arrivedAt >= (asked ?? Math.min(report.reportedAt, filing?.receivedAt ?? report.reportedAt))) return null
  const before = asked === null ? 'the loss was reported' : 'they were asked for'
  return refuse(claim, 'BEFORE_THE_ACT', `documents cannot have arrived before ${before}`, { field })
}

/** #15: the claimant asks for a dormant claim to go on. */
export function reviveClaim(claim: Claim): Outcome {
  if (claim.stage.status === 'dormant' && claim.stage.from.status === 'reported') {
    return refuse(claim, 'WRONG_STATUS', 'this report was never filed: send the claim request with its documents')
  }
  return happens({ type: 'ClaimRevived' })
}
