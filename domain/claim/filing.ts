import { isFen } from '../money.ts'
import { currentRules } from '../rules.ts'
import type { Instant } from '../time.ts'
import { DAY, dateOf } from '../time.ts'
import type { CommandOf, OfferedDocument } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { Claim, ClaimDocument, Filing } from './state.ts'

/** #1: the first notice of loss, by whichever channel it came. */
export function reportClaim(claim: Claim | null, command: CommandOf<'ReportClaim'>, { now }: Context): Outcome {
  const { claimId, report, ageMs } = command
  const misdated = misdatedReceipt(claim, ageMs)
  if (misdated !== null) return misdated
  if (report.eventDate > dateOf(now - ageMs)) {
    return refuse(claim, 'IN_THE_FUTURE', 'the event cannot lie after its report', { field: '/eventDate' })
  }
  if (report.preferredChannels.length === 0) {
    return refuse(claim, 'CHANNEL_MISSING', 'at least one way to reach the customer is needed', {
      field: '/preferredChannels',
    })
  }
  return happens({
    type: 'ClaimReported',
    claimId,
    rules: currentRules,
    report: { ...report, reportedAt: now - ageMs },
  })
}

/**
 * #3, #52: the claim request with its documents. Receipt is the arrival at the insurer or its agent on any channel
 * (Insurance Law 127): what is entered late starts its clocks in the past. It may come without documents: the checklist
 * tells what is missing, and the claimant sends it later.
 */
export function fileClaim(
  claim: Claim,
  { claimedFen, documents, ageMs }: CommandOf<'FileClaim'>,
  { now }: Context,
): Outcome {
  if (claim.stage.status === 'dormant' && claim.stage.from.status !== 'reported') {
    return refuse(
      claim,
      'WRONG_STATUS',
      'the claim was filed before: it waits for the documents listed in the correction notice',
    )
  }
  if (claimedFen !== undefined && !isFen(claimedFen)) {
    return refuse(claim, 'AMOUNT_NOT_FEN', 'the amount claimed is an integer number of fen', { field: '/claimedFen' })
  }
  const misdated = misdatedReceipt(claim, ageMs)
  if (misdated !== null) return misdated
  const known = refusedDocuments(claim, documents)
  if (known !== null) return known
  const receivedAt = now - ageMs
  if (claim.stage.status === 'withdrawn' && receivedAt < claim.stage.endedAt) {
    return refuse(claim, 'BEFORE_THE_ACT', 'a new request cannot have arrived before the old one was withdrawn', {
      field: '/receivedAt',
    })
  }
  const filing: Filing = claimedFen === undefined ? { receivedAt } : { receivedAt, claimedFen }
  return happens({ type: 'ClaimFiled', filing, documents: stamped(documents, receivedAt) })
}

/** No limitation reaches further back: an older receipt is a slip of the pen, and its dates would be none. */
export const oldestReceipt = 20 * 366 * DAY

function misdatedReceipt(claim: Claim | null, ageMs: number): Outcome | null {
  const field = '/receivedAt'
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'nothing is received after now', { field })
  if (ageMs <= oldestReceipt) return null
  return refuse(claim, 'BEFORE_THE_ACT', 'nothing is entered that was received more than twenty years ago', { field })
}

/** Documents as they stand on file: their arrival is the claim's instant, never the sender's. */
export const stamped = (documents: readonly OfferedDocument[], receivedAt: Instant): ClaimDocument[] =>
  documents.map((document) => ({ ...document, receivedAt }))

/** More than any claim needs; the file travels whole through every continue-as-new. */
export const documentsAtMost = 500

/** The refusal of documents that are too many, or of an id that is on file already or comes twice; or null. */
export function refusedDocuments(claim: Claim, documents: readonly OfferedDocument[]): Outcome | null {
  if (claim.documents.length + documents.length > documentsAtMost) {
    const message = `a claim holds at most ${documentsAtMost} documents: register them together as one`
    return refuse(claim, 'TOO_MANY_DOCUMENTS', message, { field: '/documents' })
  }
  const known = new Set(claim.documents.map(({ documentId }) => documentId))
  // Adding a known id does not let the set grow.
  const index = documents.findIndex(({ documentId }) => known.size === known.add(documentId).size)
  if (index < 0) return null
  return refuse(claim, 'DOCUMENT_KNOWN', 'this document id is already on the file', {
    field: `/documents/${index}/documentId`,
  })
}
