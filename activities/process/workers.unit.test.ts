import { msToNumber } from '@temporalio/common/lib/time.js'
import { expect, test } from 'vitest'

import * as options from '../../workflows/activity-options.ts'
import { shutdownGraceTime } from './workers.ts'

test('a deploy waits for every activity but the comparison of statements, which begins again', () => {
  const { statementReading, ...others } = options
  const longest = Object.values(others).map(({ startToCloseTimeout = 0 }) => msToNumber(startToCloseTimeout))
  expect(Math.max(...longest)).toBe(25_000)
  expect(msToNumber(shutdownGraceTime)).toBeGreaterThan(Math.max(...longest))
  expect(msToNumber(statementReading.startToCloseTimeout ?? 0)).toBeGreaterThan(msToNumber(shutdownGraceTime))
})
