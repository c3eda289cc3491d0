import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { currentRules, ruleBook } from '../rules.ts'
import type { ClaimEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'

const command = (n: number) => ({ commandId: `cmd_${n}`, bodyHash: 'hash' })

test('an answered command is remembered as the claim stood after it, the last two hundred of them', () => {
  const [first] = example.received().past
  if (first === undefined) throw new Error('the example is empty')
  const asked = Array.from({ length: 250 }, (_, n): ClaimEvent => ({
    type: 'CheckStarted',
    at: first.at,
    by: first.by,
    command: command(n),
  }))
  const claim = fold(example.received().standing(), asked)
  expect(claim.commands).toHaveLength(200)
  expect(claim.commands.at(-1)).toEqual({ ...command(249), version: 253, decisionVersion: 3, status: 'received' })
  expect(claim.commands[0]?.commandId).toBe('cmd_50')
})

test('what a decision binds raises the decision version, what only goes on beside it does not', () => {
  const before = example.received().standing().decisionVersion
  const after = (scene: ReturnType<typeof example.received>): number => scene.standing().decisionVersion
  expect(after(given(example.received()).when(example.supply('photos')))).toBe(before + 1)
  expect(after(given(example.received()).when({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' }))).toBe(
    before + 1,
  )
  expect(after(given(example.received()).when({ type: 'AssignClaim', how: 'take' }))).toBe(before)
  expect(after(given(example.received()).when({ type: 'ChangeContacts', preferredChannels: ['sms'] }))).toBe(before)
  expect(after(example.deliver(given(example.received()), 'guidance'))).toBe(before)
  expect(after(given(example.received()).passes(example.received().clock('C01').dueTarget))).toBe(before)
})

test('a claim begins with its report and with nothing else', () => {
  expect(() => fold(null, [])).toThrow('a claim begins with an event')
  expect(() => fold(null, [{ type: 'CheckStarted', at: 0, by: { id: 'system', role: 'system' } }])).toThrow(
    'begins with ClaimReported',
  )
})

test('new rules come by an event of their own; unknown ones are a fault of the build, not of the claim', () => {
  const raised = evolve(example.received().standing(), {
    type: 'RulesRaised',
    rules: currentRules + 1,
    at: 0,
    by: { id: 'system', role: 'system' },
  })
  expect(raised.rules).toBe(currentRules + 1)
  expect(() => ruleBook(99)).toThrow('older than the claim')
})

test('since when a claim stands in its status is known, and no event that leaves it there changes that', () => {
  const received = example.received()
  const checked = received.after(60_000).when({ type: 'StartCheck' })
  expect(checked.standing().statusSince).toBe(received.now)
  expect(checked.when({ type: 'AcceptClaim' }).standing().statusSince).toBe(checked.now)
})
