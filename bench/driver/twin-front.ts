import { randomUUID } from 'node:crypto'

import type { Front } from './front.ts'
import { type Answer, createHttpClient } from './http-client.ts'
import type { FrontPlace } from './job.ts'
import type { Watcher } from './watcher.ts'

/** As much as a real filing weighs. */
const filing = 'x'.repeat(700)

/** A twin is told the command's name and nothing else. The bare one answers when it is done, the naive one is watched. */
export function twinFront(
  { url, contestant }: FrontPlace,
  watcher: Watcher,
): Pick<Front, 'file' | 'ready' | 'send' | 'end'> {
  const http = createHttpClient(url)
  const post = (path: string, body: object): Promise<Answer> => http({ method: 'POST', path, headers: {}, body })
  return {
    async file() {
      // The bank's reference is made of it: letters and digits only.
      const claimId = `t${randomUUID().replaceAll('-', '').slice(5)}`
      expectSuccess(await post('/claims', { claimId, filing }), 'file')
      return { claimId, status: '', decisionVersion: 0, version: 0 }
    },
    ready: async (claim) => claim,
    async send(claim, { type }, { n }) {
      expectSuccess(await post(`/claims/${claim.claimId}/messages`, { type }), type)
      if (contestant === 'naive') await watcher.reaches(claim.claimId, (mark) => Number(mark) >= naiveRowOf(n))
      return { ...claim, version: n }
    },
    end: async () => undefined,
  }
}

/** Which row of the naive twin's table says that message n of the minimal life had its effect; it writes rows of its own between. */
function naiveRowOf(n: number): number {
  const own = 1 + (n >= 5 ? 1 : 0) + (n >= 9 ? 1 : 0)
  return n + own
}

function expectSuccess({ status }: Answer, what: string): void {
  if (status >= 300) throw new Error(`${what}: ${status}`)
}
