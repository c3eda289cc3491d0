import type { FastifyInstance } from 'fastify'
import { fastify } from 'fastify'

import { showInstant } from '../../domain/time.ts'
import { alertCodes } from '../../domain/watchdog/findings.ts'
import type { Watch } from './watch.ts'
import { lineOf } from './watch.ts'

/** Looks come every ten seconds: one that is so old says that several failed. */
const blindMs = 60_000

/** What an SRE and the probes ask: `/alerts`, `/livez`, `/readyz`. Codes and ids only; builds, never listens. */
export function buildWatchdogServer({ standing, lookedAt }: Pick<Watch, 'standing' | 'lookedAt'>): FastifyInstance {
  const app = fastify({ logger: false })
  const sees = (): boolean => Date.now() - (lookedAt() ?? 0) < blindMs

  app.get('/livez', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) =>
    sees() ? { status: 'ready' } : reply.code(503).send({ status: 'blind' }),
  )
  // Blind is 503: whoever reads the counts must not take silence for health.
  app.get('/alerts', async (_request, reply) => {
    const at = lookedAt()
    const alerts = standing()
    const countOf = (code: string): number => alerts.filter(({ finding }) => finding.alert === code).length
    return reply.code(sees() ? 200 : 503).send({
      lookedAt: at === null ? null : showInstant(at),
      counts: Object.fromEntries(alertCodes.map((code) => [code, countOf(code)])),
      alerts: alerts.map(lineOf),
    })
  })
  return app
}
