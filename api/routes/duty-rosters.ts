import { isDeepStrictEqual } from 'node:util'

import type { FastifyReply, FastifyRequest } from 'fastify'

import type { StoredRoster } from '../../db/duty-rosters.ts'
import { putRoster, readRoster } from '../../db/duty-rosters.ts'
import type { DutyRoster } from '../../domain/duty/roster.ts'
import { isBranchCode, rosterFault } from '../../domain/duty/roster.ts'
import { identityOf, scopeOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { requireIfMatch, setEtag } from '../etag.ts'
import { Problem, fieldProblem } from '../problems.ts'
import { branchPath, rosterAnswer, rosterBody, rosterOf, rosterOnWire } from '../wire/duty-roster.ts'

const tags = ['duty rosters']

/** GET and PUT /v1/duty-rosters/{branch}: who holds a role there, and who stands in (值班表). */
export function dutyRosterRoutes(app: ApiServer, { db }: ApiDependencies): void {
  const read = { summary: 'The duty roster of a branch', tags, params: branchPath, response: { 200: rosterAnswer } }
  app.get('/v1/duty-rosters/:branch', { schema: read }, async (request, reply) => {
    return show(reply, await readRoster(db, branchOf(request, request.params.branch)))
  })

  const put = {
    summary: 'Put the duty roster of a branch',
    description:
      'The whole roster, which replaces the one before; every version is kept. Safe to repeat without an Idempotency-Key: ' +
      'the same roster again is no new version. With If-Match it is put only over the version you saw.',
    tags,
    params: branchPath,
    body: rosterBody,
    response: { 200: rosterAnswer },
  }
  app.put('/v1/duty-rosters/:branch', { schema: put }, async (request, reply) => {
    const branch = branchOf(request, request.params.branch)
    const roster = rosterOf(request.body)
    refuseFaults(roster)
    const before = await readRoster(db, branch)
    if (request.headers['if-match'] !== undefined && requireIfMatch(request) !== before.version) {
      throw new Problem('ROSTER_CHANGED')
    }
    if (isSame(before, roster)) return show(reply, before)
    const { version } = before
    if (!(await putRoster(db, { branch, version, putBy: identityOf(request).personId, roster }))) {
      throw new Problem('ROSTER_CHANGED')
    }
    return show(reply, await readRoster(db, branch))
  })
}

function show(reply: FastifyReply, roster: StoredRoster) {
  setEtag(reply, roster.version)
  return rosterOnWire(roster)
}

/** A branch that cannot be, or is not the caller's, is not shown apart: 404. */
function branchOf(request: FastifyRequest, branch: string): string {
  const { branchPrefix } = scopeOf(request)
  if (branchPrefix !== null && branch.startsWith(branchPrefix) && isBranchCode(branch)) return branch
  throw fieldProblem('BRANCH_UNKNOWN', {
    pointer: 'path:branch',
    detail: 'expected the code of your branch or one below it',
    code: 'value',
  })
}

function refuseFaults(roster: DutyRoster): void {
  const fault = rosterFault(roster)
  if (fault === null) return
  const { code, field, message: detail } = fault
  throw new Problem(code, { detail, errors: [{ pointer: `#${field}`, detail, code: 'value' }] })
}

const isSame = ({ version, duties, standIns }: StoredRoster, roster: DutyRoster): boolean =>
  version > 0 && isDeepStrictEqual({ duties, standIns }, roster)
