import type { DocumentKind } from './codes.ts'
import type { MeasurePart } from './emergency-sources.ts'
import { promisedBy } from './emergency-sources.ts'
import { measuresOf } from './emergency.ts'
import type { NamesVersions } from './emergency-state.ts'
import type { Claim } from './state.ts'

/**
 * Documents that are not asked for (any more): what {@link neverAskedFor} names, and what another paper proves that an event
 * accepts. Who somebody is may then be proven by his village or neighbourhood committee, a death by the list the government
 * published. The paper is on file like any other: who somebody is stays proven.
 */
export function notAskedFor(claim: Pick<Claim, 'emergencies' | 'documents' | 'report'>): readonly DocumentKind[] {
  const { identityByCommitteePaper, deathProofByList } = measuresOf(claim)
  const has = (kind: DocumentKind): boolean => claim.documents.some((document) => document.kind === kind)
  return [
    ...neverAskedFor(claim),
    ...(identityByCommitteePaper && has('committee-paper') ? (['identity'] as const) : []),
    ...(deathProofByList && has('government-list') ? (['death-certificate'] as const) : []),
  ]
}

/** Whatever is on file: what an event waives, and the form of a claim the insurer began by a published list (#2), its request. */
export const neverAskedFor = (claim: Pick<Claim, 'emergencies' | 'report'>): readonly DocumentKind[] => [
  ...measuresOf(claim).waivedDocuments,
  ...(claim.report.requestedByList === true ? (['claim-form'] as const) : []),
]

/** Which versions of events take these documents off the list; none where all of them stand on the list of a claim begun by one. */
export function waivedBy(
  claim: Pick<Claim, 'emergencies' | 'documents' | 'report'>,
  kinds: readonly DocumentKind[],
): NamesVersions {
  const { waivedDocuments } = measuresOf(claim)
  const parts = kinds.flatMap((kind): readonly MeasurePart[] => {
    if (waivedDocuments.includes(kind)) return [`document ${kind}`]
    if (kind === 'identity') return ['identity by paper']
    return kind === 'death-certificate' ? ['death by list'] : []
  })
  return parts.length === 0 ? {} : promisedBy(claim, ...parts)
}
