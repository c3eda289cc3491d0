import { expect, test } from 'vitest'

import { clocksChanged } from '../domain/claim/clock-changes.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { nextActions } from '../domain/claim/next-actions.ts'
import type { Claim } from '../domain/claim/state.ts'
import { summarise } from '../domain/claim/summary.ts'
import { isConfidentialClock } from '../domain/claim/confidential.ts'
import { DAY } from '../domain/time.ts'
import { contextAt } from '../test/claim-people.ts'
import type { Scene } from '../test/claim-story.ts'
import { given } from '../test/claim-story.ts'
import * as example from '../test/example-claims.ts'
import { listOnWire } from './wire/claim-list.ts'
import { claimBody, claimOnWire } from './wire/claim-view.ts'
import { confidentialNotices, eventOnWire, isForColleagues, isForCustomers } from './wire/event-view.ts'

// Two claims alike in everything, but that the payee of one is on a list: whoever may not know sees no difference.

const approved = example.paymentApproved()
const later = approved.now + 20 * DAY

const quiet = given(approved).passes(later)
const held = given(approved).learns(example.hit()).passes(later)
const upheld = given(approved)
  .learns(example.hit())
  .when({ type: 'DecideScreening', n: 1, verdict: 'uphold', reasonTextId: 'txt_why' })
  .passes(later)

/** What may differ without saying anything: counts of events, and the numbers of notices in their order. */
const counts = new Set(['version', 'position', 'hash', 'n', 'retryOf'])

const uncounted = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, field: unknown) => (counts.has(key) ? undefined : field)))

type Reader = 'customer' | 'colleague'

/** Everything the API shows of a claim to a reader. */
function seenBy(reader: Reader, scene: Scene): unknown {
  const claim = scene.standing()
  const staff = reader === 'colleague'
  const { actions, missing, escalations } = nextActions(claim)
  return uncounted({
    view: claimBody.parse(claimOnWire(claim, { staff, confidant: false, parties: [] })),
    events: eventsShown(scene.past, staff),
    clocks: clocksChanged(scene.past).filter(({ id }) => !isConfidentialClock(id)),
    row: rowShown(claim, scene.now, staff),
    next: { actions, missing, escalations: staff ? escalations : [] },
  })
}

function eventsShown(past: readonly ClaimEvent[], staff: boolean): unknown {
  const notices = confidentialNotices(past)
  const recorded = past.map((event, position) => ({ position, event, globalSeq: 0, recordedAt: event.at, hash: '' }))
  return recorded
    .filter((row) => (staff ? isForColleagues(row.event, notices) : isForCustomers(row)))
    .map((row) => eventOnWire(row, staff))
}

function rowShown(claim: Claim, now: number, staff: boolean): unknown {
  const listed = { ...summarise(claim, contextAt(now)), asOf: now, lastAt: 0 }
  return listOnWire({ claims: [listed], next: null }, { isStaffOf: () => staff, isConfidantOf: () => false }).data
}

/** The time of the last event moves with events nobody is shown. */
const withoutLast = (seen: unknown): unknown =>
  JSON.parse(JSON.stringify(seen, (key, field: unknown) => (key === 'lastAt' ? undefined : field)))

test.each(['customer', 'colleague'] as const)(
  'to a %s a payment held by screening is one that waits for the bank',
  (reader) => {
    const plain = withoutLast(seenBy(reader, quiet))
    expect(withoutLast(seenBy(reader, held))).toEqual(plain)
    expect(withoutLast(seenBy(reader, upheld))).toEqual(plain)
  },
)

test.each(['customer', 'colleague'] as const)(
  'to a %s a payee who was thawed while his payment was held is followed by one who waits for the bank',
  (reader) => {
    const instead = (scene: Scene): Scene =>
      scene
        .and(example.thaw, example.freezePayees('pty_x'), { type: 'SubmitPayments' })
        .when({ type: 'CheckPayment', n: 2, verdict: 'approve' })
        .passes(scene.now + 20 * DAY)
    expect(withoutLast(seenBy(reader, instead(held)))).toEqual(withoutLast(seenBy(reader, instead(quiet))))
  },
)

test('what is told the customer is told in the same words and at the same times', () => {
  const toldIn = (scene: Scene) =>
    scene.past.flatMap(({ notices = [] }) =>
      notices
        .filter(({ audience }) => audience === 'claimant')
        .map(({ kind, channel, orderedAt, facts }) => ({ kind, channel, orderedAt, facts })),
    )
  expect(toldIn(held)).toEqual(toldIn(quiet))
  expect(toldIn(quiet).length).toBeGreaterThan(3)
})

test('compliance sees what was found and what it may do', () => {
  const claim = held.standing()
  const { desk } = claimBody.parse(claimOnWire(claim, { staff: true, confidant: true, parties: [] }))
  expect(desk?.screenings).toMatchObject([{ n: 1, outcome: 'hit', matches: ['list_1'] }])
  const mine = nextActions(claim, { isConfidant: true }).actions.map(({ command, blockedBy }) => [command, blockedBy])
  expect(mine).toContainEqual(['DecideScreening', undefined])
  const listed = { ...summarise(claim, contextAt(held.now)), asOf: held.now }
  const sight = { isStaffOf: () => true, isConfidantOf: () => true }
  expect(listOnWire({ claims: [listed], next: null }, sight).data[0]?.queue).toBe('compliance')
})

test('an answered objection says nothing of what it was about', () => {
  const objected = given(held).and(
    { type: 'RecordObjection', textId: 'txt_why_so_late', ageMs: 0 },
    { type: 'AnswerObjection', textId: 'txt_answer' },
  )
  const [view, other] = [objected, held].map(
    (scene) => seenBy('customer', scene) as { events: unknown; clocks: unknown },
  )
  expect(view?.events).toEqual(other?.events)
  expect(view?.clocks).toEqual(other?.clocks)
})
