import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'

const { awaitingCustomer, awaitingDocuments, deliver, requestDispensable, requestDocuments, supply } = example

/** The documents everybody asked for, with their notice proven delivered. */
const asked = (from: Scene, command: typeof requestDispensable = requestDocuments('photos')): Scene =>
  deliver(given(from).after(HOUR).when(command), 'correction')

test('#7 a complete list goes to the customer and C01 is met', () => {
  const scene = given(example.received()).after(HOUR).when(requestDocuments('photos', 'diagnosis'))
  scene.happens({ type: 'DocumentsRequested', n: 1 }).stands('awaiting-documents')
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'correction', facts: { request: 1, items: 2 } })
  expect([scene.clock('C01').state, scene.clock('C02').state, scene.clock('C06').state]).toEqual([
    'met',
    'running',
    'running',
  ])
})

test('#7 delivery answers the customer, starts his time, and lets the law stand still', () => {
  const scene = awaitingCustomer()
  expect(scene.clock('C02')).toMatchObject({ state: 'met', endedAt: scene.now })
  expect(scene.clock('C14')).toMatchObject({
    state: 'running',
    startedAt: scene.now,
    dueTarget: endOfDay('2026-03-16'),
  })
  expect(scene.clock('C06')).toMatchObject({
    state: 'paused',
    pauses: [{ from: scene.now, fromProof: { kind: 'notice-delivered', reference: 'notice 2', channel: 'app' } }],
  })
})

test('#7 sending is not delivery: nothing pauses, and C02 is breached when no proof comes', () => {
  const scene = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  expect(scene.clock('C06').state).toBe('running')
  expect(scene.passes(scene.clock('C02').dueTarget).clock('C02').state).toBe('breached')
})

test('#7 proof that the notice arrived in time, though it came late, meets C02; a breach on record stays one', () => {
  const sent = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  const due = sent.clock('C02').dueTarget
  const late = sent.at(due + HOUR).learns(example.receiptOf(sent, 'correction', 'delivered', 2 * HOUR))
  expect(late.clock('C02')).toMatchObject({ state: 'met', endedAt: due - HOUR, escalations: [{ level: 'at-risk' }] })
  const known = sent
    .passes(due)
    .at(due + HOUR)
    .learns(example.receiptOf(sent, 'correction', 'delivered', 2 * HOUR))
  expect(known.clock('C02')).toMatchObject({ state: 'breached-then-met', endedAt: due - HOUR })
})

test('#7 delivery lies after sending and before now, whatever the provider’s clock says', () => {
  const sent = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  const early = sent.after(HOUR).learns(example.receiptOf(sent, 'correction', 'delivered', 300 * DAY))
  const future = sent.after(HOUR).learns(example.receiptOf(sent, 'correction', 'delivered', -300 * DAY))
  expect([early.clock('C14').startedAt, future.clock('C14').startedAt]).toEqual([sent.now, sent.now + HOUR])
})

test('#7 a list names each document once and names at least one', () => {
  given(example.received()).when(requestDocuments()).isRefused('NOTHING_REQUESTED')
  given(example.received()).when(requestDocuments('photos', 'photos')).isRefused('ITEM_LISTED_TWICE')
})

test('#7 there is one list only (Insurance Law 22)', () => {
  const back = given(awaitingCustomer()).after(DAY).when(supply('medical-invoice')).stands('received')
  back.when(requestDocuments('photos')).isRefused('SECOND_REQUEST')
})

test('#10 the last document brings the claim back to the desk with new C01 and C02, and the law runs on', () => {
  const scene = given(awaitingCustomer())
    .after(4 * DAY)
    .when(supply('medical-invoice'))
  scene.happens({ type: 'DocumentsSupplied' }, { type: 'DocumentsCompleted', request: 1 }).stands('received')
  expect(scene.clock('C01')).toMatchObject({ n: 2, state: 'running', startedAt: scene.now })
  expect(scene.clock('C02')).toMatchObject({ n: 2, state: 'running', dueTarget: scene.now + 48 * HOUR })
  expect(scene.clock('C14').state).toBe('met')
  expect(scene.clock('C06')).toMatchObject({
    state: 'running',
    dueTarget: endOfDay('2026-04-05'),
    pauses: [{ to: scene.now, toProof: { kind: 'documents-complete', reference: 'request 1' } }],
  })
})

test('#10 documents that come before the notice was delivered deduct nothing and void the old C02', () => {
  const scene = given(awaitingDocuments()).after(DAY).when(supply('medical-invoice'))
  expect(scene.clock('C06')).toMatchObject({ dueTarget: endOfDay('2026-04-01'), pauses: [] })
  expect(scene.standing().clocks.find(({ id, n }) => id === 'C02' && n === 1)).toMatchObject({ state: 'void' })
})

test('#10 an accepted claim goes back to who asked, and no acceptance clock starts', () => {
  const scene = asked(example.assessing()).after(DAY).when(supply('photos')).stands('assessing')
  expect([scene.clock('C01').n, scene.clock('C02').n]).toEqual([1, 1])
})

test('#11 some of the documents leave the claim waiting and its clocks as they are', () => {
  const waiting = asked(example.received(), requestDocuments('photos', 'diagnosis'))
  const scene = waiting
    .after(DAY)
    .when(supply('photos'))
    .happens({ type: 'DocumentsSupplied' })
    .stands('awaiting-documents')
  expect(scene.standing().clocks).toEqual(waiting.standing().clocks)
  expect(scene.standing().notices.at(-1)).toMatchObject({
    kind: 'supplement-reminder',
    audience: 'claimant',
    facts: { missing: 1 },
  })
  scene.when(supply('diagnosis')).stands('received')
})

test('#11 what the customer reads when some documents came is none of the two reminders', () => {
  const waiting = asked(example.received(), requestDocuments('photos', 'diagnosis'))
  const told = deliver(waiting.after(DAY).when(supply('photos')), 'supplement-reminder')
  const reminded = deliver(told.passes(waiting.now + 8 * DAY), 'supplement-reminder')
  const over = reminded.passes(reminded.clock('C14').dueTarget).stands('awaiting-documents')
  expect(over.latest.at(-1)).toMatchObject({ type: 'SupplementExtended' })
})

test('#13 when everything missing can be done without, the claim is accepted as it is when the time is over', () => {
  const scene = asked(example.received({ policy: 'pending' }), requestDispensable)
  const over = scene.passes(scene.clock('C14').dueTarget).stands('accepted')
  expect(over.latest.slice(-2)).toMatchObject([
    { type: 'SupplementTimeRanOut' },
    { type: 'ClaimAccepted', because: 'decidable-without' },
  ])
  expect([over.clock('C14').state, over.clock('C06').state]).toEqual(['void', 'running'])
  expect(over.clock('C06').pauses[0]?.toProof).toEqual({ kind: 'time-run-out', reference: 'request 1' })
})

test('#13 the claim is accepted as it is, but not under suspicion: it goes back to the desk', () => {
  const scene = asked(example.received(), requestDispensable).and({
    type: 'SuspectDuplicate',
    otherClaimId: example.otherClaimId,
  })
  const over = scene.passes(scene.clock('C14').dueTarget).stands('received')
  expect(over.latest.at(-1)).toMatchObject({ type: 'SupplementTimeRanOut' })
  over.when({ type: 'ResolveDuplicate', outcome: 'cleared' }).and({ type: 'AcceptClaim' }).stands('reviewing')
})

test('#13 for the claim that goes back to the desk under suspicion C01 and C02 begin again: a person decides within them', () => {
  const scene = asked(example.received(), requestDispensable).and({
    type: 'SuspectDuplicate',
    otherClaimId: example.otherClaimId,
  })
  const { dueTarget } = scene.clock('C14')
  const over = scene.passes(dueTarget)
  expect(over.clock('C01')).toMatchObject({ n: 2, state: 'running', startedAt: dueTarget })
  expect(over.clock('C02')).toMatchObject({ n: 2, state: 'running', startedAt: dueTarget })
  const late = over.passes(over.clock('C02').dueTarget)
  expect(late.latest).toContainEqual(
    expect.objectContaining({ type: 'ClockEscalated', clock: 'C02', n: 2, level: 'breach' }),
  )
})

test('#13 a claim that was accepted already goes to review instead', () => {
  for (const from of [example.investigating(), example.assessing(), example.triaged()]) {
    const scene = given(asked(from, requestDispensable))
    scene.passes(scene.clock('C14').dueTarget).stands('reviewing')
  }
})

test('#13 a claim that was accepted and not triaged yet goes on to triage', () => {
  const scene = asked(example.accepted(), requestDispensable)
  const over = scene.passes(scene.clock('C14').dueTarget).stands('accepted')
  over
    .learns(example.policyAnswer(over, {}))
    .happens({ type: 'PolicyLookedUp' }, { type: 'ClaimTriaged' }, { type: 'ReviewBegun' })
})

test('#14 two delivered reminders and still no document: the claim is dormant, the law’s clock stands still, not ended', () => {
  const scene = example.dormant().happens({ type: 'ClaimWentDormant' }).stands('dormant')
  expect([scene.clock('C06').state, scene.clock('C14').state]).toEqual(['paused', 'void'])
})

test('#14 without two delivered reminders the time is lengthened once by five working days and the supervisor is told', () => {
  const scene = given(awaitingCustomer())
  const due = scene.clock('C14').dueTarget
  const longer = scene.passes(due).stands('awaiting-documents')
  expect(longer.latest.at(-1)).toMatchObject({ type: 'SupplementExtended', at: due })
  expect(longer.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'supervisor' })
  expect(longer.standing().notices.at(-2)).toMatchObject({ kind: 'supplement-reminder', channel: 'post' })
  expect(longer.clock('C14')).toMatchObject({ n: 2, length: 5, dueTarget: endOfDay('2026-03-24') })
  longer.passes(longer.clock('C14').dueTarget - 1).stands('awaiting-documents')
  const over = longer.passes(longer.clock('C14').dueTarget).stands('dormant')
  expect(over.latest.map(({ type }) => type)).toEqual(['SupplementReminded', 'SupplementReminded', 'ClaimWentDormant'])
})

test('#14 one delivered reminder is not two', () => {
  const reminded = deliver(awaitingCustomer().passes(awaitingCustomer().now + 8 * DAY), 'supplement-reminder')
  given(reminded).passes(reminded.clock('C14').dueTarget).stands('awaiting-documents')
})

test('#14 when no proof of delivery comes, the customer’s time begins three working days after sending', () => {
  const sent = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  const begins = endOfDay('2026-03-05')
  expect(
    sent
      .passes(begins - 1)
      .standing()
      .clocks.map(({ id }) => id),
  ).not.toContain('C14')
  const scene = sent.passes(begins)
  expect(scene.latest).toContainEqual(expect.objectContaining({ type: 'SupplementTimeBegan', at: begins }))
  expect(scene.clock('C14')).toMatchObject({ startedAt: begins, dueTarget: endOfDay('2026-03-20') })
  expect(scene.clock('C06').state).toBe('running')
})

test('#14 proof that comes then pauses the law and does not begin the customer’s time anew', () => {
  const sent = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  const begun = sent.passes(endOfDay('2026-03-05'))
  const proven = begun.after(DAY).learns(example.receiptOf(sent, 'correction', 'delivered'))
  expect(proven.clock('C14')).toEqual(begun.clock('C14'))
  expect(proven.clock('C06')).toMatchObject({ state: 'paused', pauses: [{ from: proven.now }] })
})

test('#14 proof that comes when the claim is dormant still lets the law stand still from that day', () => {
  const dormant = awaitingDocuments().passes(endOfDay('2026-03-31')).stands('dormant')
  expect(dormant.clock('C06').state).toBe('running')
  const notice = dormant.standing().notices.find(({ kind }) => kind === 'correction')
  const proven = dormant.when({ type: 'RecordDelivery', n: notice?.n ?? 0, reference: 'RA123', ageMs: DAY })
  expect(proven.clock('C06')).toMatchObject({ state: 'paused', pauses: [{ from: proven.now - DAY }] })
  expect(proven.stands('dormant').clock('C14').state).toBe('void')
})

test('#14 delivery by the second channel counts like delivery by the first', () => {
  const sent = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  const failed = sent.learns(example.receiptOf(sent, 'correction', 'failed'))
  expect(failed.standing().notices.at(-1)).toMatchObject({ kind: 'correction', channel: 'sms', retryOf: 2 })
  const scene = deliver(failed, 'correction')
  expect(scene.standing().stage).toMatchObject({ request: { deliveredAt: scene.now } })
  expect([scene.clock('C02').state, scene.clock('C06').state]).toEqual(['met', 'paused'])
})

test('#15 all documents wake a dormant claim and bring it back to who asked', () => {
  const scene = given(example.dormant()).after(DAY).when(supply('medical-invoice')).stands('received')
  scene.happens({ type: 'ClaimRevived' }, { type: 'DocumentsSupplied' }, { type: 'DocumentsCompleted' })
  expect(scene.clock('C06')).toMatchObject({ state: 'running', pauses: [{ to: scene.now }] })
})

test('#15 some documents, or the claimant’s word, begin the time anew while the pauses go on', () => {
  const dormant = deliver(given(example.received()).when(requestDocuments('photos', 'diagnosis')), 'correction')
    .passes(endOfDay('2026-03-31'))
    .stands('dormant')
  for (const command of [supply('photos'), { type: 'ReviveClaim' } as const]) {
    const scene = dormant.when(command).stands('awaiting-documents')
    expect(scene.clock('C14')).toMatchObject({ state: 'running', startedAt: scene.now, length: 10 })
    expect(scene.clock('C06').state).toBe('paused')
  }
})

test('#15 the time that began anew has its own reminders and its own extension', () => {
  const revived = given(example.dormant()).when({ type: 'ReviveClaim' })
  const over = revived.passes(revived.clock('C14').dueTarget).stands('awaiting-documents')
  expect(over.latest.map(({ type }) => type)).toEqual([
    'SupplementReminded',
    'SupplementReminded',
    'SupplementExtended',
  ])
})

test('#15 a report that was never filed is not revived, it is filed; a claim that was filed waits for its list', () => {
  given(example.dormantReport()).when(supply('photos')).isRefused('WRONG_STATUS')
  given(example.dormantReport()).when({ type: 'ReviveClaim' }).isRefused('WRONG_STATUS')
  given(example.dormant()).when(example.fileClaim()).isRefused('WRONG_STATUS')
})

test.each(['accepted', 'triaged', 'investigating', 'reviewing', 'assessing'] as const)(
  '#16a the first list of a claim may be made while it is %s, and the claim comes back there',
  (status) => {
    const scene = asked(example.exampleOf[status]())
    expect([scene.clock('C06').state, scene.clock('C14').state]).toEqual(['paused', 'running'])
    scene.after(DAY).when(supply('photos')).stands(status)
  },
)

test('#16a C02 of an accepted claim is met by its acceptance notice, not by the list', () => {
  expect(asked(example.accepted()).clock('C02').state).toBe('running')
})

test('#16a after a list at the desk there is no first list any more', () => {
  const scene = given(awaitingCustomer()).after(DAY).and(supply('medical-invoice'), { type: 'AcceptClaim' })
  scene.when(requestDocuments('photos')).isRefused('SECOND_REQUEST')
})

test('documents nobody asked for are kept; none at all is refused', () => {
  given(example.reviewing()).when(supply('photos')).happens({ type: 'DocumentsSupplied' }).stands('reviewing')
  const nothing = given(example.reviewing()).when(supply()).isRefused('NOTHING_REQUESTED')
  expect(nothing.refusal?.message).toBe('name at least one document that arrived')
})

test('a list is not chased any more when its documents are here', () => {
  const sent = awaitingDocuments().learns(example.sentOut(awaitingDocuments(), 'correction'))
  const here = sent.when(supply('medical-invoice'))
  const { notices } = here.standing()
  expect(here.learns(example.receiptOf(sent, 'correction', 'failed')).standing().notices).toHaveLength(notices.length)
})
