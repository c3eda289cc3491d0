import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import { currentRules } from '../rules.ts'
import { DAY } from '../time.ts'

describe('C10, each payee’s own', () => {
  const split = (): Scene =>
    given(example.agreed())
      .after(2 * DAY)
      .when(example.freezePayees('pty_a', 'pty_b'))
      .and({ type: 'SubmitPayments' })

  test('every payee has an instance from the agreement on (#36)', () => {
    const [first, second, ...others] = split()
      .standing()
      .clocks.filter(({ id }) => id === 'C10')
    const { startedAt } = example.agreed().clock('C10')
    expect([first, second]).toMatchObject([
      { n: 1, payeeId: 'pty_a', startedAt },
      { n: 2, payeeId: 'pty_b', startedAt },
    ])
    expect(others).toEqual([])
  })

  test('one payee’s money ends his clock and no other’s; C13 waits for all (#38)', () => {
    const approved = split().and(
      { type: 'CheckPayment', n: 1, verdict: 'approve' },
      { type: 'CheckPayment', n: 2, verdict: 'approve' },
    )
    const one = example.settle(approved, 2)
    const states = (scene: Scene): unknown =>
      scene
        .standing()
        .clocks.filter(({ id }) => id === 'C10' || id === 'C13')
        .map(({ id, payeeId, state }) => [id, payeeId, state])
    expect(states(one)).toEqual(
      expect.arrayContaining([
        ['C10', 'pty_a', 'running'],
        ['C10', 'pty_b', 'met'],
        ['C13', undefined, 'running'],
      ]),
    )
    expect(states(example.settle(one, 1))).toEqual(
      expect.arrayContaining([
        ['C10', 'pty_a', 'met'],
        ['C10', 'pty_b', 'met'],
        ['C13', undefined, 'met'],
      ]),
    )
  })

  test('who gets nothing of a few fen is owed nothing (#36)', () => {
    const few = example.deliver(
      given(example.assessing()).when(example.assessLoss(1)).and({ type: 'ApproveProposal' }),
      'result',
    )
    const scene = few.and({ type: 'AgreeOffer', identityChecked: true }, example.freezePayees('pty_a', 'pty_b'))
    expect(scene.standing().clocks.filter(({ id }) => id === 'C10')).toMatchObject([{ payeeId: 'pty_a' }])
  })

  describe('what a former agreement still owes a payee to whom the new one owes something, too (#36, #65)', () => {
    const judgedBy = (rules: number): Scene => {
      const held = payments.paidInPart()
      return given({ ...held, claim: { ...held.standing(), rules } })
        .after(DAY)
        .and(disputes.sue, disputes.judgment(80_000), disputes.approve, payments.newAccount())
        .when(example.freezePayees('pty_a'))
    }
    const arrived = (judged: Scene): Scene => example.settle(judged.and(payments.submit, payments.check(3)), 3)
    const owed = (scene: Scene) =>
      scene
        .standing()
        .clocks.filter(({ id, payeeId }) => id === 'C10' && payeeId === 'pty_a')
        .toSorted((a, b) => a.n - b.n)
        .map(({ n, payment, state }) => [n, payment, state])

    test('has a clock of its own, which alone is met when that money arrives', () => {
      const judged = judgedBy(currentRules)
      expect(owed(judged)).toEqual([
        [1, 1, 'running'],
        [3, undefined, 'running'],
      ])
      expect(owed(arrived(judged))).toEqual([
        [1, 1, 'met'],
        [3, undefined, 'running'],
      ])
    })

    test('by the third version of the rules met the clocks of both', () => {
      expect(owed(arrived(judgedBy(3)))).toEqual([
        [1, undefined, 'met'],
        [3, undefined, 'met'],
      ])
    })
  })

  test('payees frozen too late find their clocks breached already (#36)', () => {
    const late = given(example.agreed())
      .after(20 * DAY)
      .when(example.freezePayees('pty_a', 'pty_b'))
    expect(late.standing().clocks.filter(({ id, state }) => id === 'C10' && state === 'breached')).toHaveLength(2)
  })
})
