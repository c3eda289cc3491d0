import { describe, expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { escalated } from '../../test/escalated-claim.ts'
import * as example from '../../test/example-claims.ts'
import { china2024To2026 } from '../clocks/china-2024-2026.ts'
import type { ClockId } from '../clocks/clock.ts'
import { shareOfRunningTime, startClock } from '../clocks/engine.ts'
import { ruleBook } from '../rules.ts'
import { DAY, HOUR, endOfDay } from '../time.ts'
import { decide } from './decide.ts'
import type { ClaimEscalation } from './escalation.ts'
import { escalationRecord } from './escalation-record.ts'
import { nextActions } from './next-actions.ts'
import { summarise } from './summary.ts'

const escalation = (scene: Scene, n: number): ClaimEscalation => {
  const found = scene.standing().escalations.find((candidate) => candidate.n === n)
  if (found === undefined) throw new Error(`no escalation ${n}`)
  return found
}

const toldOf = (scene: Scene, n: number): readonly string[] => escalation(scene, n).told.map(({ audience }) => audience)

const isEscalated = (scene: Scene): boolean => summarise(scene.standing(), contextAt(scene.now)).escalated

/** An accepted claim nobody works on: of its clocks only the determination of 30 days, and its customer was answered. */
function idle(): Scene {
  const scene = example.reviewing()
  return only(example.deliver(example.deliver(scene, 'guidance'), 'acceptance'), 'C06')
}

/** The story of one clock, or of none, whatever else runs on such a claim. */
function only(scene: Scene, ...ids: readonly ClockId[]): Scene {
  const claim = scene.standing()
  return given({ ...scene, claim: { ...claim, clocks: claim.clocks.filter(({ id }) => ids.includes(id)) } })
}

const ofSurvey = (scene: Scene): number =>
  scene.standing().escalations.find(({ subject }) => subject.kind === 'survey')?.n ?? 0

describe('a clock that runs out', () => {
  const scene = idle()
  const { dueTarget } = scene.clock('C06')
  const risk = shareOfRunningTime(scene.clock('C06'), 80)

  test('#73 escalates once per level, each to its own roles, and each with a number on the claim', () => {
    const late = scene.passes(dueTarget + 2 * DAY)
    const all = late.standing().escalations.filter(({ subject }) => subject.kind === 'clock' && subject.clock === 'C06')
    expect(all.map(({ level }) => level)).toEqual(['at-risk', 'due', 'breach', 'late'])
    expect(all.map(({ n }) => n)).toEqual(all.map((_one, index) => (all[0]?.n ?? 0) + index))
    expect(toldOf(late, all[2]?.n ?? 0)).toEqual(['compliance', 'head-office', 'claimant'])
    expect(isEscalated(late)).toBe(true)
  })

  test('#73 tells the next level when nobody told has answered in the time of the policy', () => {
    const atRisk = scene.passes(risk)
    const { n, told } = escalation(atRisk, atRisk.standing().escalationsRaised)
    expect(told.map(({ audience }) => audience)).toEqual(['reviewer', 'supervisor'])
    atRisk.passes(risk + DAY - 1).happens()
    const silent = atRisk
      .passes(risk + DAY)
      .happens({ type: 'EscalationUnanswered', at: risk + DAY, escalation: n, next: 'branch-head' })
    expect(toldOf(silent, n)).toEqual(['reviewer', 'supervisor', 'branch-head'])
    expect(silent.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
      { kind: 'staff-escalation', audience: 'branch-head', facts: { clock: 'C06', level: 'at-risk', escalation: n } },
    ])
    const higher = silent
      .passes(risk + 2 * DAY)
      .happens({ type: 'EscalationUnanswered', escalation: n, next: 'head-office' })
    higher.passes(risk + 4 * DAY).happens()
  })

  test('#73 goes no further at an earlier level once a later one is reached, and a breach begins at the top', () => {
    const due = scene.passes(dueTarget)
    const [levels, raised] = [due.standing().escalations, due.standing().escalationsRaised]
    const dueN = levels.find(({ level, subject }) => level === 'due' && subject.kind === 'clock')?.n ?? 0
    const after = due.passes(dueTarget + 13 * HOUR)
    after.happens({ type: 'EscalationUnanswered', at: dueTarget + 12 * HOUR, escalation: dueN, next: 'branch-head' })
    expect(after.standing().escalationsRaised).toBe(raised)
  })

  test('#73 is answered by nobody while it stands still, and presses on when it runs again', () => {
    const atRisk = scene.passes(risk)
    const asked = atRisk.when(example.requestDocuments('photos'))
    const paused = example.deliver(asked, 'correction')
    const still = paused.passes(risk + 3 * DAY)
    expect(still.latest.filter(({ type }) => type === 'EscalationUnanswered')).toEqual([])
    const on = still.when(example.supply('photos'))
    expect(on.clock('C06').state).toBe('running')
    expect(on.latest.at(-1)).toMatchObject({ type: 'EscalationUnanswered', at: on.now, next: 'branch-head' })
  })

  test('#74 a named person of those told acknowledges; it is cleared, told to nobody further, and stays on record', () => {
    const atRisk = scene.passes(risk)
    const n = atRisk.standing().escalationsRaised
    const by = person('reviewer', 'per_zhou')
    const answered = atRisk.after(HOUR).when({ type: 'AcknowledgeEscalation', n }, by)
    answered.happens({ type: 'EscalationAcknowledged', escalation: n, at: risk + HOUR })
    expect(escalation(answered, n)).toMatchObject({
      level: 'at-risk',
      at: risk,
      acknowledged: { by: 'per_zhou', role: 'reviewer', at: risk + HOUR },
    })
    expect(isEscalated(answered)).toBe(false)
    answered.passes(risk + 3 * DAY).happens()
  })

  test('#74 the next level that was told may acknowledge as well', () => {
    const silent = scene.passes(risk + DAY)
    const n = silent.standing().escalationsRaised
    silent
      .when({ type: 'AcknowledgeEscalation', n }, person('branch-head'))
      .happens({ type: 'EscalationAcknowledged', escalation: n })
  })

  test('#74 the act clears as well; a breach stays on record with who was told when, and may still be acknowledged', () => {
    const waiting = only(example.deliver(example.received({ policy: 'pending' }), 'guidance'), 'C01', 'C02')
    const breached = waiting.passes(waiting.clock('C01').dueTarget)
    const n = breached.standing().escalations.find(({ level }) => level === 'breach')?.n ?? 0
    const accepted = breached.after(HOUR).when({ type: 'AcceptClaim' })
    expect(accepted.clock('C01').state).toBe('breached-then-met')
    expect(escalation(accepted, n)).toMatchObject({ level: 'breach', doneAt: accepted.now })
    expect(isEscalated(accepted)).toBe(false)
    const noted = accepted.when({ type: 'AcknowledgeEscalation', n }, person('compliance'))
    expect(escalation(noted, n)).toMatchObject({ doneAt: accepted.now, acknowledged: { role: 'compliance' } })
    expect(escalationRecord(noted.past).find((one) => one.n === n)).toEqual(escalation(noted, n))
  })

  test('a policy without times for an answer tells nobody further', () => {
    const claim = scene.passes(risk).standing()
    const { escalation: _none, ...policy } = contextAt(0).policy
    const context = { ...contextAt(risk + 3 * DAY), policy }
    const command = { type: 'ChangeContacts', preferredChannels: ['sms'] } as const
    const decision = decide(claim, { actor: person('claimant'), command }, context)
    expect('events' in decision && decision.events.map(({ type }) => type)).toEqual(['ContactsChanged'])
  })
})

test('#22 a missed survey target is an escalation: told on when nobody answers, cleared when another is given the claim', () => {
  const due = endOfDay('2026-03-09')
  const begun = only(example.deliver(example.investigating(), 'acceptance'))
  const missed = begun.passes(due)
  const n = ofSurvey(missed)
  expect(escalation(missed, n)).toMatchObject({ subject: { kind: 'survey' }, level: 'due', at: due })
  const silent = missed.passes(due + 12 * HOUR).happens({ type: 'EscalationUnanswered', next: 'branch-head' })
  expect(silent.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
    { kind: 'staff-work-item', audience: 'branch-head', facts: { escalation: n } },
  ])
  const given = silent.when({ type: 'AssignClaim', how: 'give', toPersonId: 'per_wu', toRole: 'surveyor' })
  expect(escalation(given, n).doneAt).toBe(given.now)
  given.passes(due + 3 * DAY).happens()
})

test('#22 the survey report clears the escalation of its target', () => {
  const missed = only(example.deliver(example.investigating(), 'acceptance')).passes(endOfDay('2026-03-09'))
  const n = ofSurvey(missed)
  const evidence = ['scene-photos', 'object-state', 'itemised-bills', 'hospital-contact'] as const
  const reported = missed.when({ type: 'ReportSurvey', evidence })
  expect(escalation(reported, n).doneAt).toBe(reported.now)
})

test('#47 payment after agreement that runs out escalates like every other clock', () => {
  const scene = withPaymentClock(example.agreed())
  const clock = scene.clock('C10')
  const risk = shareOfRunningTime(clock, 80)
  const isOfC10 = ({ subject }: ClaimEscalation): boolean => subject.kind === 'clock' && subject.clock === 'C10'
  const levels = (at: number): readonly string[] =>
    scene
      .passes(at)
      .standing()
      .escalations.filter(isOfC10)
      .map(({ level }) => level)
  expect(levels(risk - 1)).toEqual([])
  expect(levels(risk)).toEqual(['at-risk'])
  expect(levels(clock.dueTarget)).toEqual(expect.arrayContaining(['at-risk', 'due']))
  expect(levels(clock.dueLegal)).toContain('breach')
})

/** The clock as its wiring starts it, for a build that has no such wiring yet. */
function withPaymentClock(scene: Scene): Scene {
  const claim = scene.standing()
  if (claim.clocks.some(({ id }) => id === 'C10')) return scene
  const { clocks, version: ruleVersion } = ruleBook(claim.rules)
  const clock = startClock(
    { rule: clocks.C10, ruleVersion, n: 1, startedAt: claim.lastAt, length: clocks.C10.length },
    china2024To2026,
  )
  return given({ ...scene, claim: { ...claim, clocks: [...claim.clocks, clock] } })
}

test('what stands is listed with the next actions, and what is cleared is not', () => {
  const scene = escalated()
  expect(nextActions(scene.standing()).escalations).toEqual([
    {
      n: 1,
      subject: { kind: 'clock', clock: 'C01', instance: 1 },
      level: 'at-risk',
      at: scene.now,
      roles: ['intake-clerk', 'supervisor'],
    },
  ])
  const block = (at: Scene): string | undefined =>
    nextActions(at.standing()).actions.find(({ command }) => command === 'AcknowledgeEscalation')?.blockedBy
  expect(block(scene)).toBeUndefined()
  const cleared = scene.when({ type: 'AcknowledgeEscalation', n: 1 })
  expect(nextActions(cleared.standing()).escalations).toEqual([])
  expect([block(cleared), block(example.received())]).toEqual(['ESCALATION_UNKNOWN', 'ESCALATION_UNKNOWN'])
})

test('the person the roster named is kept with the telling and with the notice', () => {
  const scene = escalated()
  const notice = scene.standing().notices.findLast(({ audience }) => audience === 'supervisor')
  const to = { personId: 'per_b', standsInFor: 'per_a' }
  const template = { version: '1', variant: 'short', language: 'zh' } as const
  const sent = scene.learns({ type: 'NoticeSentOut', n: notice?.n ?? 0, messageId: 'msg', to, template })
  expect(escalation(sent, 1).told).toMatchObject([
    { audience: 'intake-clerk' },
    { audience: 'supervisor', notice: notice?.n, sentAt: sent.now, to },
  ])
  expect(sent.standing().notices.find(({ n }) => n === notice?.n)).toMatchObject({ to, template })
})

test('an escalation that was let go of is cleared, one that stands is never let go of', () => {
  const claim = escalated().standing()
  const [first] = claim.escalations
  if (first === undefined) throw new Error('nothing is escalated')
  const old = Array.from({ length: 40 }, (_, index) => ({ ...first, n: index + 2, doneAt: 1 }))
  const crowded = { ...claim, escalations: [first, ...old], escalationsRaised: 41 }
  const scene = given({ claim: crowded, now: claim.lastAt, past: [], latest: [], refusal: null })
  const more = scene.passes(scene.clock('C01').dueTarget)
  expect(more.standing().escalations.map(({ n }) => n)).toContain(1)
  expect(more.standing().escalations.length).toBeLessThan(30)
  more.when({ type: 'AcknowledgeEscalation', n: 5 }).isRefused('ESCALATION_CLEARED')
})
