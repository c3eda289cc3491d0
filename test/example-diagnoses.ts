import type { CommandOf } from '../domain/claim/commands.ts'
import type { ProvenDiagnosis } from '../domain/claim/state.ts'

interface Diagnosed {
  readonly diagnosis?: ProvenDiagnosis
}

/** The desk takes the claim up, with what the medical proof says where somebody has read it. */
export const acceptClaim = ({ diagnosis }: Diagnosed = {}): CommandOf<'AcceptClaim'> => ({
  type: 'AcceptClaim',
  ...(diagnosis === undefined ? {} : { diagnosis }),
})

/** A listed disease that was diagnosed for the first time, as the plain policy's list and earlier claims say. */
export const firstDiagnosis: ProvenDiagnosis = {
  documentId: 'doc_diagnosis',
  diseaseTextId: 'txt_disease',
  isFirst: true,
  compared: { policyId: 'pty_policy', isListed: true, claimedBefore: false },
}
