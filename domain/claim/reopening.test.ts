import { describe, expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import { asked, motor, receivedAt, supplied } from '../../test/claim-clock-examples.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import type { CommandOf } from './commands.ts'

const error = (to: 'received' | 'assessing'): CommandOf<'ReopenClaim'> => ({
  type: 'ReopenClaim',
  reason: 'insurer-error',
  noteTextId: 'txt_note',
  to,
})

describe('what the insurer got wrong', () => {
  test('#69 was owed since the request was received: C06 and C11 begin there again', () => {
    const scene = given(example.closed()).after(DAY).when(error('assessing')).stands('assessing')
    expect(scene.clock('C06')).toMatchObject({ n: 2, state: 'running', startedAt: receivedAt })
    expect(scene.clock('C11')).toMatchObject({ n: 2, state: 'running', startedAt: receivedAt })
    expect(scene.standing()).toMatchObject({ reopenings: 1, reopenedAt: scene.now })
  })

  test('#69 found after the thirty days is a breach at once, on record for ever', () => {
    const scene = given(example.closed())
      .after(60 * DAY)
      .when(error('received'))
    expect(scene.clock('C06')).toMatchObject({ n: 2, state: 'breached', startedAt: receivedAt })
    expect(scene.clock('C01')).toMatchObject({ state: 'running', startedAt: scene.now })
  })

  test('#69 is owed less the time that stopped the law in its first life', () => {
    const first = supplied(asked(example.reviewing()))
    const { pauses } = first.clock('C06')
    const declined = example.deliver(
      first.after(HOUR).and({ type: 'ProposeRefusal', ...example.notCovered }, { type: 'ApproveProposal' }),
      'refusal',
    )
    const scene = declined.after(DAY).when(error('received'))
    expect(scene.clock('C06')).toMatchObject({ n: 2, startedAt: receivedAt, pauses })
    expect(scene.clock('C06').dueTarget).toBe(first.clock('C06').dueTarget)
  })

  test('#69 in a claim that sleeps runs on where it stood: nothing begins twice', () => {
    const scene = given(example.dormant()).after(DAY).when(error('received'))
    expect([scene.clock('C06').n, scene.clock('C11').n]).toEqual([1, 1])
    expect(scene.clock('C06')).toMatchObject({ state: 'running', pauses: [{ to: scene.now }] })
  })

  test('#69 invents no breach of what counts from complete documents', () => {
    const reopened = given(example.closed(motor))
      .after(30 * DAY)
      .when(error('received'))
    const again = reopened.after(HOUR).when({ type: 'AcceptClaim' })
    expect(again.clock('C08')).toMatchObject({ n: 2, state: 'running', startedAt: reopened.now })
  })
})

test('#69 who got it wrong tells the customer so', () => {
  const scene = given(example.closed()).when(error('received'))
  expect(scene.standing().notices.slice(-2)).toMatchObject([
    { kind: 'reopened', audience: 'claimant' },
    { kind: 'staff-work-item', audience: 'head-office', facts: { approver: 'per_head-office' } },
  ])
  given(example.closed()).when(error('received'), person('head-office')).isRefused('ROLE_NOT_ALLOWED')
})
