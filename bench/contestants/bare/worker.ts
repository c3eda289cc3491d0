import { createEffects } from '../twin/twin-effects.ts'
import { openPool, readPlace } from '../twin/twin-place.ts'
import { runTwinWorker } from '../twin/twin-worker.ts'

const place = readPlace()
await runTwinWorker(place, createEffects(place, openPool(place)))
