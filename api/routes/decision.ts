import { commandTable } from '../../domain/claim/command-table.ts'
import { actorFor, scopeOf } from '../access.ts'
import { openDoors } from '../commands/answer-command.ts'
import { approvalQueue } from '../commands/approval-queue.ts'
import { approval } from '../commands/decision-doors.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { queuedOnWire, queueAnswer, queueQuery } from '../wire/commands/approval-queue.ts'

/** Approvals (审批): what waits for me, and my word on it. */
export function decisionRoutes(app: ApiServer, deps: ApiDependencies): void {
  openDoors(app, deps, [approval])
  const schema = {
    summary: 'What waits for my decision, least time left first',
    tags: ['decision'],
    querystring: queueQuery,
    response: { 200: queueAnswer },
  }
  app.get('/v1/approvals', { schema }, async (request) => {
    const actor = actorFor(request, commandTable.ApproveProposal.roles)
    const { branchPrefix } = scopeOf(request)
    if (branchPrefix === null) return { data: [], page: { next: null, hasMore: false } }
    const { waiting, next } = await approvalQueue(deps, { ...request.query, actor, branchPrefix })
    return { data: waiting.map(queuedOnWire), page: { next, hasMore: next !== null } }
  })
}
