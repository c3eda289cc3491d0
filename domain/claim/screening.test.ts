import { describe, expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advanceLetGo, agreedOn, approveAdvance, requestAdvance } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import { nextStep } from './next-step.ts'
import { queueOf } from './owner.ts'

const { bankSays, hit, paymentApproved } = example
const release = { type: 'DecideScreening', n: 1, verdict: 'release', reasonTextId: 'txt_other_person' } as const
const object = { type: 'RecordObjection', textId: 'txt_why_so_late', ageMs: 0 } as const
const answer = { type: 'AnswerObjection', textId: 'txt_answer' } as const

const held = (): Scene => given(paymentApproved()).learns(hit())
const first = (scene: Scene) => scene.standing().payments[0]

function asks(scene: Scene): readonly string[] {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  return step.kind === 'finish' ? [] : step.effects.map(({ key }) => key).filter((key) => key.startsWith('payment'))
}

test('#37 a payee on a list freezes his payment, and it goes to compliance', () => {
  const scene = held().happens({ type: 'ScreeningHit', n: 1, screeningId: 'scr_1', matches: ['list_1'] })
  expect(first(scene)).toMatchObject({ state: 'approved', screening: 'hit' })
  expect(asks(scene)).toEqual([])
  expect(queueOf(scene.standing())).toBe('compliance')
  expect(scene.latest.at(-1)?.notices).toMatchObject([{ kind: 'staff-work-item', audience: 'compliance' }])
})

test('#37 the screening that let a payment go is on record with it', () => {
  const cleared = given(paymentApproved()).learns({ ...bankSays('never-seen'), screeningId: 'scr_7' } as never)
  cleared.happens({ type: 'PaymentCleared', n: 1, screeningId: 'scr_7' })
  expect(first(cleared)).toMatchObject({ state: 'cleared', screening: 'clear' })
})

test('#37 nothing but the bank’s word that money moved changes a held payment', () => {
  for (const word of ['never-seen', 'not-found', 'no-answer'] as const)
    held().learns(bankSays(word)).happens({ type: 'FactDisregarded', fact: 'BankAnswered' })
  held().learns(hit()).happens({ type: 'FactDisregarded', fact: 'PayeeScreened' })
  held().learns(bankSays('settled')).happens({ type: 'PaymentSettled' }, { type: 'ClaimPaid' })
})

test('#37 a payment the bank never had is held before it is sent again, one it took is only asked for', () => {
  const unknown = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('no-answer'))
  expect(first(unknown.learns(hit()))).toMatchObject({ state: 'approved', screening: 'hit', queryAt: null })
  const sent = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted'))
  sent.learns(hit()).happens({ type: 'PaymentSent', n: 1, queries: 2 })
})

test('#37 what compliance releases is screened once more, and another entry holds it again', () => {
  const released = held()
    .when(release)
    .happens({ type: 'ScreeningReleased', n: 1, matches: ['list_1'] })
  expect(first(released)).toMatchObject({ screening: 'pending', screened: { released: ['list_1'], matches: [] } })
  expect(asks(released)).toEqual(['payment-1-prepare-1'])
  const again = released.learns(hit(1, 'list_2'))
  expect(first(again)).toMatchObject({ screening: 'hit', screened: { released: ['list_1'], matches: ['list_2'] } })
  example.settle(again.when(release)).stands('paid')
})

test('#37 compliance upholds the measure, and the payment stays where it is', () => {
  const scene = held()
    .when({ ...release, verdict: 'uphold' })
    .happens({ type: 'ScreeningUpheld', n: 1 })
  expect([first(scene)?.screening, asks(scene)]).toEqual(['hit', []])
  given(paymentApproved()).when(release).isRefused('PAYMENT_NOT_HELD')
})

test('#37 one payee’s screening holds up nobody else', () => {
  const both = given(example.agreed()).and(
    example.freezePayees('pty_a', 'pty_b'),
    { type: 'SubmitPayments' },
    { type: 'CheckPayment', n: 1, verdict: 'approve' },
    { type: 'CheckPayment', n: 2, verdict: 'approve' },
  )
  const scene = example.settle(both.learns(hit(1)), 2)
  expect(scene.standing().payments.map(({ state }) => state)).toEqual(['approved', 'settled'])
})

describe('#75 a measure outlives the payment it held', () => {
  const uphold = { ...release, verdict: 'uphold' } as const
  const thawed = (scene = held()): Scene => scene.when(example.thaw)
  const instead = (scene = thawed()): Scene =>
    scene.and(
      example.freezePayees('pty_x'),
      { type: 'SubmitPayments' },
      { type: 'CheckPayment', n: 2, verdict: 'approve' },
    )
  const second = (scene: Scene) => scene.standing().payments[1]
  const toldCompliance = ({ latest }: Scene) =>
    latest.flatMap(({ notices = [] }) => notices.filter(({ audience }) => audience === 'compliance'))

  test('compliance is told of the thaw, and of who is paid instead', () => {
    expect(toldCompliance(thawed())).toMatchObject([
      { facts: { task: 'a held payment is void: who is paid instead waits', payment: 1 } },
    ])
    expect(toldCompliance(thawed().when(example.freezePayees('pty_x')))).toMatchObject([
      { facts: { task: 'payment held: decide', payment: 2 } },
    ])
  })

  test('who is paid instead waits until compliance releases it, and is screened then like everybody', () => {
    for (const scene of [instead(), instead(thawed(held().when(uphold)))]) {
      expect(second(scene)).toMatchObject({ state: 'approved', screening: 'hit', screened: { released: [] } })
      expect([asks(scene), queueOf(scene.standing())]).toEqual([[], 'compliance'])
      const released = scene.when({ ...release, n: 2 }).happens({ type: 'ScreeningReleased', n: 2, matches: [] })
      expect(asks(released)).toEqual(['payment-2-prepare-1'])
      expect(second(released.learns(hit(2)))).toMatchObject({ screening: 'hit', screened: { matches: ['list_1'] } })
      example.settle(released, 2).stands('paid')
    }
  })

  test('compliance need not wait for maker and checker, and once it has released one, nobody else is held', () => {
    const released = thawed().and(example.freezePayees('pty_x'), { ...release, n: 2 })
    expect(released.standing().measure).toBeNull()
    const again = released.and(example.thaw, example.freezePayees('pty_y'))
    expect(again.standing().payments[2]?.screening).toBeUndefined()
  })

  test('another thaw does not dissolve it either', () => {
    const again = thawed(instead()).when(example.freezePayees('pty_y'))
    expect(again.standing().payments[2]).toMatchObject({ n: 3, screening: 'hit', screened: { screeningId: 'scr_1' } })
  })

  test('an advance that is held and called off leaves it to whoever is paid next', () => {
    const advance = advanceLetGo().learns(hit())
    const off = advance.when(example.thaw)
    expect(toldCompliance(off)).toHaveLength(1)
    const payee = { payeeId: 'pty_x', accountHolderIsPayee: true, namedOnFile: 'insured' } as const
    const next = off.and(requestAdvance(50_000, { payee }), approveAdvance(2))
    expect(second(next)).toMatchObject({ kind: 'prepayment', screening: 'hit' })
    // Or the final sum overtakes it, in one step.
    const overtaken = agreedOn(advance, 250_000).when(example.freezePayees('pty_x'))
    expect(overtaken.standing().payments).toMatchObject([{ state: 'void' }, { n: 2, screening: 'hit' }])
    expect(toldCompliance(overtaken)).toHaveLength(2)
  })

  test('an objection to it is taken while it stands', () => {
    expect(thawed().when(object).clock('C26').state).toBe('running')
  })

  test('a claim that lives by the first rules goes on by them', () => {
    const old = held()
    const begun = given({ ...old, claim: { ...old.standing(), rules: 1 } })
    const next = begun.and(example.thaw, example.freezePayees('pty_x'))
    expect(second(next)?.screening).toBeUndefined()
  })
})

describe('C26, the answer to an objection (AML law art. 39)', () => {
  test('it runs from when the objection came in, until compliance answers', () => {
    const objected = held()
      .after(DAY)
      .when({ ...object, ageMs: HOUR })
    expect(objected.clock('C26')).toMatchObject({ state: 'running', startedAt: objected.now - HOUR })
    objected.when(object).isRefused('OBJECTION_OPEN')
    const answered = objected.after(DAY).when(answer)
    expect(answered.clock('C26').state).toBe('met')
    expect(answered.latest.at(-1)?.notices).toMatchObject([{ kind: 'objection-answer', audience: 'claimant' }])
    answered.when(answer).isRefused('NO_OBJECTION')
  })

  test('there is nothing to object to without a measure, and nothing is received after now', () => {
    given(paymentApproved()).when(object).isRefused('NO_MEASURE')
    held()
      .when({ ...object, ageMs: -1 })
      .isRefused('IN_THE_FUTURE')
    held()
      .when({ ...object, ageMs: 1e12 })
      .isRefused('BEFORE_THE_ACT')
  })

  test('it outlives the claim’s end, which waits for it before it rests', () => {
    const closed = example
      .settle(held().when(object).when(release))
      .when({ type: 'GiveFeedback', score: 9 })
      .stands('closed')
    const late = closed.passes(closed.now + 200 * DAY)
    expect(late.clock('C26').state).toBe('breached')
    expect(late.standing().restedAt ?? null).toBeNull()
    expect(late.when(answer).clock('C26').state).toBe('breached-then-met')
  })

  test('nobody but compliance is told when it runs out', () => {
    const objected = held().when(object)
    const late = objected.passes(objected.now + 40 * DAY)
    const told = late.latest.flatMap((event) =>
      event.type === 'ClockEscalated' && event.clock === 'C26' ? (event.notices ?? []) : [],
    )
    expect(new Set(told.map(({ audience }) => audience))).toEqual(new Set(['compliance']))
    expect(told.length).toBeGreaterThan(2)
  })
})
