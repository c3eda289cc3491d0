import type { DocumentKind } from './codes.ts'
import { measuresOf } from './emergency.ts'
import type { Claim } from './state.ts'

/**
 * Documents that are not asked for (any more): what an event waives, and what another paper proves that it accepts. Who somebody
 * is may then be proven by his village or neighbourhood committee, a death by the list the government published. The paper is on
 * file like any other: who somebody is stays proven.
 */
export function notAskedFor(claim: Pick<Claim, 'emergencies' | 'documents'>): readonly DocumentKind[] {
  const { waivedDocuments, identityByCommitteePaper, deathProofByList } = measuresOf(claim)
  const has = (kind: DocumentKind): boolean => claim.documents.some((document) => document.kind === kind)
  return [
    ...waivedDocuments,
    ...(identityByCommitteePaper && has('committee-paper') ? (['identity'] as const) : []),
    ...(deathProofByList && has('government-list') ? (['death-certificate'] as const) : []),
  ]
}
