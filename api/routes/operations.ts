import { z } from 'zod'

import type { Database } from '../../db/database.ts'
import { isMigrated } from '../../db/readiness.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { problemsHtml } from '../documentation.ts'

const state = z.enum(['up', 'down'])

const readiness = z.object({
  /** `degraded`: intake, reads and callbacks work, other commands are answered 503. */
  status: z.enum(['ready', 'degraded', 'unready']),
  checks: z.object({ postgres: state, migrations: state, temporal: state }),
})

/** /livez, /readyz and the documentation of the API. None of them needs a token, none says anything of a claim. */
export function operationRoutes(app: ApiServer, deps: ApiDependencies): void {
  const hidden = { hide: true }
  // Nothing is asked of others here: a database that is down must not get the process killed.
  app.get('/livez', { schema: { ...hidden, response: { 200: z.object({ status: z.literal('live') }) } } }, () => ({
    status: 'live' as const,
  }))
  app.get(
    '/readyz',
    { schema: { ...hidden, response: { 200: readiness, 503: readiness } } },
    async (_request, reply) => {
      const answer = await checkReadiness(deps)
      return reply.code(answer.status === 'unready' ? 503 : 200).send(answer)
    },
  )
  app.get('/openapi.json', { schema: hidden }, () => app.swagger())
  app.get('/docs/problems', { schema: hidden }, (_request, reply) => reply.type('text/html').send(problemsHtml()))
}

async function checkReadiness({ db, temporal }: ApiDependencies): Promise<z.infer<typeof readiness>> {
  const [postgres, migrations, engine] = await Promise.all([
    isUp(db.$client.query('select 1')),
    isUp(migrated(db)),
    isUp(temporal.withDeadline(Date.now() + 1_500, () => temporal.workflowService.getSystemInfo({}))),
  ])
  const ready = postgres === 'up' && migrations === 'up'
  const status = ready ? (engine === 'up' ? 'ready' : 'degraded') : 'unready'
  return { status, checks: { postgres, migrations, temporal: engine } }
}

async function migrated(db: Database): Promise<void> {
  if (!(await isMigrated(db))) throw new Error('migrations are missing')
}

const isUp = (asked: Promise<unknown>): Promise<'up' | 'down'> =>
  asked.then(
    () => 'up' as const,
    () => 'down' as const,
  )
