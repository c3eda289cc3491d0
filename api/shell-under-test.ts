import { z } from 'zod'

import type { Role } from '../domain/claim/codes.ts'
import type { ListedClaim } from '../db/claim-summary.ts'
import { actorFor } from './access.ts'
import type { ApiServer } from './dependencies.ts'
import { requireIfMatch } from './etag.ts'
import { idempotencyOf } from './idempotency.ts'
import { Problem } from './problems.ts'
import { createShell } from './shell.ts'
import { claimPath, wireDate, wireFen, wireLine, wireText } from './wire/values.ts'

export const claimId = 'clm_00000000-0000-7000-8000-000000000001'

/** The shell with a few routes and no database. A token is `role+role|branch|person`; the log is kept line by line. */
export function createShellUnderTest(): { app: ApiServer; logged: string[] } {
  const logged: string[] = []
  const app = createShell(
    { logLevel: 'info', logTo: { write: (line) => void logged.push(line) } },
    {
      verifyToken: async (authorization) => {
        if (authorization === undefined) throw new Problem('TOKEN_MISSING')
        const [role = '', branch = '310000', personId = 'per_somebody'] = authorization
          .replace('Bearer ', '')
          .split('|')
        return { clientId: personId, personId, roles: role.split('+') as Role[], branch, authorityLevel: 0 }
      },
      opaqueIdOf: (personId) => personId,
      keepRefusal: async () => undefined,
      findClaim: async (id) =>
        id === claimId
          ? ({
              claimId,
              branch: '310115',
              claimantId: 'per_wang',
              insuredId: 'per_li',
              coClaimantIds: ['per_daughter'],
              integratorId: 'per_app',
            } as Partial<ListedClaim> as ListedClaim)
          : null,
    },
  )

  app.post(
    '/v1/claims/preview',
    {
      schema: {
        body: z.strictObject({
          fen: wireFen,
          date: wireDate,
          name: wireLine(20),
          text: wireText(100).optional(),
          person: z.union([z.literal('same'), z.strictObject({ phone: z.string().regex(/^\d+$/) })]).optional(),
        }),
        response: { 200: z.object({ commandId: z.string(), bodyHash: z.string(), name: z.string() }) },
      },
    },
    async (request) => ({ ...idempotencyOf(request), name: request.body.name, secret: 'not in the schema' }),
  )
  app.get('/v1/claims', { schema: { querystring: z.strictObject({ limit: z.string().optional() }) } }, async () => {
    throw new Error('relation of Wang Xiaoming, 110101199001011234')
  })
  app.post(
    '/v1/claims/:claimId/approvals',
    { schema: { params: claimPath, body: z.strictObject({}) } },
    async (request) => ({
      version: requireIfMatch(request),
      actor: actorFor(request, ['approver']),
    }),
  )
  app.get('/v1/claims/:claimId', { schema: { params: claimPath } }, async () => ({ seen: true }))
  return { app, logged }
}
