import { actorFor, scopeOf } from '../access.ts'
import { openDoors } from '../commands/answer-command.ts'
import { decideBatch } from '../commands/approval-batch.ts'
import { approvalQueue } from '../commands/approval-queue.ts'
import { approval } from '../commands/decision-doors.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { rolesThatMay } from '../permission-matrix.ts'
import { batchAnswer, batchBody, batchOnWire } from '../wire/commands/approval-batch.ts'
import { queuedOnWire, queueAnswer, queueQuery } from '../wire/commands/approval-queue.ts'
import { decisionPreviewRoutes } from './decision-previews.ts'

const tags = ['decision']

/** Approvals (审批): what waits for me, my word on it, on several at once, and what would come of it. */
export function decisionRoutes(app: ApiServer, deps: ApiDependencies): void {
  openDoors(app, deps, [approval])
  queueRoute(app, deps)
  batchRoute(app, deps)
  decisionPreviewRoutes(app, deps)
}

function queueRoute(app: ApiServer, deps: ApiDependencies): void {
  const schema = {
    summary: 'What waits for my decision, least time left first',
    description:
      'Proposals, advances, compensations, reserves, write-offs, how disputes end, and for a checker payments: `subject`, `n` ' +
      'and `decideAt` say which and where. Within my branch and authority, my own and what I was lent; with `all=true` also what I may not decide, each with ' +
      'what is in the way. `whoMay` begins with for whom it waits.',
    tags,
    querystring: queueQuery,
    response: { 200: queueAnswer },
  }
  app.get('/v1/approvals', { schema }, async (request) => {
    const actor = actorFor(request, rolesThatMay(['ApproveProposal', 'VoteProposal', 'CheckPayment']))
    const { branchPrefix } = scopeOf(request)
    if (branchPrefix === null) return { data: [], page: { next: null, hasMore: false } }
    const { limit, cursor, all } = request.query
    const { waiting, next } = await approvalQueue(deps, { limit, cursor, all: all === 'true', actor, branchPrefix })
    return { data: waiting.map(queuedOnWire), page: { next, hasMore: next !== null } }
  })
}

function batchRoute(app: ApiServer, deps: ApiDependencies): void {
  const schema = {
    summary: 'Decide on several claims at once, each by itself',
    description:
      'Every row names the version it decides on. A row that is refused stops no other: the answer is 200 with a problem ' +
      'in its place. The same request under the same key is answered row by row as the first time.',
    tags,
    body: batchBody,
    response: { 200: batchAnswer },
  }
  app.post('/v1/approvals/batch', { schema }, async (request) =>
    batchOnWire(await decideBatch(deps, request, request.body.rows)),
  )
}
