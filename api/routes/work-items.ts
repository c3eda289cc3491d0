import { z } from 'zod'

import { identityOf, scopeOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { linkNext } from '../next-page.ts'
import { Problem } from '../problems.ts'
import { pageBody, paging } from '../wire/claim-list.ts'
import { markWorkItemDone, readWorkItems } from '../work-items.ts'

const tags = ['work items']

/** What waits for a person's look, and that somebody looked. */
export function workItemRoutes(app: ApiServer, { db }: ApiDependencies): void {
  const open = {
    summary: 'Open work items of the caller’s branch, oldest first',
    description: 'Items of no claim we know are shown to the whole company’s staff only.',
    tags,
    querystring: z.strictObject(paging),
    response: { 200: z.object({ data: z.array(workItemBody), page: pageBody }) },
  }
  app.get('/v1/work-items', { schema: open }, async (request, reply) => {
    const { branchPrefix } = scopeOf(request)
    if (branchPrefix === null) return { data: [], page: { next: null, hasMore: false } }
    const { items, next } = await readWorkItems(db, { branchPrefix, ...request.query })
    linkNext(request, reply, next === null ? null : { cursor: next })
    return { data: items, page: { next, hasMore: next !== null } }
  })

  const done = {
    summary: 'A work item is done',
    description: 'Safe to repeat without an Idempotency-Key: who did it first, and when, is answered again.',
    tags,
    params: z.strictObject({ itemId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    response: { 200: doneBody },
  }
  app.post('/v1/work-items/:itemId/done', { schema: done }, async (request) => {
    const { branchPrefix } = scopeOf(request)
    const { itemId: id } = request.params
    const by = identityOf(request).personId
    const item = branchPrefix === null ? null : await markWorkItemDone(db, { id, branchPrefix, by })
    if (item === null) throw new Problem('WORK_ITEM_NOT_FOUND')
    return item
  })
}

const workItemBody = z
  .object({
    id: z.int(),
    kind: z.string(),
    reference: z.string(),
    claimId: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    createdAt: z.string(),
  })
  .meta({ id: 'WorkItem' })

const doneBody = z.object({ id: z.int(), doneAt: z.string(), doneBy: z.string() })
