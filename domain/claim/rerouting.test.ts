import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advanceAsked } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { hit, multiplier } from '../../test/measured-claims.ts'
import type { Fen } from '../money.ts'
import { defaultLadder } from '../authority.ts'
import { HOUR } from '../time.ts'
import { queueOf } from './owner.ts'
import { waitingDecisions } from './waiting-decisions.ts'
import { stepsByFactor } from './rerouting.ts'

const waiting = (amountFen: Fen): Scene => given(example.assessing()).when(example.assessLoss(amountFen))
const routing = (scene: Scene) => {
  const { stage } = scene.standing()
  const level = stage.status === 'awaiting-approval' ? stage.proposal.requiredLevel : null
  return { level, queue: queueOf(scene.standing()) }
}

test('#72 a multiplier that begins while a proposal waits brings it to the step that decides it now', () => {
  const proposed = waiting(10_000_000)
  expect(routing(proposed)).toEqual({ level: 2, queue: 'supervisor' })
  const raised = hit(proposed, 'I', { multiplier })
  expect(raised.latest.map(({ type }) => type)).toContain('ProposalRerouted')
  expect(routing(raised)).toEqual({ level: 1, queue: 'approver' })
})

test('#72 at the end of the multiplier it goes back, without anybody having to ask', () => {
  const raised = hit(waiting(10_000_000), 'I', { multiplier })
  expect(routing(raised.passes(multiplier.until - 1)).level).toBe(1)
  expect(routing(raised.passes(multiplier.until))).toEqual({ level: 2, queue: 'supervisor' })
})

test('#72 it goes back as well when the event ends first, or goes on without the multiplier', () => {
  const raised = hit(waiting(10_000_000), 'I', { multiplier })
  expect(routing(hit(raised, 'I', { multiplier }, { version: 2, state: 'ended' })).level).toBe(2)
  expect(routing(hit(raised, 'I', { multiplier: null }, { version: 2 })).level).toBe(2)
})

test('#72 a proposal made under a multiplier is routed by it, and to its step of the table at its end', () => {
  const proposed = hit(example.assessing(), 'I', { multiplier }).after(HOUR).when(example.assessLoss(10_000_000))
  expect(routing(proposed).level).toBe(1)
  expect(routing(proposed.passes(multiplier.until)).level).toBe(2)
})

test('#72 what takes the same step under every factor stays where it is, and keeps nothing for it', () => {
  const small = waiting(1_000_000)
  expect(small.standing().stage).not.toHaveProperty('proposal.stepsByFactor')
  const raised = hit(small, 'I', { multiplier })
  expect(raised.latest.map(({ type }) => type)).not.toContain('ProposalRerouted')
})

test('#58 #72 an advance that waits goes to the step that decides it now, and back at the end of the multiplier', () => {
  const asked = advanceAsked(3_000_000)
  const stepOf = (scene: Scene) => waitingDecisions(scene.standing()).map(({ level }) => level)
  expect(stepOf(asked)).toEqual([2])
  const raised = hit(asked, 'I', { multiplier })
  expect(raised.latest.filter(({ type }) => type === 'PrepaymentRerouted')).toMatchObject([{ n: 1, level: 1 }])
  expect(stepOf(raised)).toEqual([1])
  expect(stepOf(raised.passes(multiplier.until - 1))).toEqual([1])
  expect(stepOf(raised.passes(multiplier.until))).toEqual([2])
  expect(stepOf(hit(raised, 'I', { multiplier }, { version: 2, state: 'ended' }))).toEqual([2])
})

test('#58 #72 an advance asked for under a multiplier goes to its step of the table at its end', () => {
  const asked = advanceAsked(3_000_000, hit(example.reviewing(), 'I', { multiplier }))
  expect(waitingDecisions(asked.standing())).toMatchObject([{ subject: 'advance', level: 1 }])
  expect(waitingDecisions(asked.passes(multiplier.until).standing())).toMatchObject([{ subject: 'advance', level: 2 }])
})

test('of ten times what A1 may pay A2 decides alone from twice the limits on, and A1 never', () => {
  const need = { payFen: 20_000_000, refuseFen: null }
  expect(stepsByFactor(defaultLadder, need)).toEqual({ stepsByFactor: [3, 2, 2, 2, 2] })
})
