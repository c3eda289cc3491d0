import type { Message } from '../activities/gateways/message-gateway.ts'
import type { NoticeDesk } from '../activities/send-notice.ts'
import type { Actor, ClaimCommand } from '../domain/claim/commands.ts'
import { decide } from '../domain/claim/decide.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Notice } from '../domain/claim/state.ts'
import { china2024To2026 } from '../domain/clocks/china-2024-2026.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { HOUR } from '../domain/time.ts'

export const claimId = 'clm_0193'
export const branch = '310000'
export const reportedAt = Date.UTC(2026, 8, 1, 2)
export const claimant: Actor = { id: 'per_claimant', role: 'claimant', branch, authorityLevel: 0 }
export const clerk: Actor = { id: 'per_clerk', role: 'intake-clerk', branch, authorityLevel: 0 }

/** The log of one claim, and what left the house for it. */
export type TestDesk = { -readonly [K in keyof NoticeDesk]: NoticeDesk[K] } & { events: ClaimEvent[]; sent: Message[] }

export function createDesk(): TestDesk {
  const desk: TestDesk = {
    events: [...askedForDocuments()],
    sent: [],
    messages: { send: async (message) => ({ messageId: `msg_${desk.sent.push(message)}` }) },
    readEvents: async () => desk.events,
    rostersFor: async () => [],
    contactOf: async () => ({ to: '13800000000', language: 'zh' }),
    readText: async (_claimId, textId) => `words of ${textId}`,
  }
  return desk
}

export function orderOf({ events }: TestDesk, kind: Notice['kind']) {
  const notice = events.flatMap(({ notices }) => notices ?? []).find((candidate) => candidate.kind === kind)
  if (notice === undefined) throw new Error(`no notice of kind ${kind}`)
  return { claimId, branch, notice }
}

/** A medical claim that was reported, filed, and asked for two more documents. */
function askedForDocuments(): readonly ClaimEvent[] {
  const item = { decidableWithout: false }
  const reported = obey([], claimant, {
    type: 'ReportClaim',
    claimId,
    ageMs: 0,
    report: {
      channel: 'app',
      line: 'medical',
      branch,
      region: '310101',
      eventDate: '2026-08-30',
      cause: 'illness',
      facts: { injury: 'none', thirdParty: false, hospitalised: false },
      claimantId: 'per_claimant',
      insuredId: 'per_claimant',
      policyId: 'pty_policy',
      preferredChannels: ['sms'],
      isTest: false,
    },
  })
  const filed = obey(reported, claimant, { type: 'FileClaim', claimedFen: 500_000, documents: [], ageMs: 0 })
  return obey(filed, clerk, {
    type: 'RequestDocuments',
    items: [
      { ...item, kind: 'medical-invoice', reasonTextId: 'txt_1' },
      { ...item, kind: 'diagnosis', reasonTextId: 'txt_2' },
    ],
  })
}

export function obey(events: readonly ClaimEvent[], actor: Actor, command: ClaimCommand): readonly ClaimEvent[] {
  const claim = events.length === 0 ? null : fold(null, events)
  const now = (claim?.lastAt ?? reportedAt) + HOUR
  const decision = decide(claim, { actor, command }, { now, calendar: china2024To2026, policy: defaultServicePolicy })
  if ('refusal' in decision) throw new Error(decision.refusal.message)
  return [...events, ...decision.events]
}
