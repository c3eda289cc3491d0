import { createEffects } from '../twin/twin-effects.ts'
import { openPool, readPlace } from '../twin/twin-place.ts'
import { runTwinWorker } from '../twin/twin-worker.ts'
import type { NaiveActivities } from './naive-claim.ts'

const place = readPlace()
const pool = openPool(place)
const activities: NaiveActivities = {
  ...createEffects(place, pool),
  async writeStep({ claimId, n, status }) {
    const write = 'insert into naive.steps (claim_id, n, status) values ($1, $2, $3) on conflict do nothing'
    await pool.query(write, [claimId, n, status])
  },
}
await runTwinWorker(place, activities)
