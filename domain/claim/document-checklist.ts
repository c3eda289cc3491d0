import type { ClaimLine, DocumentKind } from './codes.ts'
import type { ClaimDocument, ClaimantCapacity, LossFacts, RequestedItem } from './state.ts'

/** One document a claim of this kind needs, and whether the provable part can be decided without it (Insurance Law 25). */
export interface ChecklistItem {
  readonly kind: DocumentKind
  readonly decidableWithout: boolean
}

/** Everything that is asked for, listed once (Insurance Law 22; internet measures 27: all documents in one list). */
export function requiredDocuments(
  line: ClaimLine,
  facts: LossFacts,
  capacity?: ClaimantCapacity,
): readonly ChecklistItem[] {
  const always = ['claim-form', 'identity'] as const
  const byFacts: DocumentKind[] = [
    ...(facts.injury === 'death' ? (['death-certificate', 'relationship-proof'] as const) : []),
    ...(facts.thirdParty ? (['third-party-statement', 'liability-document'] as const) : []),
    ...(capacity === 'provider' ? (['mandate'] as const) : []),
  ]
  const kinds = new Set<DocumentKind>([...always, ...byLine[line], ...byFacts])
  return [...kinds].map((kind) => ({ kind, decidableWithout: dispensable.has(kind) }))
}

/** For whom the list is, and what of it is not asked for while an event holds. */
interface AskedOf {
  readonly capacity?: ClaimantCapacity | undefined
  readonly waived?: readonly DocumentKind[]
}

/** What is still missing of the list. */
export function missingDocuments(
  line: ClaimLine,
  facts: LossFacts,
  documents: readonly Pick<ClaimDocument, 'kind'>[],
  { capacity, waived = [] }: AskedOf = {},
): readonly ChecklistItem[] {
  const here = new Set([...documents.map(({ kind }) => kind), ...waived])
  return requiredDocuments(line, facts, capacity).filter(({ kind }) => !here.has(kind))
}

/** Of a correction notice, what is still waited for. */
export const isOutstanding = ({ arrived, waivedAt }: RequestedItem): boolean => !arrived && waivedAt === undefined

const medical: readonly DocumentKind[] = ['medical-record', 'medical-invoice']

const byLine: Readonly<Record<ClaimLine, readonly DocumentKind[]>> = {
  medical,
  'critical-illness': ['diagnosis', 'medical-record'],
  accident: [...medical, 'accident-proof'],
  life: ['accident-proof'],
  'motor-compulsory': ['traffic-report'],
  motor: ['traffic-report', 'photos', 'repair-invoice'],
  'household-property': ['photos', 'loss-list'],
  'commercial-property': ['photos', 'loss-list', 'accident-proof'],
  liability: ['accident-proof', 'liability-document'],
  agriculture: ['photos', 'crop-survey'],
  travel: ['accident-proof'],
}

const dispensable: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  'policy-original',
  'repair-invoice',
  'photos',
  'accident-proof',
  'crop-survey',
])
