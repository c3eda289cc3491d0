import { readFileSync } from 'node:fs'
import path from 'node:path'

import type { DocumentKind } from '../../domain/claim/codes.ts'
import { projectFolder } from '../options.ts'

export const exampleNames = [
  'motor',
  'crop',
  'medical-accident',
  'critical-illness',
  'household-rainstorm',
  'group-accident',
] as const
export type ExampleName = (typeof exampleNames)[number]

/** A file of `examples/`: the body of POST /v1/claims as it stands there, and the parts that the demo and the seed vary. */
export interface ExampleFiling {
  readonly policyNo: string
  readonly eventDate: string
  readonly claimant: ExamplePerson
  readonly insured: 'same' | ExamplePerson
  readonly filing: { readonly claimedFen: string; readonly documents: readonly ExampleDocument[] }
}

interface ExamplePerson {
  readonly personId?: string
  readonly name: string
  readonly identityNumber: string
  readonly phone: string
}

interface ExampleDocument {
  readonly documentId: string
  readonly kind: DocumentKind
}

export function readExample(name: ExampleName): ExampleFiling {
  return JSON.parse(readFileSync(path.join(projectFolder, 'examples', `${name}.json`), 'utf8')) as ExampleFiling
}
