import type { NoticeTemplate } from './notice.ts'
import type { Claim } from './state.ts'

/**
 * How much a customer is told: in detail where he has most reason to ask or to disagree, in short otherwise. Detailed
 * for a death, a complex case, anything refused in whole or part, a time limit we broke, and a claim that was reopened.
 */
export function noticeVariant({ report, triage, stage, clocks, reopenings }: Claim): NoticeTemplate['variant'] {
  const isRefused = 'determination' in stage && stage.determination.kind !== 'pay'
  const isBroken = clocks.some(({ escalations }) => escalations.some(({ level }) => level === 'breach'))
  const isGrave = report.facts.injury === 'death' || triage?.lane === 'complex'
  return isRefused || isBroken || isGrave || reopenings > 0 ? 'detailed' : 'short'
}
