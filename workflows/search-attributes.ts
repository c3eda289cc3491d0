import type { SearchAttributePair } from '@temporalio/common'
import { defineSearchAttributeKey } from '@temporalio/common'
import type { ClaimSummary } from '../domain/claim/summary.ts'

const keys = {
  status: defineSearchAttributeKey('ClaimStatus', 'KEYWORD'),
  track: defineSearchAttributeKey('ClaimTrack', 'KEYWORD'),
  line: defineSearchAttributeKey('ClaimLine', 'KEYWORD'),
  region: defineSearchAttributeKey('ClaimRegion', 'KEYWORD'),
  nextDeadline: defineSearchAttributeKey('NextDeadline', 'DATETIME'),
  authorityLevel: defineSearchAttributeKey('AuthorityLevel', 'INT'),
  escalated: defineSearchAttributeKey('Escalated', 'BOOL'),
}

/** What operators find claims by. Codes, instants and numbers: search attributes are never encrypted. */
export function searchAttributesOf(summary: ClaimSummary): SearchAttributePair[] {
  const pairs: SearchAttributePair[] = [
    { key: keys.status, value: summary.status },
    { key: keys.line, value: summary.line },
    { key: keys.region, value: summary.region },
    { key: keys.escalated, value: summary.escalated },
  ]
  if (summary.lane !== null) pairs.push({ key: keys.track, value: summary.lane })
  if (summary.requiredLevel !== null) pairs.push({ key: keys.authorityLevel, value: summary.requiredLevel })
  if (summary.nextDeadline !== null) pairs.push({ key: keys.nextDeadline, value: new Date(summary.nextDeadline.at) })
  return pairs
}
