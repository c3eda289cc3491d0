import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { summarise } from '../domain/claim/summary.ts'
import { china2024To2026 as calendar } from '../domain/clocks/china-2024-2026.ts'
import { defaultServicePolicy as policy } from '../domain/service-policy.ts'
import type { LogRow, RecordedClaim } from '../ops/drill/oracle/witnesses.ts'
import type { Scene } from './claim-story.ts'

/** Every act of the story with a command of its own, recorded a millisecond after it happened. */
export function recorded(scene: Scene): RecordedClaim {
  const { past } = scene
  const log = past.map((event, position): LogRow => rowOf(event, position, past))
  return asRecorded(log)
}

function asRecorded(log: readonly LogRow[]): RecordedClaim {
  const claim = fold(
    null,
    log.map(({ event }) => event),
  )
  const paidFen = claim.payments.reduce((sum, { state, amountFen }) => sum + (state === 'settled' ? amountFen : 0), 0)
  const { version, decisionVersion, claimId } = claim
  const row = {
    version,
    decisionVersion,
    status: claim.stage.status,
    paidFen: String(paidFen),
    headHash: 'h',
    lastHash: 'h',
  }
  const { ownerId, queue, nextDeadline } = summarise(claim, { now: claim.lastAt + 1, calendar, policy })
  const standing = { ownerId, queue, nextDeadlineAt: nextDeadline?.at ?? null }
  return { claimId, log, row: { ...row, ...standing }, clocks: claim.clocks, isStarted: true, claim }
}

function rowOf(event: ClaimEvent, position: number, past: readonly ClaimEvent[]): LogRow {
  const isAnswer = event.by.role !== 'system'
  const after = fold(null, past.slice(0, position + 1))
  return {
    position,
    event,
    commandId: isAnswer ? `command-${position}` : null,
    answerVersion: isAnswer ? after.version : null,
    answerDecisionVersion: isAnswer ? after.decisionVersion : null,
    answerStatus: isAnswer ? after.stage.status : null,
    recordedAt: event.at + 1,
  }
}
