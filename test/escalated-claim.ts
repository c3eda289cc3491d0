import type { Scene } from './claim-story.ts'
import type { Example } from './example-claims.ts'
import { received } from './example-claims.ts'

/** 80 % of the time for the preliminary review is gone: desk and team lead are told. */
export function escalated(example: Example = {}): Scene {
  const scene = received({ ...example, policy: 'pending' })
  const { startedAt, dueTarget } = scene.clock('C01')
  return scene.passes(startedAt + 0.8 * (dueTarget - startedAt))
}
