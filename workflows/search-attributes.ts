import type { SearchAttributePair, SearchAttributeUpdatePair } from '@temporalio/common'
import { defineSearchAttributeKey } from '@temporalio/common'
import type { ClaimSummary } from '../domain/claim/summary.ts'

const keys = {
  status: defineSearchAttributeKey('ClaimStatus', 'KEYWORD'),
  track: defineSearchAttributeKey('ClaimTrack', 'KEYWORD'),
  line: defineSearchAttributeKey('ClaimLine', 'KEYWORD'),
  region: defineSearchAttributeKey('ClaimRegion', 'KEYWORD'),
  emergencyEvents: defineSearchAttributeKey('EmergencyEvents', 'KEYWORD_LIST'),
  nextDeadline: defineSearchAttributeKey('NextDeadline', 'DATETIME'),
  authorityLevel: defineSearchAttributeKey('AuthorityLevel', 'INT'),
  escalated: defineSearchAttributeKey('Escalated', 'BOOL'),
}

/** What a claim is started with; what it has no value for is left out. */
export function searchAttributesOf(summary: ClaimSummary): SearchAttributePair[] {
  return currentAttributes(summary).filter((pair): pair is SearchAttributePair => pair.value !== null)
}

/** What operators find claims by. Codes, instants and numbers: they are never encrypted. Null takes a value back. */
export function currentAttributes(summary: ClaimSummary): SearchAttributeUpdatePair[] {
  const { status, lane, line, region, nextDeadline, requiredLevel, escalated, emergencyEvents = [] } = summary
  return [
    { key: keys.status, value: status },
    { key: keys.track, value: lane },
    { key: keys.line, value: line },
    { key: keys.region, value: region },
    { key: keys.emergencyEvents, value: emergencyEvents.length === 0 ? null : [...emergencyEvents] },
    { key: keys.nextDeadline, value: nextDeadline === null ? null : new Date(nextDeadline.at) },
    { key: keys.authorityLevel, value: requiredLevel },
    { key: keys.escalated, value: escalated },
  ]
}
