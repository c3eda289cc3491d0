import { expect, test } from 'vitest'
import { contextAt, monday, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay, HOUR, startOfDay } from '../time.ts'
import { clockChanges } from './clock-changes.ts'
import { nextStep } from './next-step.ts'

const { fileClaim, reportClaim, reported } = example

/** The customer was told what to supply: nothing is owed to him before he files. */
const guided = (): Scene => example.deliver(reported(), 'guidance')

test('#1 a report begins a claim and tells the customer at once how to go on', () => {
  const scene = given().when(reportClaim()).happens({ type: 'ClaimReported', claimId: example.claimId })
  expect(scene.standing().notices).toMatchObject([{ n: 1, kind: 'guidance', audience: 'claimant', channel: 'app' }])
  const clocks = scene.stands('reported').standing().clocks
  expect(clocks.map(({ id, startedAt }) => [id, startedAt])).toEqual([
    ['C20', monday],
    ['C23b', startOfDay('2026-02-27')],
  ])
})

test('#1 a report entered later happened when it reached us', () => {
  const scene = given().when({ ...reportClaim(), ageMs: 5 * HOUR }, person('intake-clerk'))
  expect(scene.standing().report.reportedAt).toBe(monday - 5 * HOUR)
})

test('#1 the reporter is reminded after 7 and 30 days and the report goes dormant after 60, each at 24:00', () => {
  const scene = guided().passes(monday + 70 * DAY)
  scene.happens(
    { type: 'ReportReminded', afterDays: 7, at: endOfDay('2026-03-09') },
    { type: 'ReportReminded', afterDays: 30, at: endOfDay('2026-04-01') },
    { type: 'ClaimWentDormant', at: endOfDay('2026-05-01') },
  )
  scene.stands('dormant')
})

test('#1 a report waits for its reminder, not one millisecond longer', () => {
  const due = endOfDay('2026-03-09')
  guided()
    .passes(due - 1)
    .happens()
  guided().passes(due).happens({ type: 'ReportReminded', afterDays: 7 })
  const step = nextStep(guided().standing(), contextAt(guided().now))
  expect(step).toMatchObject({ kind: 'go-on', wait: { at: due, summary: 'remind the reporter to file' } })
})

test('#1 the policy is looked up beside, and what the policy system says is kept', () => {
  const pending = reported({ policy: 'pending' })
  given(pending)
    .learns(example.policyAnswer(pending, null))
    .happens({ type: 'PolicyLookedUp', policy: { known: 'unknown', askedAt: monday } })
    .learns(example.policyAnswer(pending, {}))
    .happens({ type: 'PolicyLookedUp', policy: example.plainPolicy })
})

test('#3 the claim request starts C01, C02, C03, C05, C06 and C11 at its receipt', () => {
  const scene = given(reported()).after(HOUR).when(fileClaim()).happens({ type: 'ClaimFiled' }).stands('received')
  const begun = scene.standing().clocks.filter(({ startedAt }) => startedAt === monday + HOUR)
  expect(begun.map(({ id, state }) => [id, state])).toEqual(
    ['C01', 'C02', 'C03', 'C05', 'C06', 'C11', 'C23b'].map((id) => [id, 'running']),
  )
  expect([scene.clock('C01').dueTarget, scene.clock('C02').dueTarget]).toEqual([monday + 25 * HOUR, monday + 49 * HOUR])
  expect(scene.clock('C06').dueTarget).toBe(endOfDay('2026-04-01'))
})

test('#3 what reached an agent three days ago is breached at once, in order', () => {
  const scene = given(reported()).when(fileClaim({}, 3 * DAY))
  const escalated = scene.latest.flatMap((event) =>
    event.type === 'ClockEscalated' ? [`${event.clock} ${event.level}`] : [],
  )
  const ofTheDesk = escalated.filter((said) => /^C0[12]/.test(said))
  expect(ofTheDesk).toEqual(['C01 at-risk', 'C01 due', 'C01 breach', 'C02 at-risk', 'C02 due', 'C02 breach'])
  expect(scene.latest.every(({ at }) => at === monday)).toBe(true)
  expect(scene.clock('C02')).toMatchObject({ state: 'breached', startedAt: monday - 3 * DAY })
})

test('#3 a claimant may name no amount', () => {
  expect(
    given(reported())
      .when(fileClaim({ claimedFen: null }))
      .standing().filing,
  ).toEqual({ receivedAt: monday })
})

test('#3 a document is registered once, whether it is on file or comes twice', () => {
  const twice = { ...fileClaim(), documents: [example.document('identity'), example.document('identity')] }
  given(reported()).when(twice).isRefused('DOCUMENT_KNOWN')
  const scene = given(example.received()).when(example.supply('identity')).isRefused('DOCUMENT_KNOWN')
  expect(scene.refusal?.field).toBe('/documents/0/documentId')
})

test('#3 nothing is received after now, and an amount is a whole number of fen', () => {
  given(reported()).when(fileClaim({}, -1)).isRefused('IN_THE_FUTURE')
  given()
    .when({ ...reportClaim(), ageMs: -1 })
    .isRefused('IN_THE_FUTURE')
  given(reported())
    .when(fileClaim({ claimedFen: 0.5 }))
    .isRefused('AMOUNT_NOT_FEN')
})

test('#15 a dormant report is filed like a fresh one, with all its clocks', () => {
  const scene = given(example.dormantReport()).after(DAY).when(fileClaim()).happens({ type: 'ClaimFiled' })
  expect(
    scene
      .stands('received')
      .standing()
      .clocks.map(({ id }) => id),
  ).toEqual(['C20', 'C01', 'C02', 'C03', 'C05', 'C06', 'C11', 'C23b', 'C23b'])
})

test('#52 a withdrawn claim is asked for anew: new clocks, a review from the beginning, documents kept', () => {
  const before = given(example.assessing()).when({
    type: 'WithdrawClaim',
    identityChecked: true,
    reasonTextId: 'txt_reason',
  })
  const scene = before
    .after(DAY)
    .when({ ...fileClaim(), documents: [] })
    .happens({ type: 'ClaimFiled' })
    .stands('received')
  expect(scene.clock('C06')).toMatchObject({ n: 2, state: 'running', startedAt: before.now + DAY })
  expect(scene.standing()).toMatchObject({ review: {}, acceptedAt: null, requestsMade: 0 })
  expect(scene.standing().documents).toEqual(before.standing().documents)
})

test('#52 a claim that rests wakes when it is asked for anew', () => {
  const told = example.deliver(example.deliver(given(example.withdrawn()), 'guidance'), 'withdrawal')
  const rested = told.passes(told.now + 100 * DAY)
  expect(nextStep(rested.standing(), contextAt(rested.now))).toEqual({ kind: 'finish' })
  const scene = rested.when({ ...fileClaim(), documents: [] })
  expect(nextStep(scene.standing(), contextAt(scene.now)).kind).toBe('go-on')
})

test('#52 the new request cannot have arrived before the old one was withdrawn', () => {
  given(example.withdrawn())
    .after(HOUR)
    .when({ ...fileClaim({}, 2 * HOUR), documents: [] })
    .isRefused('BEFORE_THE_ACT')
})

test('a claim starts its clocks with the lengths promised to its customer, the supplement time with the policy’s', () => {
  const claim = example.reported().standing()
  const context = contextAt(claim.lastAt + HOUR)
  const promises = [
    { clock: 'C02', length: 24, channels: [claim.report.channel] },
    { clock: 'C06', length: 10, customers: 'individual' },
    { clock: 'C14', length: 3 },
  ] as const
  const promised = { ...context, policy: { ...context.policy, promises } }
  const filed = { type: 'ClaimFiled', filing: { receivedAt: context.now }, documents: [] } as const
  const begun = clockChanges(claim, filed, context.now, promised)
  expect(begun.map(({ id, length }) => [id, length])).toEqual([
    ['C01', 24],
    ['C02', 24],
    ['C03', 10],
    ['C05', 5],
    ['C06', 10],
    ['C11', 60],
    ['C23b', 2],
    ['C23b', 2],
  ])
  const [supplement] = clockChanges(claim, { type: 'SupplementTimeBegan', request: 1 }, context.now, promised)
  expect([supplement?.id, supplement?.length]).toEqual(['C14', context.policy.supplement.workingDays])
})
