import { setTimeout as delay } from 'node:timers/promises'

import { HOUR, MINUTE } from '../../domain/time.ts'
import { query } from '../measure/databases.ts'
import type { Stage } from '../stage.ts'
import type { EpidemicReplay } from './emergency-findings.ts'
import { type EventDesk, lossDay, openEventDesk } from './event-desk.ts'

/**
 * An epidemic beside everything else: its claims are filed by the load, its hospitals name patients who filed nothing, and the
 * commander revises its measures.
 */
export interface Epidemic {
  /** Does the work while hospitals go on naming patients. */
  readonly meanwhile: <T>(work: () => Promise<T>) => Promise<T>
  readonly revise: () => Promise<void>
  /** What was promised to whom, and what was late. */
  readonly judge: () => Promise<EpidemicReplay>
}

const zone = '42'

const revisions = [
  { waivedDocuments: ['policy-original', 'medical-record'] },
  { waivedDocuments: ['policy-original', 'medical-record'], hospitalLimit: 'lifted', selfPayLimit: 'lifted' },
]

export async function openEpidemic(stage: Stage): Promise<Epidemic> {
  const desk = openEventDesk(stage)
  const kind = 'public-health'
  const eventId = await desk.report({ kind, zones: [zone] })
  const scope = { zones: [zone], from: lossDay, to: lossDay, causes: ['illness'] }
  const level = 'III'
  await desk.act(eventId, '/declaration', { kind, scope, level, regulatorLevel: level, reason: 'for the bench' })
  const measures = [...revisions]
  const hospitals = openHospitals(stage, desk, eventId)
  return {
    async meanwhile(work) {
      const over = new AbortController()
      const naming = hospitals.nameUntil(over.signal)
      try {
        return await work()
      } finally {
        over.abort()
        await naming
      }
    },
    async revise() {
      const revised = measures.shift()
      if (revised === undefined) return
      await desk.act(eventId, '/measures', { measures: revised, reason: 'revised for the bench' })
    },
    judge: () => judgeEpidemic(stage.stack.ownerUrl, eventId),
  }
}

/** Hospitals send a list now and then, of as many as fell ill meanwhile. */
function openHospitals({ plan }: Stage, desk: EventDesk, eventId: string) {
  const { listEverySeconds, epidemicRate } = plan.emergency
  const people = Math.max(1, Math.round(listEverySeconds * epidemicRate))
  let next = 950_000_000
  const list = (): string => {
    const rows = Array.from({ length: people }, () => {
      next += 1
      return `示例患者,ID-psn-med-${next},injured,H-420100-1,${lossDay}`
    })
    return ['name,identity_number,condition,hospital_code,admitted_on', ...rows, ''].join('\n')
  }
  return {
    async nameUntil(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        const body = { kind: 'hospital-list', publisher: 'hospital-420100', csv: list() }
        await desk.act(eventId, '/lists', body, 'disposal-team')
        await delay(listEverySeconds * 1_000, undefined, { signal }).catch(() => undefined)
      }
    },
  }
}

/** Judges the claims of the epidemic's zone, and whom its lists name, in the database whose owner's URL it is. */
export async function judgeEpidemic(ownerUrl: string, eventId: string): Promise<EpidemicReplay> {
  const dueWithin = HOUR + tellingAtMost
  const [of = nothingPromised] = await query<Promised>(ownerUrl, promised, [zone, dueWithin, eventId])
  const [named = nobodyNamed] = await query<Named>(ownerUrl, taskOfEach, [eventId, dueWithin])
  return {
    claims: of.claims,
    contactLate: of.claims - of.contacted,
    accepted: of.accepted,
    settleLate: of.accepted - of.settled,
    people: named.people,
    tasksLate: named.people - named.in_time,
    slowestTaskMs: named.slowest,
  }
}

/**
 * The hour of a contact begins when the claim is told of the event (E1), or the person is found, which takes a moment: this long at
 * most, as long as a sweep may take. Later it would be no contact within an hour of the report.
 */
const tellingAtMost = 10 * MINUTE

const nothingPromised: Promised = { claims: 0, contacted: 0, accepted: 0, settled: 0 }
const nobodyNamed: Named = { people: 0, in_time: 0, slowest: null }

interface Promised {
  readonly claims: number
  readonly contacted: number
  readonly accepted: number
  readonly settled: number
}

/** E1 due in time after the report, or the declaration that came later; E2 of one working day wherever the claim was accepted. */
const promised = `
  with ill as (
    select claim_id, greatest(reported_at, declared_at) as since from claims, emergencies
    where starts_with(region, $1) and cause = 'illness' and event_id = $3),
  stood as (
    select ill.claim_id,
      exists (select from claim_clocks k where k.claim_id = ill.claim_id and k.clock_id = 'E1'
        and k.due_target - ill.since <= $2::float8) as contacted,
      exists (select from claim_events e where e.claim_id = ill.claim_id and e.type = 'ClaimAccepted') as accepted,
      exists (select from claim_clocks k where k.claim_id = ill.claim_id and k.clock_id = 'E2'
        and (k.clock->>'length')::float8 = 1) as settled
    from ill)
  select count(*)::int as claims, count(*) filter (where contacted)::int as contacted,
    count(*) filter (where accepted)::int as accepted, count(*) filter (where accepted and settled)::int as settled
  from stood`

interface Named {
  readonly people: number
  readonly in_time: number
  readonly slowest: number | null
}

const taskOfEach = `
  with named as (
    select r.person_id, extract(epoch from r.uploaded_at)::float8 * 1000 as at
    from affected_rows r join affected_lists l using (list_id) where l.event_id = $1)
  select count(*)::int as people, max(t.raised_at - named.at)::float8 as slowest,
    count(*) filter (where t.due_at - named.at <= $2::float8)::int as in_time
  from named left join contact_tasks t on t.event_id = $1 and t.person_id = named.person_id`
