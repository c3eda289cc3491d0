import { percentile } from '../measure/percentiles.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import { HOUR } from '../../domain/time.ts'
import type { Phase } from './phase.ts'
import { settle } from './settle.ts'

/** Somebody is warned when 80 % of the hours for the preliminary review (C01) are gone. */
export const warnedAfterMs = 0.8 * ruleBook(currentRules).clocks.C01.length * HOUR

/**
 * A disaster's claims at a fixed rate. Their papers lay at a counter: each carries an earlier receipt, so chosen that
 * the first deadlines of all of them come within one minute, later. No policy is bent for it.
 */
export const intake: Phase = {
  name: 'intake',
  seconds: ({ intake: { seconds }, rampSeconds, drainSeconds }) => seconds + rampSeconds + 2 * drainSeconds,
  async run(stage) {
    const { plan, findings, say } = stage
    const { seconds, ratePerSecond } = plan.intake
    const spreadMs = plan.storm.spreadSeconds * 1_000
    const from = Date.now() + (plan.rampSeconds + seconds + plan.storm.leadSeconds) * 1_000
    const received = from - warnedAfterMs
    const { load } = await stage.load('lipei', {
      life: 'intake',
      arrivals: { kind: 'open', ratePerSecond },
      seconds,
      received: { from: received, spreadMs },
    })
    findings.intake = { ratePerSecond, load }
    findings.due = { from, spreadMs, received: [received, received + spreadMs] }
    const p99 = percentile(load.latencies['file'] ?? [], 99)
    say(
      `  ${load.started} filed at ${ratePerSecond}/s, p99 ${p99?.toFixed(0)} ms, ${load.backlog} under way at the end`,
    )
    await settle(stage)
  },
}
