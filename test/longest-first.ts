import path from 'node:path'

import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/**
 * Test files that take longest, most of it waiting for processes or for time limits to pass: begun last, they would be
 * waited for alone while nothing else is left to do.
 */
const longest = [
  'test/end-to-end/drilled',
  'ops/watchdog/watchdog',
  'ops/rebuild',
  'test/end-to-end/killed',
  'test/shell/claim-clocks',
  'local/production/production-stack',
  'test/unit/claim-properties',
  'test/unit/claim-size',
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
