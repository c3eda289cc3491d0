import type { ContestantName } from '../contestants/contestant.ts'
import { median } from '../measure/percentiles.ts'
import type { Stage } from '../stage.ts'
import type { Phase } from './phase.ts'
import { settle } from './settle.ts'

/** Claims come by the clock at 60 % of what Lipei can do, for Lipei and for the bare twin (R3, R4). */
export const openLoop: Phase = {
  name: 'open-loop',
  seconds: ({ openLoop: { rounds, seconds }, rampSeconds, drainSeconds }) =>
    rounds * 2 * (seconds + rampSeconds + drainSeconds / 2),
  async run(stage) {
    const { plan, running, findings, say } = stage
    const ratePerSecond = sixtyPercent(stage)
    const names = (Object.keys(running) as ContestantName[]).filter((name) => name !== 'naive')
    for (let n = 1; n <= plan.openLoop.rounds; n += 1) {
      for (const contestant of names) {
        const arrivals = { kind: 'open', ratePerSecond } as const
        const { load } = await stage.load(contestant, { life: 'minimal', arrivals, seconds: plan.openLoop.seconds })
        findings.openLoop.push({ contestant, ratePerSecond, load })
        const { started, backlog } = load
        say(`  ${contestant} at ${ratePerSecond.toFixed(1)}/s: ${started} begun, ${backlog} under way at the end`)
        await settle(stage)
      }
    }
  },
}

/** Of the claims a second that Lipei reached in the closed loop, and one where it reached none or was not asked. */
export function sixtyPercent({ findings }: Pick<Stage, 'findings'>): number {
  const reached = findings.rounds
    .filter(({ contestant, life }) => contestant === 'lipei' && life === 'minimal')
    .map(({ claimsPerSecond }) => claimsPerSecond)
  return Math.max(1, 0.6 * (median(reached) ?? 0))
}
