import path from 'node:path'

import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/**
 * Test files that take longest: begun last, they would be waited for alone while nothing else is left to do. Those that wait
 * most of their time, for processes or for time limits to pass, alternate with those that compute all of it: of the former
 * alone the processors would be idle, by the latter alone everybody is held up.
 */
const longest = [
  'test/end-to-end/drilled',
  'test/shell/claim-clocks',
  'ops/watchdog/watchdog',
  'local/start',
  'ops/rebuild',
  'test/unit/claim-coverage',
  'test/unit/claim-size',
  'test/end-to-end/killed',
  'test/unit/replay',
  'test/unit/claim-properties',
  'local/production/production-stack',
  'test/end-to-end/swept-postgres',
  'worker',
  'bench/contestants/twins',
  'test/end-to-end/personal-data',
  'test/end-to-end/branches',
  'test/end-to-end/calendar',
  'test/end-to-end/callbacks',
  'api/commands/ask-claim',
  'test/end-to-end/escalations',
  'test/end-to-end/payment-troubles',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = this.ctx.config.root
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = longest.indexOf(path.relative(root, moduleId).replace(/\.test\.ts$/, ''))
      return rank === -1 ? longest.length : rank
    }
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
