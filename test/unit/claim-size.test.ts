import { expect, test } from 'vitest'
import type { ClaimCommand, ClaimCommandType } from '../../domain/claim/commands.ts'
import { decide, passTime } from '../../domain/claim/decide.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { learn } from '../../domain/claim/learn.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { Unfolding } from '../../domain/claim/unfold.ts'
import { contextAt } from '../claim-people.ts'
import { received, supply } from '../example-claims.ts'
import type { Step } from './claim-walks.ts'
import { likelyStep } from './claim-walks.ts'
import { diceOf } from '../../local/dice.ts'

/** What would end the claim, and documents, which are counted by themselves below. */
const leftOut: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'CancelClaim',
  'WithdrawClaim',
  'SupplyDocuments',
])

const rights = [
  'third-party-statement',
  'payment-proof',
  'relationship-proof',
  'death-certificate',
  'assignment-deed',
] as const

const key = { commandId: 'c'.repeat(64), bodyHash: 'b'.repeat(64) }

test('after five thousand commands in twenty lives a claim still fits into 256 KiB', () => {
  // Until it has lived all its lives, which some walks never do: a decision waits to the end for the proof that it was delivered.
  const dice = diceOf(22)
  // No document comes later: what shows a right to be paid is there from the first.
  let claim = received()
    .when(supply(...rights))
    .standing()
  let now = claim.lastAt
  for (let obeyed = 0; obeyed < 5_000 || (claim.reopenings < 20 && obeyed < 15_000);) {
    const step = likelyStep(claim, now, dice)
    now = Math.max(now, step.kind === 'wait' ? step.until : claim.lastAt)
    const { claim: after, events } = stepped(claim, step, now)
    if (step.kind === 'ask' && events.length > 0) obeyed += 1
    claim = after ?? claim
  }
  expect(claim.version).toBeGreaterThan(5_000)
  expect(claim.reopenings).toBe(20)
  expect(claim.commands).toHaveLength(200)
  expect(bytesOf(claim)).toBeLessThan(256 * 1_024)
}, 300_000)

test('a document takes less than 200 bytes of the claim', () => {
  const claim = received()
  expect(bytesOf(claim.when(supply('photos')).standing()) - bytesOf(claim.standing())).toBeLessThan(200)
})

/** A supervisor's reopening, and a dispute that may be won. */
const reopens = ({ type }: ClaimCommand): boolean =>
  type === 'ReopenClaim' || type === 'RaiseDispute' || type === 'DisagreeOffer' || type === 'FileLitigation'

const isLeftOut = (command: ClaimCommand): boolean =>
  leftOut.has(command.type) || (command.type === 'ResolveDuplicate' && command.outcome !== 'cleared')

const bytesOf = (claim: Claim): number => Buffer.byteLength(JSON.stringify(claim))

function stepped(claim: Claim, step: Step, now: number): Unfolding {
  const context = contextAt(now)
  if (step.kind === 'wait') return passTime(claim, context)
  if (step.kind === 'learn') return learn(claim, step.receipt, context)
  const skipped = isLeftOut(step.command) || (claim.reopenings >= 20 && reopens(step.command))
  const decision = skipped ? { events: [] } : decide(claim, step, context)
  if ('refusal' in decision || decision.events.length === 0) return { claim, events: [] }
  const last = decision.events.length - 1
  const events = decision.events.map((event, index) => (index === last ? { ...event, command: key } : event))
  return { claim: fold(claim, events), events }
}
