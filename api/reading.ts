import type { FastifyRequest } from 'fastify'

import type { ListedClaim } from '../db/claim-summary.ts'
import type { Party } from '../db/parties.ts'
import { readParties } from '../db/parties.ts'
import { storeRead } from '../db/reads.ts'
import type { ClaimText } from '../db/texts.ts'
import { readTexts } from '../db/texts.ts'
import type { Actor } from '../domain/claim/commands.ts'
import { isConfidant, revealerOf, visibleClaim } from './access.ts'
import type { ApiDependencies } from './dependencies.ts'
import { fieldProblem } from './problems.ts'
import { masked } from './wire/masking.ts'

/** What the reader gets to see of persons and texts. */
export interface PersonalView {
  readonly parties: readonly Party[]
  readonly texts?: readonly ClaimText[]
}

/** Persons masked; in full only for who may, who said what for, and after that was kept: no audit row, no data. */
export async function readPersonal(
  deps: ApiDependencies,
  request: FastifyRequest,
  { reveal, purpose }: { readonly reveal: boolean; readonly purpose?: string | undefined },
): Promise<PersonalView> {
  const { db, vault } = deps
  const claim = visibleClaim(request)
  const { claimId } = claim
  const reader = reveal ? revealerOf(request) : null
  if (reader === null) return { parties: (await readParties(db, vault, claimId)).map(maskParty) }
  if (purpose === undefined) {
    throw fieldProblem('PURPOSE_MISSING', { pointer: 'query:purpose', detail: 'say what for', code: 'required' })
  }
  await storeRead(db, { claimId, reader, what: 'parties, texts', purpose })
  const [parties, texts] = await Promise.all([readParties(db, vault, claimId), readTexts(db, vault, claimId)])
  return {
    parties: parties.map((party) => (mayReveal(reader, party, claim) ? party : maskParty(party))),
    texts: texts.filter(({ field }) => mayRead(field, { reader, claim, isConfidant: isConfidant(request) })),
  }
}

const maskParty = (party: Party): Party => ({ ...party, details: masked(party.details) })

/** Claimants see themselves in full, and who filed the policy they named and the addresses they gave. */
function mayReveal(reader: Actor, { personId, kind }: Party, claim: ListedClaim): boolean {
  if (reader.role !== 'claimant' || personId === reader.id) return true
  return hasOwnFiling(reader, claim) && (kind === 'policy' || kind === 'contact')
}

interface TextReader {
  readonly reader: Actor
  readonly claim: ListedClaim
  readonly isConfidant: boolean
}

/** What compliance wrote is its own; of the rest customers read what their side wrote. */
function mayRead(field: string, { reader, claim, isConfidant }: TextReader): boolean {
  if (ofCompliance.test(field)) return isConfidant
  return reader.role !== 'claimant' || (hasOwnFiling(reader, claim) && ofTheCustomer.test(field))
}

const ofCompliance = /^\/(?:screening|objection)\//

/** Whose claim was joined to this one named no policy here and wrote nothing. */
const hasOwnFiling = ({ id }: Actor, { claimantId, insuredId }: ListedClaim): boolean =>
  id === claimantId || id === insuredId

/** What the customer's side wrote and sent; the rest is how colleagues judged it. */
const ofTheCustomer = /^\/(?:description$|documents\/)/
