import { describe, expect, test } from 'vitest'
import { asked, complex, reopen, supplied, withdraw } from '../../test/claim-clock-examples.ts'
import { contextAt, monday, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { EscalationLevel } from '../clocks/clock.ts'
import type { AuthorityLevel } from '../authority.ts'
import { DAY, HOUR, endOfDay } from '../time.ts'
import type { ClaimLine } from './codes.ts'
import { decide } from './decide.ts'
import type { Claim } from './state.ts'

const { accepted, awaitingApproval, reviewing, triaged } = example

/** Who was told of a level, in the order of the notices. */
const toldOf = ({ escalations }: Claim, clock: string, level: EscalationLevel): readonly string[] =>
  escalations
    .filter((one) => one.subject.kind === 'clock' && one.subject.clock === clock && one.level === level)
    .flatMap(({ told }) => told.map(({ audience }) => audience))

describe('the target of a lane (#17)', () => {
  test.each([
    ['small', () => reviewing(), '2026-03-04'],
    ['simple', () => reviewing({ claimedFen: 1_000_000 }), '2026-03-09'],
    ['standard', () => reviewing({ claimedFen: 5_000_000 }), '2026-03-16'],
    ['complex', () => triaged(), '2026-03-23'],
  ] as const)('runs from triage, as long as the service policy says for the lane: %s', (lane, begin, last) => {
    const scene = begin()
    expect(scene.standing().triage?.lane).toBe(lane)
    expect(scene.clock('T-lane')).toMatchObject({
      state: 'running',
      startedAt: scene.standing().acceptedAt,
      dueTarget: endOfDay(last),
    })
  })

  test('#28 is met by the determination, late or not, and is never breached', () => {
    expect(example.decided().clock('T-lane').state).toBe('met')
    const late = reviewing().passes(monday + 20 * DAY)
    expect(late.clock('T-lane')).toMatchObject({ state: 'running' })
    const decided = late.and(
      { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
      example.assessLoss(250_000),
      { type: 'ApproveProposal' },
    )
    expect(decided.clock('T-lane').state).toBe('met')
  })

  test('#73 is told to owner, lead and branch head as every clock, and never to compliance or the customer', () => {
    const late = reviewing()
      .passes(monday + 20 * DAY)
      .standing()
    expect(toldOf(late, 'T-lane', 'at-risk')).toEqual(expect.arrayContaining(['reviewer', 'supervisor']))
    expect(toldOf(late, 'T-lane', 'due')).toContain('supervisor')
    expect(toldOf(late, 'T-lane', 'late')[0]).toBe('branch-head')
    expect(toldOf(late, 'T-lane', 'breach')).toEqual([])
  })

  test('#16a stands still while the customer is asked, and runs on with the documents', () => {
    const waiting = asked(reviewing())
    expect(waiting.clock('T-lane').state).toBe('paused')
    const complete = supplied(waiting)
    expect(complete.clock('T-lane')).toMatchObject({ state: 'running', pauses: complete.clock('C12').pauses })
  })

  test('begins anew in the lane a reviewer chose, and not where he chose the same', () => {
    const raised = accepted().when({ type: 'TriageClaim', lane: 'complex', needsSurvey: true })
    expect(raised.clock('T-lane')).toMatchObject({ n: 1, length: 15 })
    const same = triaged().after(DAY).when({ type: 'TriageClaim', needsSurvey: false })
    expect(same.clock('T-lane')).toEqual(triaged().clock('T-lane'))
    const wrong = reviewing().after(HOUR).when(example.relink)
    expect(wrong.clock('T-lane').state).toBe('running')
    const right = wrong.learns(example.policyAnswer(wrong, { line: 'life' }))
    expect(right.standing().clocks.find(({ id }) => id === 'T-lane')?.voidReason).toBe('triaged anew')
    expect(right.clock('T-lane')).toMatchObject({
      n: 2,
      length: 15,
      startedAt: wrong.now,
    })
  })

  test('#53a goes on where the right policy leads into the same lane, whatever its length', () => {
    for (const begin of [triaged, reviewing]) {
      const wrong = begin().after(HOUR).when(example.relink)
      expect(wrong.learns(example.policyAnswer(wrong, {})).clock('T-lane')).toEqual(begin().clock('T-lane'))
    }
  })

  /** The length the lane's target gets at acceptance, where medical claims are promised one working day. */
  function promisedLane(claim: Claim): number | undefined {
    const promises = [{ clock: 'T-lane', length: 1, lines: ['medical'] }] as const
    const request = { actor: person('intake-clerk'), command: { type: 'AcceptClaim' } } as const
    const context = contextAt(claim.lastAt)
    const decision = decide(claim, request, { ...context, policy: { ...context.policy, promises } })
    const clocks = 'events' in decision ? decision.events.flatMap(({ clocks: changed = [] }) => changed) : []
    return clocks.find(({ id }) => id === 'T-lane')?.length
  }

  test('an insurer may promise some customers a shorter one', () => {
    expect(promisedLane(example.received().standing())).toBe(1)
  })

  test('a promise to a line goes by the policy, where its line is another than the reporter said', () => {
    const reportedAs = (line: ClaimLine): Claim => example.received({ report: { line } }).standing()
    expect(promisedLane(reportedAs('accident'))).toBe(1)
    const accident = example.received({ report: { line: 'medical' }, policy: { line: 'accident' } })
    expect(promisedLane(accident.standing())).toBe(2)
  })

  test('a policy that becomes known later does not shorten the target of a graver lane', () => {
    const raised = accepted().when({ type: 'TriageClaim', lane: 'complex', needsSurvey: true })
    expect(raised.learns(example.policyAnswer(raised, {})).clock('T-lane').length).toBe(15)
  })

  test('#51, #69 ends with the claim, and with the life of it that is over', () => {
    expect(reviewing().when(withdraw).clock('T-lane').state).toBe('void')
    const asleep = asked(example.deliver(reviewing().after(HOUR), 'acceptance')).passes(monday + 40 * DAY)
    const again = given(asleep.stands('dormant')).when(reopen('received'))
    expect(again.clock('T-lane')).toMatchObject({ state: 'void', voidReason: 'reopened' })
    expect(again.and({ type: 'AcceptClaim' }).clock('T-lane')).toMatchObject({ n: 2, state: 'running' })
  })

  test('a claim marked complex keeps the target of its lane', () => {
    expect(complex(reviewing()).clock('T-lane')).toEqual(reviewing().clock('T-lane'))
  })
})

describe('the target of an approval (#29)', () => {
  test.each(['pay', 'part', 'refuse', 'deny'] as const)(
    '#29 runs from the proposal and is met by the word on it: %s',
    (kind) => {
      const waiting = awaitingApproval(kind)
      expect(waiting.clock('T-approval')).toMatchObject({ state: 'running', startedAt: waiting.now, length: 2 })
      expect(waiting.when({ type: 'ApproveProposal' }).clock('T-approval').state).toBe('met')
      const back = waiting.after(HOUR).when({ type: 'ReturnProposal', questionTextId: 'txt' })
      expect(back.clock('T-approval')).toMatchObject({ state: 'met', endedAt: back.now })
    },
  )

  test('#8 a denial that becomes an acceptance leaves no approval to wait for', () => {
    const scene = awaitingApproval('deny')
    const taken = scene.passes(scene.clock('C02').dueTarget).stands('reviewing')
    expect(taken.clock('T-approval')).toMatchObject({ state: 'void', voidReason: 'accepted instead' })
  })

  test.each([
    [1, 'approver', 'supervisor', 'branch-head'],
    [2, 'supervisor', 'branch-head', 'head-office'],
    [3, 'branch-head', 'head-office', 'head-office'],
    [4, 'head-office', 'head-office', 'head-office'],
  ] as const)('#29 of step A%i is told to its %s, then up the ladder', (level, who, above, twoAbove) => {
    const claim = proposedAt(level)
      .passes(monday + 10 * DAY)
      .standing()
    expect(toldOf(claim, 'T-approval', 'at-risk')[0]).toBe(who)
    expect(toldOf(claim, 'T-approval', 'due')[0]).toBe(above)
    expect(toldOf(claim, 'T-approval', 'late')[0]).toBe(twoAbove)
  })

  test('no word on a proposal makes a breach of its own', () => {
    const claim = awaitingApproval()
      .passes(monday + 10 * DAY)
      .standing()
    expect(toldOf(claim, 'T-approval', 'breach')).toEqual([])
  })
})

test('an insurer without targets has no clock of its own', () => {
  const { targets: _targets, ...policy } = contextAt(monday).policy
  const claim = example.received().standing()
  const request = { actor: person('intake-clerk'), command: { type: 'AcceptClaim' } } as const
  const decision = decide(claim, request, { ...contextAt(claim.lastAt), policy })
  const started = 'events' in decision ? decision.events.flatMap(({ clocks = [] }) => clocks.map(({ id }) => id)) : []
  expect(started).toContain('C12')
  expect(started).not.toContain('T-lane')
})

/** A claim whose payment needs this step of the ladder. */
function proposedAt(level: AuthorityLevel): Scene {
  const amounts: Readonly<Record<number, number>> = { 1: 250_000, 2: 5_000_000, 3: 20_000_000, 4: 100_000_000 }
  const claimedFen = amounts[level] ?? 0
  const policy = { sumInsuredFen: 400_000_000 }
  const report = { facts: { injury: 'none', thirdParty: false, hospitalised: false } } as const
  const begun = example.reviewing({ report, claimedFen, policy })
  const reviewed =
    begun.standing().stage.status === 'triaged' ? begun.when({ type: 'TriageClaim', needsSurvey: false }) : begun
  return reviewed.and(
    { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
    example.assessLoss(claimedFen),
  )
}
