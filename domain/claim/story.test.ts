import { expect, test } from 'vitest'

import type { ClaimFact } from './events.ts'
import { storyOf } from './story.ts'

const told = (fact: ClaimFact): string => storyOf({ ...fact, at: 0, by: { id: 'per_1', role: 'system' } })

test.each<[ClaimFact, string]>([
  [{ type: 'ClaimPaid' }, 'ClaimPaid'],
  [{ type: 'ClockEscalated', clock: 'C02', n: 1, level: 'due' }, 'ClockEscalated (C02 due)'],
  [{ type: 'NoticeDelivered', n: 3, proof: { how: 'receipt', reference: 'msg' } }, 'NoticeDelivered (#3 receipt)'],
  [
    { type: 'ClaimTriaged', triage: { lane: 'small', needsSurvey: false, because: [], decidedBy: 'rules' } },
    'ClaimTriaged (small, no survey)',
  ],
  [{ type: 'PaymentUnknown', n: 1, queryAt: 0, queries: 2 }, 'PaymentUnknown (#1, query 2)'],
])('%j is told in a few words', (fact, words) => {
  expect(told(fact)).toBe(words)
})

test('a proposal is told with its kind, its amount and the step that may decide it', () => {
  const proposal = {
    kind: 'refuse',
    payFen: 0,
    refuseFen: 1_234_500,
    evidence: [],
    proposedBy: 'per_2',
    proposedAt: 0,
    requiredLevel: 2,
  } as const
  expect(told({ type: 'RefusalProposed', proposal })).toBe('RefusalProposed (refuse 12,345.00 CNY, for A2)')
})
