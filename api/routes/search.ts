import { z } from 'zod'

import { listClaims } from '../../db/claim-list.ts'
import { scopeOf, staffSight } from '../access.ts'
import { emptyPage, filterOf } from '../claim-listing.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { listAnswer, listOnWire, paging } from '../wire/claim-list.ts'
import { wireId, wireLine } from '../wire/values.ts'

const indexKinds = { identityNumber: 'identity', phone: 'phone', policyNo: 'policy' } as const

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
    summary: 'Claims by identity number, phone or policy number of a party',
    tags: ['claims'],
    body: searchBody,
    response: { 200: listAnswer },
  }
  app.post('/v1/claims/search', { schema: search }, async (request) => {
    const { cursor, limit, ...named } = request.body
    const scope = filterOf(scopeOf(request), {})
    const asked = Object.entries(indexKinds).map(([name, kind]) => ({ kind, value: named[name as keyof typeof named] }))
    const party = asked.find(({ value }) => value !== undefined)
    if (scope === null || party?.value === undefined) return listOnWire(emptyPage, staffSight(request))
    const { kind, value } = party
    const filter = { ...scope, party: { kind, index: vault.index(kind, value) } }
    return listOnWire(await listClaims(db, { filter, sort: 'newest', cursor, limit }), staffSight(request))
  })
}
