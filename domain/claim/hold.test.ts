import { describe, expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { held, holdProposed, raise, release } from '../../test/held-claims.ts'
import { DAY, startOfDay } from '../time.ts'
import { decide } from './decide.ts'
import { atStakeFen, blockedByHold, heldFen } from './hold.ts'
import { nextActions, shownToCustomers } from './next-actions.ts'
import { nextStep } from './next-step.ts'

const approve = { type: 'ApproveProposal' } as const
const check = { type: 'CheckPayment', n: 1, verdict: 'approve' } as const
const confirm = { type: 'ConfirmHold' } as const
const a4 = person('head-office', 'per_a4')
const compliance = person('compliance')

const itemLeftOut = (claimedFen: number): Scene =>
  given(example.assessing()).and(raise(100_000), example.assessLoss(claimedFen))

const sendsOf = (scene: Scene): readonly number[] => {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  if (step.kind === 'finish') return []
  return step.effects.flatMap((effect) => (effect.kind === 'send-payment' ? [effect.payment.n] : []))
}

/** Held with two persons after both payees were let go: what the bank has not been told of waits. */
const heldWhileSending = (): Scene =>
  given(example.agreed())
    .and(example.freezePayees('pty_a', 'pty_b'), { type: 'SubmitPayments' }, check, { ...check, n: 2 })
    .learns(example.bankSays('never-seen', 1))
    .learns(example.bankSays('never-seen', 2))
    .when(raise(125_000), a4)
    .when(confirm, compliance)

describe('a hold before the agreement', () => {
  test('#54 any colleague holds a named amount with a reason; the investigator is told and his ten working days run', () => {
    const scene = given(example.reviewing()).when(raise(100_000), person('payment-clerk'))
    scene.happens({ type: 'HoldRaised', n: 1, amountFen: 100_000, because: 'staff', reasonTextId: 'txt_why' })
    scene.stands('reviewing')
    expect(heldFen(scene.standing())).toBe(100_000)
    expect(scene.latest[0]?.notices).toMatchObject([{ audience: 'siu-investigator', kind: 'staff-work-item' }])
    expect(scene.clock('T-siu')).toMatchObject({ state: 'running', dueTarget: startOfDay('2026-03-17') })
  })

  test('#54 nobody holds nothing, and a further suspicion holds more', () => {
    held(100_000).when(raise(100_000)).isRefused('HOLD_AMOUNT')
    held(100_000).when(raise(0)).isRefused('HOLD_AMOUNT')
    const more = held(100_000).when(raise(120_000))
    more.happens({ type: 'HoldRaised', n: 2, amountFen: 120_000 })
    expect(more.clock('T-siu').n).toBe(1)
  })

  test('#54 no clock of the law stands still for a hold', () => {
    const before = example.reviewing()
    const after = given(before).when(raise(250_000))
    const others = after.standing().clocks.filter(({ id }) => id !== 'T-siu')
    expect(others).toEqual(before.standing().clocks)
  })

  test('#54 approval to pay waits for what is held, a refusal does not', () => {
    given(example.awaitingApproval()).and(raise(1)).when(approve).isRefused('HELD')
    given(example.awaitingApproval('refuse')).and(raise(250_000)).when(approve).happens({ type: 'ProposalApproved' })
  })

  test('#54 what is not held may be determined: the held item is left out of the assessment', () => {
    itemLeftOut(150_000).when(approve).happens({ type: 'ProposalApproved' })
    itemLeftOut(150_001).when(approve).isRefused('HELD')
    itemLeftOut(250_000).when(approve).isRefused('HELD')
  })

  test('#54 a cut of something else makes no room for what is held', () => {
    const cut = given(example.assessing()).and(raise(30_000), example.assessLoss(250_000, 50_000))
    expect(atStakeFen(cut.standing())).toBe(200_000)
    cut.when(approve).isRefused('HELD')
  })

  test('#54 a refusal of the whole ends the hold, for nothing is held any more', () => {
    const refused = given(example.awaitingApproval('refuse')).and(raise(250_000), approve)
    expect(heldFen(refused.standing())).toBe(0)
    expect(refused.clock('T-siu')).toMatchObject({ state: 'void' })
  })
})

describe('a hold from the agreement on', () => {
  test('#54 takes head office (A4) and compliance, in either order, and never one person twice', () => {
    given(example.agreed()).when(raise(1), person('reviewer')).isRefused('AUTHORITY_EXCEEDED')
    given(example.agreed())
      .when(raise(1), { ...a4, authorityLevel: 3 })
      .isRefused('AUTHORITY_EXCEEDED')
    const asked = holdProposed()
    asked.happens({ type: 'HoldProposed', amountFen: 250_000 })
    expect(heldFen(asked.standing())).toBe(0)
    given(asked).when(confirm, person('head-office', 'per_other')).isRefused('SEPARATION_OF_DUTIES')
    given(asked).when(confirm, person('compliance', 'per_a4')).isRefused('SEPARATION_OF_DUTIES')
    given(asked).when(confirm, compliance).happens({ type: 'HoldRaised', amountFen: 250_000 })
    given(example.agreed()).when(raise(5), compliance).when(confirm, a4).happens({ type: 'HoldRaised', amountFen: 5 })
  })

  test('#54 lapses after three natural days unless it is renewed', () => {
    const scene = given(holdProposed()).when(confirm, compliance)
    const lapse = startOfDay('2026-03-02') + 4 * DAY
    expect(scene.standing().hold?.standing?.lapsesAt).toBe(lapse)
    const renewed = scene
      .at(lapse - 1)
      .when(raise(250_000), compliance)
      .when(confirm, a4)
    expect(heldFen(renewed.passes(lapse).standing())).toBe(250_000)
    const lapsed = scene.passes(lapse)
    lapsed.happens({ type: 'HoldLapseNear', n: 1, at: lapse - DAY }, { type: 'HoldLapsed', n: 1, at: lapse })
    expect(heldFen(lapsed.standing())).toBe(0)
    expect(lapsed.clock('T-siu')).toMatchObject({ state: 'void', voidReason: 'the hold has lapsed' })
  })

  test('#54 head office, compliance and the investigator are told a day before it lapses, when it has, and when it is cleared', () => {
    const scene = given(holdProposed()).when(confirm, compliance)
    const { lapsesAt = 0 } = scene.standing().hold?.standing ?? {}
    const told = ({ latest }: Scene): readonly string[] =>
      latest.flatMap(({ type, notices = [] }) => notices.map(({ audience }) => `${type} ${audience}`))
    const all = ['head-office', 'compliance', 'siu-investigator']
    expect(told(scene.passes(lapsesAt - DAY))).toEqual(all.map((role) => `HoldLapseNear ${role}`))
    expect(told(scene.passes(lapsesAt)).filter((line) => line.startsWith('HoldLapsed'))).toEqual(
      all.map((role) => `HoldLapsed ${role}`),
    )
    const renewed = scene
      .passes(lapsesAt - DAY)
      .when(raise(250_000), compliance)
      .when(confirm, a4)
    expect(told(renewed.passes(lapsesAt))).toEqual([])
    expect(told(scene.when(release))).toEqual(['HoldCleared head-office', 'HoldCleared compliance'])
  })

  test('#54 one that stands at the agreement lapses like one that was raised after it', () => {
    const offered = example.deliver(itemLeftOut(150_000).when(approve), 'result')
    const agreed = offered.when({ type: 'AgreeOffer', identityChecked: true })
    expect(agreed.standing().hold?.standing?.lapsesAt).toBe(startOfDay('2026-03-02') + 4 * DAY)
  })

  test('#54 the checker lets nothing go that is held, up to the amount', () => {
    const submitted = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), { type: 'SubmitPayments' })
    const half = submitted.when(raise(125_000), a4).when(confirm, compliance)
    const first = half.when(check)
    first.happens({ type: 'PaymentApproved', n: 1 })
    first.when({ ...check, n: 2 }).isRefused('HELD')
    first
      .when(release)
      .when({ ...check, n: 2 })
      .happens({ type: 'PaymentApproved', n: 2 })
  })

  test('#54 the bank is not told of a payment that was let go before it was held', () => {
    const scene = heldWhileSending()
    expect(sendsOf(scene)).toEqual([1])
    expect(sendsOf(scene.when(release))).toEqual([1, 2])
  })
})

test('#55 before the agreement whoever has the next step learns that the claim goes on: its owner, or its queue', () => {
  const told = (scene: Scene) =>
    scene.latest.flatMap(({ notices = [] }) => notices).map(({ audience, facts }) => `${audience}: ${facts['task']}`)
  const goOn = 'a hold was cleared: go on with the claim'
  expect(told(held().when(release))).toEqual([`reviewer: ${goOn}`])
  expect(told(given(example.awaitingApproval()).and(raise(1), release))).toEqual([`approver: ${goOn}`])
  expect(told(given(example.received()).and(raise(1), release))).toEqual([`intake-clerk: ${goOn}`])
  const owned = held().when({ type: 'AssignClaim', how: 'take' }, person('supervisor'))
  expect(owned.standing().owner).toMatchObject({ role: 'supervisor' })
  expect(told(owned.when(release))).toEqual([`supervisor: ${goOn}`])
})

test('#55 nobody is told while it is the customer’s turn, who never learns of a hold', () => {
  const asked = given(example.awaitingDocuments()).and(raise(1), release)
  for (const scene of [asked, given(example.offered()).and(raise(1), release)]) {
    expect(scene.latest.flatMap(({ notices = [] }) => notices)).toEqual([])
  }
})

test('#55 a claim of older rules tells nobody, as it began', () => {
  const old = { ...held().standing(), rules: 2 }
  const request = { actor: person('siu-investigator'), command: release }
  const decision = decide(old, request, contextAt(old.lastAt))
  expect('events' in decision ? decision.events : []).toMatchObject([{ type: 'HoldCleared' }])
  expect('events' in decision && decision.events.some(({ notices }) => notices !== undefined)).toBe(false)
})

test('#55 cleared by the investigator with a report, the money is free and his clock is met', () => {
  const cleared = held().when(release)
  cleared.happens({ type: 'HoldCleared', n: 1, reportTextId: 'txt_report' })
  expect(heldFen(cleared.standing())).toBe(0)
  expect(cleared.clock('T-siu').state).toBe('met')
  held().when(release, person('reviewer')).isRefused('ROLE_NOT_ALLOWED')
  given(example.reviewing()).when(release).isRefused('NO_HOLD')
})

test('#55 who investigated does not approve', () => {
  const proposed = held().and(release, { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] })
  given(proposed.and(example.assessLoss(250_000)))
    .when(approve, person('head-office', 'per_siu-investigator'))
    .isRefused('SEPARATION_OF_DUTIES')
})

describe('the determination comes near', () => {
  const atRisk = (scene: Scene): Scene => {
    const { startedAt, dueTarget } = scene.clock('C06')
    return scene.passes(dueTarget - Math.floor((dueTarget - startedAt) / 5))
  }
  const toldHeadOffice = (scene: Scene): boolean =>
    scene.standing().notices.some(({ audience, facts }) => {
      return audience === 'head-office' && String(facts['task']).includes('advance the provable part')
    })

  test('#57 at 80 % of C06 head office is told to decide, or to advance the provable part', () => {
    expect(toldHeadOffice(atRisk(held()))).toBe(true)
    expect(toldHeadOffice(atRisk(example.reviewing()))).toBe(false)
  })

  test('#57 who holds when that is past tells head office at once', () => {
    expect(toldHeadOffice(atRisk(example.reviewing()).when(raise(250_000)))).toBe(true)
  })
})

test('nothing is blocked where nothing is held', () => {
  expect(blockedByHold(example.awaitingApproval().standing(), 250_000)).toBeNull()
})

test('what a customer may do next tells of no hold', () => {
  const shown = (scene: Scene) => JSON.stringify(shownToCustomers(nextActions(scene.standing())).actions)
  for (const [plain, heldNow] of [
    [example.awaitingApproval(), given(example.awaitingApproval()).and(raise(250_000))],
    [example.paying(), given(holdProposed()).when(confirm, compliance)],
  ] as const) {
    expect(shown(heldNow)).toBe(shown(plain))
    expect(nextActions(heldNow.standing())).not.toEqual(nextActions(plain.standing()))
  }
})

test('no notice that goes to the customer tells of a hold', () => {
  const scenes = [held(), given(holdProposed()).when(confirm, compliance), held().and(release)]
  const told = scenes.flatMap((scene) => scene.latest.flatMap(({ notices = [] }) => notices))
  expect(told.filter(({ audience }) => audience === 'claimant')).toEqual([])
  const late = held().passes(held().clock('T-siu').dueTarget + 3 * DAY)
  const toCustomer = late.standing().notices.filter(({ audience }) => audience === 'claimant')
  expect(toCustomer.filter(({ facts }) => facts['clock'] === 'T-siu')).toEqual([])
})
