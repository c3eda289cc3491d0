import type { DocumentKind } from './codes.ts'
import type { Claim } from './state.ts'

/** Of which kind a document of this claim is; null where the claim has none of that id. */
export const kindOf = ({ documents }: Pick<Claim, 'documents'>, id: string | undefined): DocumentKind | null =>
  documents.find(({ documentId }) => documentId === id)?.kind ?? null

/** True where one of the named documents is on file and of one of these kinds. */
export function proves(
  claim: Pick<Claim, 'documents'>,
  evidence: readonly string[],
  kinds: readonly DocumentKind[],
): boolean {
  return evidence.some((id) => kinds.some((kind) => kindOf(claim, id) === kind))
}
