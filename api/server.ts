import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'

import type { ApiDependencies, ApiServer } from './dependencies.ts'
import { callbackRoutes } from './routes/callbacks.ts'
import { claimReadRoutes } from './routes/claim-reads.ts'
import { claimRoutes } from './routes/claims.ts'
import { operationRoutes } from './routes/operations.ts'
import { previewRoutes } from './routes/preview.ts'
import { searchRoutes } from './routes/search.ts'
import { createShell } from './shell.ts'
import { createTokenVerifier } from './tokens.ts'

/** Builds the HTTP server (服务端口) with all its routes and never listens: tests inject, `main.ts` listens. */
export function buildServer(deps: ApiDependencies): FastifyInstance {
  const app = createShell(deps, {
    verifyToken: createTokenVerifier(deps.tokens),
    opaqueIdOf: deps.vault.opaquePersonId,
    findClaim: (claimId) => findClaim(deps.db, claimId),
  })
  // A plugin of its own, so that the documentation sees every route.
  app.register(async (routes) => mountRoutes(routes.withTypeProvider<ZodTypeProvider>(), deps))
  return app
}

function mountRoutes(app: ApiServer, deps: ApiDependencies): void {
  operationRoutes(app, deps)
  claimRoutes(app, deps)
  previewRoutes(app, deps)
  claimReadRoutes(app, deps)
  searchRoutes(app, deps)
  callbackRoutes(app, deps)
}
