import { isDeepStrictEqual } from 'node:util'

import type { FastifyReply } from 'fastify'

import { listLimits, putLimits, readLimits } from '../../db/authority-limits.ts'
import type { AuthorityRow } from '../../domain/authority-limits.ts'
import { limitsFault, rowsOf } from '../../domain/authority-limits.ts'
import type { ServicePolicy } from '../../domain/service-policy.ts'
import { smallClaimLines, systemStepOf } from '../../domain/service-policy.ts'
import { identityOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { requireIfMatch, setEtag } from '../etag.ts'
import { Problem } from '../problems.ts'
import { limitsAnswer, limitsBody, limitsOnWire, limitsQuery, rowsOfBody } from '../wire/authority-limits.ts'

const tags = ['authority']
const shownVersions = 50

/** Since when the ladder of a service policy counts as rows: before any claim. */
const always = '2000-01-01'

/** GET and PUT /v1/authority-limits: what each step of the ladder may decide, by kind, line, branch and days (审批权限表). */
export function authorityLimitsRoutes(app: ApiServer, deps: ApiDependencies): void {
  const read = {
    summary: 'The table of limits of authority, and who put it when',
    tags,
    querystring: limitsQuery,
    response: { 200: limitsAnswer },
  }
  app.get('/v1/authority-limits', { schema: read }, (request, reply) => show(deps, reply, request.query.version))

  const put = {
    summary: 'Put the table of limits of authority',
    description:
      'The whole table, which replaces the one before; every version is kept. A kind of decision without a row that covers ' +
      'a claim is nobody’s to decide, and the system (A0) pays small claims only by rows of payments that name `systemFen`. ' +
      'What was decided stays as it was decided. Safe to repeat without an Idempotency-Key: ' +
      'the same table again is no new version. With If-Match it is put only over the version you saw.',
    tags,
    body: limitsBody,
    response: { 200: limitsAnswer },
  }
  app.put('/v1/authority-limits', { schema: put }, async (request, reply) => {
    const rows = rowsOfBody(request.body)
    refuseFaults(rows)
    const before = await readLimits(deps.db)
    const version = before?.version ?? 0
    if (request.headers['if-match'] !== undefined && requireIfMatch(request) !== version) {
      throw new Problem('LIMITS_CHANGED')
    }
    const isSame = before !== null && isDeepStrictEqual(before.rows, rows)
    if (!isSame && !(await putLimits(deps.db, { version, rows, putBy: identityOf(request).personId }))) {
      throw new Problem('LIMITS_CHANGED')
    }
    return show(deps, reply)
  })
}

async function show({ db, servicePolicy }: ApiDependencies, reply: FastifyReply, version?: number) {
  const [stored, history] = await Promise.all([readLimits(db, version), listLimits(db, shownVersions)])
  if (stored === null && version !== undefined) throw new Problem('LIMITS_NOT_FOUND')
  setEtag(reply, stored?.version ?? 0)
  return limitsOnWire(stored, stored?.rows ?? rowsOfPolicy(servicePolicy), history)
}

/** The ladder of the service policy, and for each line of small claims what its system decides. */
function rowsOfPolicy(policy: ServicePolicy): readonly AuthorityRow[] {
  const system = smallClaimLines.flatMap((line) => {
    const step = systemStepOf(policy, line)
    return step === null ? [] : [{ line, ...step }]
  })
  return rowsOf(policy.ladder, always, system)
}

function refuseFaults(rows: readonly AuthorityRow[]): void {
  const fault = limitsFault(rows)
  if (fault === null) return
  const { code, field, message: detail } = fault
  throw new Problem(code, { detail, errors: [{ pointer: `#${field}`, detail, code: 'value' }] })
}
