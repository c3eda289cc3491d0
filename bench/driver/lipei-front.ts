import type { Role } from '../../domain/claim/codes.ts'
import type { Front, Standing } from './front.ts'
import { type Answer, createHttpClient } from './http-client.ts'
import type { FrontPlace } from './job.ts'
import type { Step } from './lives.ts'
import type { Watcher } from './watcher.ts'

type Asking = Pick<Front, 'file' | 'ready' | 'send' | 'end'>

/** Lipei's own API, as its people's screens would use it. A command is answered when it is recorded. */
export function lipeiFront({ url, tokens }: FrontPlace, watcher: Watcher): Asking {
  const http = createHttpClient(url)
  const headersOf = (who: Role, key: string): Record<string, string> => ({
    authorization: `Bearer ${tokens[who] ?? ''}`,
    'idempotency-key': key,
  })

  async function untilIn(claim: Standing, statuses: readonly string[]): Promise<Standing> {
    if (statuses.length === 0 || statuses.includes(claim.status)) return claim
    const { mark, version } = await watcher.reaches(claim.claimId, (status) => statuses.includes(status))
    return { ...claim, status: mark, decisionVersion: version }
  }

  return {
    async file({ filing: { who, body } }, key) {
      const answer = await http({ method: 'POST', path: '/v1/claims', headers: headersOf(who, key), body })
      return standingIn(answer, 'file')
    },
    ready: (claim, { from }) => untilIn(claim, from),
    async send(claim, step, { key }) {
      const headers = {
        ...headersOf(step.who, key),
        ...(step.binds && { 'if-match': `"${claim.decisionVersion}"` }),
      }
      const path = `/v1/claims/${claim.claimId}${step.path}`
      const answer = await http({ method: step.method ?? 'POST', path, headers, body: step.body })
      return standingIn(answer, step.name)
    },
    async end(claim, { end }) {
      await untilIn(claim, [end])
    },
  }
}

function standingIn({ status, body }: Answer, name: Step['name']): Standing {
  if (status < 300) return body as Standing
  const { code } = (body ?? {}) as { readonly code?: string }
  throw new Error(`${name}: ${status} ${code ?? ''}`)
}
