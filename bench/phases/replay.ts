import { percentile } from '../measure/percentiles.ts'
import { query } from '../measure/databases.ts'
import type { Phase } from './phase.ts'
import { settle } from './settle.ts'

/** Asks claims that have long left the worker's cache twice: the first answer replays the history, the second does not (R7). */
export const replay: Phase = {
  name: 'replay',
  seconds: ({ replay: { claims }, drainSeconds }) => claims / perSecond + drainSeconds,
  async run(stage) {
    const { plan, stack, findings, say } = stage
    const { claims } = plan.replay
    // More than the cache holds has come since.
    const oldest = await query<{ claim_id: string }>(stack.ownerUrl, oldestOpen, [claims])
    const claimIds = oldest.map(({ claim_id: claimId }) => claimId)
    const { load } = await stage.load('lipei', {
      life: 'replay',
      arrivals: { kind: 'open', ratePerSecond: perSecond },
      rampSeconds: 0,
      seconds: claims / perSecond,
      claimIds,
    })
    findings.replay = load
    const p99 = (name: string): string => percentile(load.latencies[name] ?? [], 99)?.toFixed(0) ?? '-'
    say(`  evicted p99 ${p99('evicted')} ms, cached p99 ${p99('cached')} ms`)
    await settle(stage)
  },
}

const perSecond = 15

const oldestOpen = "select claim_id from claims where status = 'received' order by updated_at limit $1"
