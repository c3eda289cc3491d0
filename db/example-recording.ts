import type { ClaimEvent } from '../domain/claim/events.ts'
import type { LossReport } from '../domain/claim/state.ts'
import type { ClaimSummary } from '../domain/claim/summary.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import { HOUR } from '../domain/time.ts'
import type { Recording } from './recording.ts'

/** A Tuesday noon, far from any limit. */
export const exampleStart = Date.UTC(2026, 4, 12, 4)

/** A claim of the tests' own making: what the database stores, without the rules behind it. */
export function exampleRecording(claimId: string, { from = 0, count = 3 } = {}): Recording {
  const events = Array.from({ length: count }, (_, index) => exampleEvent(claimId, from + index))
  const answered = events.flatMap((event, index) => (event.command ? [{ ...event.command, at: from + index }] : []))
  const answers = answered.map(({ commandId, bodyHash, at }) => ({
    commandId,
    bodyHash,
    version: at + 1,
    decisionVersion: 1,
    status: 'received' as const,
  }))
  const summary = exampleSummary(claimId, from + count)
  return { claimId, from, events, summary, clocks: [exampleClock(from + count)], answers }
}

/** The claim's event at a position: the first its report, then documents, every second one answering a command. */
function exampleEvent(claimId: string, position: number): ClaimEvent {
  const stamp = { at: exampleStart + position * HOUR, by: { id: 'per_filer', role: 'integrator' } } as const
  const command = position % 2 === 1 ? {} : { command: { commandId: `cmd-${position}`, bodyHash: `body-${position}` } }
  if (position === 0) return { type: 'ClaimReported', claimId, rules: 1, report: exampleReport, ...stamp, ...command }
  const documents = [
    {
      documentId: `doc-${position}`,
      kind: 'photos' as const,
      sha256: 'c0ffee'.repeat(10),
      sizeBytes: 1_024,
      receivedAt: stamp.at,
    },
  ]
  return { type: 'DocumentsSupplied', documents, ...stamp, ...command }
}

const exampleReport: LossReport = {
  reportedAt: exampleStart,
  channel: 'app',
  line: 'medical',
  branch: '330100',
  region: '330106',
  eventDate: '2026-05-10',
  cause: 'accident',
  facts: { injury: 'injury', thirdParty: false, hospitalised: true },
  policyId: 'pty_policy',
  claimantId: 'per_claimant',
  insuredId: 'per_insured',
  preferredChannels: ['app', 'sms'],
  isTest: false,
}

function exampleSummary(claimId: string, version: number): ClaimSummary {
  const { policyId: _policyId, facts: _facts, preferredChannels: _channels, isTest: _isTest, ...report } = exampleReport
  return {
    claimId,
    rules: 1,
    status: 'received',
    version,
    decisionVersion: 1,
    ...report,
    coClaimantIds: [],
    lane: null,
    integratorId: 'app-1',
    ownerId: null,
    queue: 'intake-clerk',
    requiredLevel: null,
    decisions: [],
    escalated: false,
    suspectedCopyOf: null,
    claimedFen: 123_456,
    approvedFen: null,
    paidFen: 0,
    receivedAt: exampleStart,
    lastAt: exampleStart + (version - 1) * HOUR,
    nextDeadline: { at: exampleStart + 48 * HOUR, summary: '48 h acceptance due' },
    restedAt: null,
  }
}

function exampleClock(n: number): Clock {
  const due = { dueTarget: exampleStart + 48 * HOUR, dueLegal: exampleStart + 48 * HOUR, provisional: false }
  const version = { ruleVersion: 1, calendarVersion: 'cn-2026-1' }
  const startedAt = exampleStart + n
  return { id: 'C02', n: 1, state: 'running', startedAt, length: 48, ...due, ...version, pauses: [], escalations: [] }
}
