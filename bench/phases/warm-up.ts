import type { ContestantName } from '../contestants/contestant.ts'
import type { Phase } from './phase.ts'

/** Until every path has been gone. Lipei gets no more claims than the first growth point allows to stand open. */
export const warmUp: Phase = {
  name: 'warm-up',
  seconds: ({ warmUpSeconds, drainSeconds }) => 3 * (warmUpSeconds + drainSeconds / 3),
  async run({ plan, running, load }) {
    const [atMost] = plan.growth.points
    const arrivals = { kind: 'closed', users: plan.users } as const
    for (const name of Object.keys(running) as ContestantName[]) {
      const limit = name === 'lipei' ? { atMost } : {}
      await load(name, { life: 'minimal', arrivals, rampSeconds: 0, seconds: plan.warmUpSeconds, ...limit })
    }
  },
}
