import type { DocumentKind } from '../domain/claim/codes.ts'
import type { ToldAuthority } from '../domain/claim/told-authority.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { HOUR } from '../domain/time.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import type { Example } from './example-claims.ts'
import { received, supply } from './example-claims.ts'

/** The system may decide small claims, but for so many of a hundred. */
export const systemPolicy = (samplePercent: number) => ({
  ...defaultServicePolicy,
  smallClaim: { ...defaultServicePolicy.smallClaim, systemApproval: { samplePercent } },
})

export const medicalDocuments: readonly DocumentKind[] = ['medical-record', 'medical-invoice']

/** What a claim is told of authority while nobody has put a table of limits: the service policy stands. */
export const noTable: ToldAuthority = { delegations: [] }

/** Accepted with its documents where the system may decide. */
export const acceptedForSystem = (of: Example = {}, documents = medicalDocuments, samplePercent = 1): Scene =>
  given(received(of))
    .under({ policy: systemPolicy(samplePercent), authority: noTable })
    .after(HOUR)
    .when(supply(...documents))
    .when({ type: 'AcceptClaim' })
