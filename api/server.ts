import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'

import { readSummary } from '../db/claim-summary.ts'
import type { ApiDependencies, ApiServer } from './dependencies.ts'
import { keepRefusalsIn } from './kept-refusals.ts'
import { opaquePersonId } from '../db/person-ids.ts'
import { advanceRoutes } from './routes/advance.ts'
import { amountRoutes } from './routes/amounts.ts'
import { assignmentRoutes } from './routes/assignment.ts'
import { authorityLimitsRoutes } from './routes/authority-limits.ts'
import { calendarRoutes } from './routes/calendars.ts'
import { callbackRoutes } from './routes/callbacks.ts'
import { claimReadRoutes } from './routes/claim-reads.ts'
import { claimRoutes } from './routes/claims.ts'
import { clockListRoutes } from './routes/clock-list.ts'
import { clockRoutes } from './routes/clocks.ts'
import { contactRoutes } from './routes/contacts.ts'
import { decisionRoutes } from './routes/decision.ts'
import { delegationRoutes } from './routes/delegations.ts'
import { dutyRosterRoutes } from './routes/duty-rosters.ts'
import { emergencyReadRoutes } from './routes/emergency-reads.ts'
import { emergencyRoutes } from './routes/emergencies.ts'
import { escalationRoutes } from './routes/escalations.ts'
import { fastForwardRoutes } from './routes/fast-forward.ts'
import { eventBulletinRoutes } from './routes/event-bulletins.ts'
import { eventContactRoutes } from './routes/event-contacts.ts'
import { eventResponseRoutes } from './routes/event-response.ts'
import { eventSearchRoutes } from './routes/event-search.ts'
import { eventSummaryRoutes } from './routes/event-summary.ts'
import { insurerStartRoutes } from './routes/insurer-start.ts'
import { feedbackRoutes } from './routes/feedback.ts'
import { frontDeskRoutes } from './routes/front-desk.ts'
import { claimEmergencyRoutes } from './routes/claim-emergencies.ts'
import { holdRoutes } from './routes/holds.ts'
import { middleRoutes } from './routes/middle.ts'
import { operationRoutes } from './routes/operations.ts'
import { previewRoutes } from './routes/preview.ts'
import { responsePlanRoutes } from './routes/response-plans.ts'
import { searchRoutes } from './routes/search.ts'
import { disputeRoutes } from './routes/disputes.ts'
import { settlementRoutes } from './routes/settlement.ts'
import { signalRoutes } from './routes/signals.ts'
import { workItemRoutes } from './routes/work-items.ts'
import { createShell } from './shell.ts'
import { createTokenVerifier } from './tokens.ts'

/** Builds the HTTP server (服务端口) with all its routes and never listens: tests inject, `main.ts` listens. */
export function buildServer(deps: ApiDependencies): FastifyInstance {
  const { db, vault, tokens } = deps
  const app = createShell(deps, {
    verifyToken: createTokenVerifier(tokens),
    opaqueIdOf: (named) => opaquePersonId(vault, named),
    findClaim: (claimId) => readSummary(db, claimId),
    keepRefusal: keepRefusalsIn(db),
  })
  // A plugin of its own, so that the documentation sees every route.
  app.register(async (routes) => {
    const server = routes.withTypeProvider<ZodTypeProvider>()
    for (const mount of routeFiles) mount(server, deps)
  })
  return app
}

const routeFiles: readonly ((app: ApiServer, deps: ApiDependencies) => void)[] = [
  operationRoutes,
  claimRoutes,
  previewRoutes,
  claimReadRoutes,
  clockRoutes,
  clockListRoutes,
  searchRoutes,
  workItemRoutes,
  contactRoutes,
  assignmentRoutes,
  frontDeskRoutes,
  middleRoutes,
  decisionRoutes,
  settlementRoutes,
  advanceRoutes,
  disputeRoutes,
  feedbackRoutes,
  escalationRoutes,
  dutyRosterRoutes,
  signalRoutes,
  callbackRoutes,
  fastForwardRoutes,
  calendarRoutes,
  holdRoutes,
  claimEmergencyRoutes,
  authorityLimitsRoutes,
  delegationRoutes,
  amountRoutes,
  responsePlanRoutes,
  eventResponseRoutes,
  eventSearchRoutes,
  eventContactRoutes,
  insurerStartRoutes,
  eventBulletinRoutes,
  eventSummaryRoutes,
  emergencyRoutes,
  emergencyReadRoutes,
]
