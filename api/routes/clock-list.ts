import { listOpenClocks } from '../../db/clock-list.ts'
import { confidentialClocks } from '../../domain/claim/confidential.ts'
import { branchPrefixOf, isConfidant, scopeOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { linkNext } from '../next-page.ts'
import { clockListAnswer, clockListOnWire, clockListQuery } from '../wire/clock-list.ts'

/** What falls due next, over all claims of a branch (督办). It needs the database only. */
export function clockListRoutes(app: ApiServer, { db }: ApiDependencies): void {
  const schema = {
    summary: 'Open clocks of the claims of the caller’s branch, the earliest due first',
    description:
      'Running, paused and breached clocks; one that has ended is not listed. A page is read as it stands now.',
    tags: ['clocks'],
    querystring: clockListQuery,
    response: { 200: clockListAnswer },
  }
  app.get('/v1/clocks', { schema }, async (request, reply) => {
    const { cursor, limit, branch, ...wish } = request.query
    const { branchPrefix: visibleBranch } = scopeOf(request)
    if (visibleBranch === null) return clockListOnWire({ clocks: [], next: null })
    const mayKnow = isConfidant(request)
    const filter = {
      ...wish,
      visibleBranch,
      ...(branch !== undefined && { branchPrefix: branchPrefixOf(branch) }),
      ...(!mayKnow && { hidden: confidentialClocks }),
    }
    const page = await listOpenClocks(db, { filter, cursor, limit })
    linkNext(request, reply, page.next === null ? null : { cursor: page.next })
    return clockListOnWire(page, mayKnow)
  })
}
