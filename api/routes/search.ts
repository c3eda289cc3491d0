import { z } from 'zod'

import type { ClaimFilter } from '../../db/claim-list.ts'
import { listClaims } from '../../db/claim-list.ts'
import type { Vault } from '../../db/vault.ts'
import { listSight, scopeOf } from '../access.ts'
import { emptyPage, filterOf } from '../claim-listing.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { listAnswer, listOnWire, paging } from '../wire/claim-list.ts'
import { wireId, wireLine } from '../wire/values.ts'

/** Exactly one of the three. In a body, since addresses end up in logs. */
const searchBody = z
  .strictObject({
    identityNumber: wireLine(30).optional(),
    phone: wireLine(20).optional(),
    policyNo: wireId().optional(),
    limit: z.int().min(1).max(100).default(50),
    cursor: paging.cursor,
  })
  .refine(
    (body) => [body.identityNumber, body.phone, body.policyNo].filter((value) => value !== undefined).length === 1,
    'name exactly one of identityNumber, phone and policyNo',
  )

/** Claims found by what only people know, through blind indexes. */
export function searchRoutes(app: ApiServer, { db, vault }: ApiDependencies): void {
  const search = {
    summary: 'Claims by identity number or phone of a party, or by the policy they stand under',
    tags: ['claims'],
    body: searchBody,
    response: { 200: listAnswer },
  }
  app.post('/v1/claims/search', { schema: search }, async (request) => {
    const { cursor, limit, ...named } = request.body
    const scope = filterOf(scopeOf(request), {})
    if (scope === null) return listOnWire(emptyPage, listSight(request))
    const filter = { ...scope, ...foundBy(vault, named) }
    return listOnWire(await listClaims(db, { filter, sort: 'newest', cursor, limit }), listSight(request))
  })
}

type Named = Pick<z.output<typeof searchBody>, 'identityNumber' | 'phone' | 'policyNo'>

function foundBy(vault: Vault, { identityNumber, phone, policyNo }: Named): ClaimFilter {
  if (policyNo !== undefined) return { policyIndex: vault.index('policy', policyNo) }
  if (phone !== undefined) return { party: { kind: 'phone', index: vault.index('phone', phone) } }
  return { party: { kind: 'identity', index: vault.index('identity', identityNumber ?? '') } }
}
