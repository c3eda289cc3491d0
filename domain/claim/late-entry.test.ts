import { describe, expect, test } from 'vitest'
import { monday } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { DocumentKind } from './codes.ts'
import type { CommandOf } from './commands.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'

const { awaitingCustomer, document, supply } = example

const late = (ageMs: number, ...kinds: readonly DocumentKind[]): CommandOf<'SupplyDocuments'> => ({
  ...supply(...kinds),
  ageMs,
})

/** The documents of a copy that had arrived so long before. */
const copy = (scene: Scene, ageMs: number) =>
  ({
    type: 'AbsorbCopy',
    copyClaimId: example.otherClaimId,
    documents: [{ ...document('medical-invoice'), receivedAt: scene.now - ageMs }],
  }) as const

describe('documents that are entered after they arrived', () => {
  test('#10 end the pause on the day of their arrival, and what was due since is breached at once', () => {
    const waiting = given(awaitingCustomer())
    const entered = waiting.after(4 * DAY).when(late(3 * DAY, 'medical-invoice'))
    const arrivedAt = waiting.now + DAY
    entered.happens(
      { type: 'DocumentsSupplied', at: entered.now },
      { type: 'DocumentsCompleted', at: entered.now, arrivedAt },
      ...entered.latest.slice(2),
    )
    const atOnce = (['at-risk', 'due', 'breach'] as const).map((level) => ({ level, at: entered.now }))
    expect(entered.clock('C02')).toMatchObject({ n: 2, state: 'breached', startedAt: arrivedAt, escalations: atOnce })
    expect(entered.clock('C06').pauses).toMatchObject([{ from: waiting.now, to: arrivedAt }])
    expect(entered.clock('C06').dueTarget).toBe(endOfDay('2026-04-02'))
    expect(entered.clock('C14')).toMatchObject({ state: 'met', endedAt: arrivedAt })
    expect(entered.standing().documents.at(-1)).toMatchObject({ receivedAt: arrivedAt })
  })

  test('#10 make a claim complete with the last arrival, in whatever order they are entered', () => {
    const two = example.deliver(
      example.received().after(HOUR).when(example.requestDocuments('photos', 'diagnosis')),
      'correction',
    )
    const first = two.after(3 * DAY).when(late(DAY, 'photos'))
    const earlier = first.after(DAY).when(late(3 * DAY, 'diagnosis'))
    earlier.happens(
      { type: 'DocumentsSupplied' },
      { type: 'DocumentsCompleted', arrivedAt: first.now - DAY },
      ...earlier.latest.slice(2),
    )
    expect(earlier.clock('C06').pauses).toMatchObject([{ to: first.now - DAY }])
  })

  test('#10 that came before the notice was delivered deduct nothing', () => {
    const sent = example.awaitingDocuments()
    const delivered = example.deliver(sent.after(2 * DAY), 'correction')
    const entered = delivered.after(HOUR).when(late(DAY, 'medical-invoice'))
    expect(entered.clock('C06').dueTarget).toBe(sent.clock('C06').dueTarget)
    expect(entered.clock('C14')).toMatchObject({ endedAt: entered.clock('C14').startedAt })
  })

  test('#15 wake a claim today, its pause ends on the day they came', () => {
    const asleep = example.dormant()
    const entered = asleep
      .after(2 * DAY)
      .when(late(DAY, 'medical-invoice'))
      .stands('received')
    expect(entered.clock('C06').pauses).toMatchObject([{ to: entered.now - DAY }])
    expect(entered.clock('C02')).toMatchObject({ startedAt: entered.now - DAY })
  })

  test('#10 start C08 of compulsory motor cover on the day they came', () => {
    const motor = { report: { line: 'motor-compulsory' }, policy: { line: 'motor-compulsory' } } as const
    const entered = given(awaitingCustomer(motor))
      .after(3 * DAY)
      .when(late(DAY, 'medical-invoice'))
    expect(entered.clock('C08')).toMatchObject({ n: 1, startedAt: entered.now - DAY })
  })

  test('cannot have come before they were asked for, nor after now', () => {
    const waiting = given(awaitingCustomer()).after(DAY)
    const [asked] = waiting.standing().notices.filter(({ kind }) => kind === 'correction')
    const since = waiting.now - (asked?.orderedAt ?? 0)
    expect(waiting.when(late(since + 1, 'photos')).isRefused('BEFORE_THE_ACT').refusal).toMatchObject({
      field: '/receivedAt',
    })
    waiting.when(late(since, 'photos')).happens({ type: 'DocumentsSupplied' })
    waiting.when(late(-1, 'photos')).isRefused('IN_THE_FUTURE')
    example
      .reviewing()
      .when(late(9 * DAY, 'photos'))
      .isRefused('BEFORE_THE_ACT')
  })

  test('#4 end the pause with their own arrival when a copy brings them', () => {
    const waiting = given(awaitingCustomer()).after(4 * DAY)
    const absorbed = waiting.learns(copy(waiting, DAY))
    expect(absorbed.clock('C06').pauses).toMatchObject([{ to: waiting.now - DAY }])
  })

  test('#4 that a copy brings and that were here before the list was made count from the list on', () => {
    const waiting = given(awaitingCustomer()).after(HOUR)
    const [asked] = waiting.standing().notices.filter(({ kind }) => kind === 'correction')
    const absorbed = waiting.learns(copy(waiting, 9 * DAY))
    expect(absorbed.clock('C02')).toMatchObject({ n: 2, startedAt: asked?.orderedAt })
    expect(absorbed.clock('C06').dueTarget).toBe(endOfDay('2026-04-01'))
  })
})

describe('an agreement that is entered after it was given', () => {
  const agree = (ageMs: number) => ({ type: 'AgreeOffer', identityChecked: true, ageMs }) as const

  test('#33 lets the ten days for payment run from when it was given', () => {
    const offered = given(example.offered())
    const entered = offered.after(3 * DAY).when(agree(2 * DAY))
    const agreedAt = entered.now - 2 * DAY
    entered.happens({ type: 'OfferAgreed', at: entered.now, agreedAt })
    expect(entered.clock('C10')).toMatchObject({ startedAt: agreedAt })
    expect(entered.standing().stage).toMatchObject({ agreement: { at: agreedAt } })
    const frozen = entered.when(example.freezePayees('pty_a', 'pty_b'))
    const due = frozen.standing().clocks.filter(({ id }) => id === 'C10')
    expect(due.map(({ startedAt }) => startedAt)).toEqual([agreedAt, agreedAt])
  })

  test('#33 was given after the offer was delivered and before now', () => {
    const offered = given(example.offered()).after(DAY)
    offered.when(agree(DAY)).happens({ type: 'OfferAgreed' })
    expect(offered.when(agree(DAY + 1)).isRefused('BEFORE_THE_ACT').refusal).toMatchObject({ field: '/agreedAt' })
    offered.when(agree(-1)).isRefused('IN_THE_FUTURE')
  })
})

describe('an objection that is entered after it was made', () => {
  const disagree = (ageMs: number) =>
    ({ type: 'DisagreeOffer', identityChecked: true, reasonTextId: 'txt_no', ageMs }) as const
  const raise = (ageMs: number) => ({ ...disagree(ageMs), type: 'RaiseDispute' }) as const

  test('#35 lets the ten days for what is not disputed run from then, and those of the complaint', () => {
    const entered = given(example.offered())
      .after(3 * DAY)
      .when(disagree(DAY))
    const at = entered.now - DAY
    entered.happens({ type: 'DisputeRaised', raisedAt: at }, { type: 'OfferAgreed', how: 'undisputed', agreedAt: at })
    expect([entered.clock('C10').startedAt, entered.clock('C16b').startedAt]).toEqual([at, at])
    expect(entered.standing().dispute).toMatchObject({ raisedAt: at })
    expect(entered.standing().stage).toMatchObject({ agreement: { at } })
  })

  test('#35 was made after the offer was delivered and before now', () => {
    const offered = given(example.offered()).after(DAY)
    offered.when(disagree(DAY)).happens({ type: 'DisputeRaised' }, { type: 'OfferAgreed' })
    const early = offered.when(disagree(DAY + 1)).isRefused('BEFORE_THE_ACT')
    expect(early.refusal).toMatchObject({ field: '/disagreedAt' })
    offered.when(disagree(-1)).isRefused('IN_THE_FUTURE')
  })

  test('#60 counts among those of thirty days by when it was made, and is breached at once where due', () => {
    const told = example.declined()
    const entered = given(told)
      .after(40 * DAY)
      .when(raise(35 * DAY))
    expect(entered.standing().dispute).toMatchObject({ fast: true, raisedAt: entered.now - 35 * DAY })
    expect(entered.clock('C16b').state).toBe('breached')
    const early = given(told)
      .after(DAY)
      .when(raise(2 * DAY))
    expect(early.isRefused('BEFORE_THE_ACT').refusal).toMatchObject({ field: '/raisedAt' })
  })
})

describe('a report that is entered after it came in', () => {
  const entered = (ageMs: number): Scene =>
    given().when({ ...example.reportClaim({ report: { eventDate: '2025-12-20' } }), ageMs })
  const reminders = (scene: Scene): readonly unknown[] =>
    scene.past.flatMap((event) => (event.type === 'ReportReminded' ? [event.afterDays] : []))

  test('#1 lets C20 and its reminders count from then, and is breached at once where due', () => {
    const scene = entered(4 * DAY)
    expect(scene.clock('C20')).toMatchObject({ state: 'breached', startedAt: monday - 4 * DAY })
    const due = endOfDay('2026-03-05')
    expect(reminders(scene.passes(due - 1))).toEqual([])
    expect(reminders(scene.passes(due))).toEqual([7])
  })

  test('#1 is reminded of nothing that was due before it was entered, and has its sixty days', () => {
    const scene = entered(70 * DAY).stands('reported')
    const due = endOfDay('2026-03-02') + 60 * DAY
    expect(reminders(scene.passes(due - 1).stands('reported'))).toEqual([])
    scene.passes(due).stands('dormant')
  })
})
