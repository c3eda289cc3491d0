import { z } from 'zod'

import type { EmergencyRow } from '../../db/emergencies.ts'
import type { EmergencyProgress } from '../../db/emergency-progress.ts'
import type { Emergency, EmergencyEvent } from '../../domain/emergency/event-state.ts'
import type { EventScope } from '../../domain/emergency/event-word.ts'
import type { Estimate } from '../../domain/emergency/grading.ts'
import type { Measures } from '../../domain/emergency/measures.ts'
import { showInstant } from '../../domain/time.ts'

const shownInstant = z.string().nullable()

const shownScope = z.object({
  zones: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  causes: z.array(z.string()),
  lines: z.array(z.string()),
})

const shownMeasures = z.object({
  contactHours: z.int().nullable(),
  settleWorkingDays: z.int().nullable(),
  waivedDocuments: z.array(z.string()),
  identityByCommitteePaper: z.boolean(),
  deathProofByList: z.boolean(),
  insurerStarted: z.boolean(),
  hospitalLimit: z.string(),
  selfPayLimit: z.string(),
  survey: z.string(),
  noSurveyUpToFen: z.string().nullable(),
  prepayment: z.object({ how: z.string(), sharePercent: z.int(), withinWorkingDays: z.int().optional() }),
  multiplier: z.object({ times: z.number(), until: z.string(), raisedBy: z.string() }).nullable(),
  doorToDoorWorkingDays: z.int().nullable(),
})

export const emergencyAnswer = z
  .object({
    eventId: z.string(),
    status: z.string(),
    version: z.int(),
    drill: z.boolean(),
    kind: z.string(),
    /** Set by the commander, and what the grading table proposes. */
    level: z.string().nullable(),
    proposedLevel: z.string().nullable(),
    regulatorLevel: z.string().nullable(),
    planId: z.string().nullable(),
    incident: z.object({
      kind: z.string(),
      happenedAt: z.string(),
      zones: z.array(z.string()),
      place: z.string().nullable(),
      scope: z.string().nullable(),
      firstCause: z.string().nullable(),
      reportedBy: z.string(),
    }),
    scope: shownScope.nullable(),
    estimate: z.object({
      lossFen: z.string().nullable(),
      injuryFen: z.string().nullable(),
      insuredDeaths: z.int().nullable(),
      customers: z.int().nullable(),
    }),
    /** What claims are told now; null before the declaration. */
    measures: shownMeasures.nullable(),
    /** The version claims are told of, and how many each round of listing found. */
    told: z.object({ version: z.int(), listed: z.array(z.object({ round: z.int(), claims: z.int() })) }).nullable(),
    knownAt: z.string(),
    declaredAt: shownInstant,
    endedAt: shownInstant,
    reviewedAt: shownInstant,
    /** What happened, in order. */
    history: z.array(
      z.object({
        type: z.string(),
        at: z.string(),
        by: z.string(),
        role: z.string(),
        /** The version of the word it raised. */
        told: z.int().nullable(),
        level: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
    links: z.object({ self: z.string(), progress: z.string(), claims: z.string() }),
  })
  .meta({ id: 'Emergency' })

const listedEmergency = z.object({
  eventId: z.string(),
  status: z.string(),
  version: z.int(),
  kind: z.string(),
  level: z.string().nullable(),
  drill: z.boolean(),
  zones: z.array(z.string()),
  knownAt: z.string(),
  declaredAt: shownInstant,
  endedAt: shownInstant,
  links: z.object({ self: z.string() }),
})

export const emergenciesAnswer = z.object({ data: z.array(listedEmergency) }).meta({ id: 'Emergencies' })

export const progressAnswer = z
  .object({
    eventId: z.string(),
    status: z.string(),
    claims: z.int(),
    told: z.int(),
    pending: z.int(),
    ended: z.int(),
    claimedFen: z.string(),
    approvedFen: z.string(),
    paidFen: z.string(),
    byStatus: z.record(z.string(), z.int()),
  })
  .meta({ id: 'EmergencyProgress' })

export const eventClaimsAnswer = z
  .object({
    data: z.array(
      z.object({
        claimId: z.string(),
        status: z.string(),
        version: z.int(),
        state: z.enum(['pending', 'told', 'ended']),
      }),
    ),
  })
  .meta({ id: 'EmergencyClaims' })

export function emergencyOnWire(
  emergency: Emergency,
  log: readonly EmergencyEvent[],
  texts: ReadonlyMap<string, string>,
): z.input<typeof emergencyAnswer> {
  const { eventId, status, version, drill, kind, level, proposedLevel, regulatorLevel, planId, word } = emergency
  const { incident, scope, estimate, listed, knownAt, declaredAt, endedAt, reviewedAt, reportedBy } = emergency
  const textOf = (textId: string | undefined): string | null =>
    textId === undefined ? null : (texts.get(textId) ?? null)
  const self = `/v1/emergencies/${eventId}`
  return {
    eventId,
    status,
    version,
    drill,
    kind,
    level,
    proposedLevel,
    regulatorLevel,
    planId,
    incident: {
      kind: incident.kind,
      happenedAt: showInstant(incident.happenedAt),
      zones: [...incident.zones],
      place: textOf(incident.placeId),
      scope: textOf(incident.scopeId),
      firstCause: textOf(incident.firstCauseId),
      reportedBy,
    },
    scope: scope && scopeOnWire(scope),
    estimate: estimateOnWire(estimate),
    measures: word && measuresOnWire(word.measures),
    told: word && { version: word.version, listed: [...listed] },
    knownAt: showInstant(knownAt),
    declaredAt: shown(declaredAt),
    endedAt: shown(endedAt),
    reviewedAt: shown(reviewedAt),
    history: log.map((event) => historyOnWire(event, textOf)),
    links: { self, progress: `${self}/progress`, claims: `${self}/claims` },
  }
}

function historyOnWire(event: EmergencyEvent, textOf: (textId: string | undefined) => string | null) {
  const { type, at, by } = event
  const word = 'word' in event ? event.word : null
  const reasonId = 'reasonId' in event ? event.reasonId : 'summaryId' in event ? event.summaryId : undefined
  const told = word?.version ?? null
  return {
    type,
    at: showInstant(at),
    by: by.id,
    role: by.role,
    told,
    level: word?.level ?? null,
    reason: textOf(reasonId),
  }
}

const shown = (at: number | null): string | null => (at === null ? null : showInstant(at))

const scopeOnWire = ({ zones, from, to, causes, lines }: EventScope) => ({
  zones: [...zones],
  from,
  to,
  causes: [...causes],
  lines: [...lines],
})

const estimateOnWire = ({ lossFen, injuryFen, insuredDeaths, customers }: Estimate) => ({
  lossFen: lossFen === undefined ? null : String(lossFen),
  injuryFen: injuryFen === undefined ? null : String(injuryFen),
  insuredDeaths: insuredDeaths ?? null,
  customers: customers ?? null,
})

const measuresOnWire = ({ waivedDocuments, noSurveyUpToFen, multiplier, ...measures }: Measures) => ({
  ...measures,
  waivedDocuments: [...waivedDocuments],
  noSurveyUpToFen: noSurveyUpToFen === null ? null : String(noSurveyUpToFen),
  multiplier: multiplier && { ...multiplier, until: showInstant(multiplier.until) },
})

export function rowOnWire(row: EmergencyRow): z.input<typeof listedEmergency> {
  const { eventId, status, version, kind, level, drill, zones, knownAt, declaredAt, endedAt } = row
  const instants = { knownAt: showInstant(knownAt), declaredAt: shown(declaredAt), endedAt: shown(endedAt) }
  return {
    eventId,
    status,
    version,
    kind,
    level,
    drill,
    zones,
    ...instants,
    links: { self: `/v1/emergencies/${eventId}` },
  }
}

export function progressOnWire(
  { eventId, status }: Pick<EmergencyRow, 'eventId' | 'status'>,
  { claimedFen, approvedFen, paidFen, byStatus, ...counts }: EmergencyProgress,
): z.input<typeof progressAnswer> {
  const sums = { claimedFen: String(claimedFen), approvedFen: String(approvedFen), paidFen: String(paidFen) }
  return { eventId, status, ...counts, ...sums, byStatus: { ...byStatus } }
}
