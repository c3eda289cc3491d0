import { randomUUID } from 'node:crypto'

import type { ApiDependencies, ApiServer } from '../api/dependencies.ts'
import { keepRefusalsIn } from '../api/kept-refusals.ts'
import { createShell } from '../api/shell.ts'
import { advanceRoutes } from '../api/routes/advance.ts'
import { amountRoutes } from '../api/routes/amounts.ts'
import { claimReadRoutes } from '../api/routes/claim-reads.ts'
import { decisionRoutes } from '../api/routes/decision.ts'
import { frontDeskRoutes } from '../api/routes/front-desk.ts'
import { settlementRoutes } from '../api/routes/settlement.ts'
import { readSummary } from '../db/claim-summary.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { AskingDesk } from './asking-desk.ts'
import { until } from './shell/outside-world.ts'

/** Who calls, under which key, having seen which version. */
export interface Call {
  /** `role|branch|person|level` */
  readonly as: string
  readonly key?: string
  readonly ifMatch?: string | undefined
}

export const postTo = (app: ApiServer, url: string, payload: object, call: Call) =>
  sendTo(app, { method: 'POST', url, payload }, call)

interface Request {
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly payload: object
}

/** The very same request again while the engine is too busy to answer, as every client may. */
export function sendTo(app: ApiServer, request: Request, { as, key = randomUUID(), ifMatch }: Call) {
  const headers = { authorization: as, 'idempotency-key': key, ...(ifMatch !== undefined && { 'if-match': ifMatch }) }
  return until('an answer', async () => {
    const answer = await app.inject({ ...request, headers })
    return answer.statusCode === 503 ? null : answer
  })
}

/** A server with the doors that decisions are asked, prepared and read by; who calls stands in the header as he is. */
export async function decisionServer(desk: Pick<AskingDesk, 'db' | 'deps'>): Promise<ApiServer> {
  const server = createShell(
    { logLevel: 'silent' },
    {
      verifyToken: async (authorization = '') => {
        const [role, place = '', personId = '', level = '0'] = authorization.split('|')
        const branch = place === '' ? null : place
        return { clientId: personId, personId, roles: [role as Role], branch, authorityLevel: Number(level) }
      },
      opaqueIdOf: (personId) => personId,
      findClaim: (claimId) => readSummary(desk.db, claimId),
      keepRefusal: keepRefusalsIn(desk.db),
    },
  )
  server.register(async (routes) => {
    const deps = { ...desk.deps, mode: 'production' } as ApiDependencies
    for (const mount of [
      frontDeskRoutes,
      decisionRoutes,
      claimReadRoutes,
      advanceRoutes,
      amountRoutes,
      settlementRoutes,
    ])
      mount(routes, deps)
  })
  await server.ready()
  return server
}
