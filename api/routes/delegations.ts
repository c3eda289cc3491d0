import { isDeepStrictEqual } from 'node:util'

import type { FastifyReply, FastifyRequest } from 'fastify'

import { openDelegations, putDelegations, readDelegations } from '../../db/delegations.ts'
import type { AuthorityLevel } from '../../domain/authority.ts'
import type { Delegation, Lending } from '../../domain/delegation.ts'
import { delegationFault } from '../../domain/delegation.ts'
import { dateOf } from '../../domain/time.ts'
import { identityOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { requireIfMatch, setEtag } from '../etag.ts'
import { Problem } from '../problems.ts'
import { delegationsAnswer, delegationsBody, delegationsOnWire, lendingsOf } from '../wire/delegations.ts'

const tags = ['authority']

/** GET and PUT /v1/delegations: to whom the caller lends the authority he holds, and what he was lent (授权委托). */
export function delegationRoutes(app: ApiServer, { db }: ApiDependencies): void {
  const read = {
    summary: 'What I lend of my authority, and what I was lent',
    tags,
    response: { 200: delegationsAnswer },
  }
  app.get('/v1/delegations', { schema: read }, (request, reply) => show(db, request, reply))

  const put = {
    summary: 'Lend my authority for some days',
    description:
      'All I lend, which replaces what I lent before; every version is kept. Lent is the step I hold myself, never one I was ' +
      'lent, for claims of my branch and below. Safe to repeat without an Idempotency-Key; with If-Match it is put only over the ' +
      'version you saw.',
    tags,
    body: delegationsBody,
    response: { 200: delegationsAnswer },
  }
  app.put('/v1/delegations', { schema: put }, async (request, reply) => {
    const { personId } = identityOf(request)
    const { level, branch } = lenderOf(request)
    const lendings = lendingsOf(request.body)
    refuseFaults(personId, lendings, await openDelegations(db, today()))
    const before = await readDelegations(db, personId)
    const { version } = before
    if (request.headers['if-match'] !== undefined && requireIfMatch(request) !== version) {
      throw new Problem('DELEGATION_CHANGED')
    }
    const isSame = version > 0 && before.level === level && isDeepStrictEqual(before.lendings, lendings)
    const next = { personId, version, level, branch, lendings, putBy: personId }
    if (!isSame && !(await putDelegations(db, next))) throw new Problem('DELEGATION_CHANGED')
    return show(db, request, reply)
  })
}

const today = (): string => dateOf(Date.now())

async function show(db: ApiDependencies['db'], request: FastifyRequest, reply: FastifyReply) {
  const { personId } = identityOf(request)
  const [stored, open] = await Promise.all([readDelegations(db, personId), openDelegations(db, today())])
  setEtag(reply, stored.version)
  return delegationsOnWire(
    stored,
    open.filter(({ toPersonId }) => toPersonId === personId),
  )
}

/** Who holds a step alone, at a branch: the committee lends nothing, for it decides together. */
function lenderOf(request: FastifyRequest): { readonly level: AuthorityLevel; readonly branch: string } {
  const { authorityLevel, branch } = identityOf(request)
  const level = steps.find((step) => step === authorityLevel)
  if (level === undefined || branch === null) throw new Problem('DELEGATION_NOTHING_TO_LEND')
  return { level, branch }
}

const steps: readonly AuthorityLevel[] = [1, 2, 3, 4]

function refuseFaults(personId: string, lendings: readonly Lending[], others: readonly Delegation[]): void {
  const fault = delegationFault(personId, lendings, others)
  if (fault === null) return
  const { code, field, message: detail } = fault
  throw new Problem(code, { detail, errors: [{ pointer: `#${field}`, detail, code: 'value' }] })
}
