import { describe, expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { voted, voting } from '../../test/committee-claims.ts'
import * as example from '../../test/example-claims.ts'
import { proven, release, sign } from '../../test/held-claims.ts'
import { DAY } from '../time.ts'
import { advanceNeed } from './authority-need.ts'
import { decide } from './decide.ts'
import { fold } from './evolve.ts'

const approve = { type: 'ApproveProposal' } as const

describe('a refusal for fraud that a supervisor reopens', () => {
  const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' } as const
  const refused = (): Scene =>
    example.deliver(voted(proven().when(sign), 'for', 'for', 'for'), 'refusal').stands('declined')
  const reopened = (): Scene => refused().after(DAY).when(reopen)
  const assessed = (scene: Scene): Scene =>
    scene
      .when({ type: 'AcceptClaim' })
      .when({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] })
      .when(example.assessLoss(250_000))
  const afresh = (scene: Scene): Scene =>
    [0, 1, 2].reduce((before, at) => before.when(voting('for'), person('committee', `per_newly_${at}`)), scene)

  test('#69 what was refused is held again, for the investigator refused it too', () => {
    const scene = reopened()
    scene.happens({ type: 'ClaimReopened' }, { type: 'HoldRaised', n: 2, amountFen: 250_000, because: 'staff' })
    expect(scene.latest[1]?.notices).toMatchObject([{ audience: 'siu-investigator' }])
    const proposed = assessed(scene)
    proposed.when(approve, person('head-office', 'per_a4')).isRefused('HELD')
  })

  test('#69 however little is paid after all, the committee decides with compliance', () => {
    const proposed = assessed(reopened().when(release)).stands('awaiting-approval')
    expect(proposed.standing().stage).toMatchObject({ proposal: { kind: 'pay', payFen: 250_000, requiredLevel: 5 } })
    expect(proposed.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
      { audience: 'compliance', facts: { task: 'countersign what is decided after a refusal for fraud' } },
    ])
    proposed.when(approve, person('head-office', 'per_a4')).isRefused('COUNTERSIGNATURE_MISSING')
    const signed = proposed.when(sign, person('compliance', 'per_second'))
    const barred = signed.when(approve, person('head-office', 'per_a4')).isRefused('AUTHORITY_EXCEEDED')
    expect(barred.refusal?.whoMay).toEqual(['committee (A5)'])
    const paid = afresh(given(signed)).stands('decided')
    expect(paid.standing()).toMatchObject({ refusedForFraud: null, stage: { determination: { kind: 'pay' } } })
  })

  test('#69 a refusal on another ground is theirs as well, and so is an advance', () => {
    const received = reopened()
    const refusal = received.when({ type: 'ProposeDenial', ...example.notCovered })
    expect(refusal.standing().stage).toMatchObject({ proposal: { kind: 'deny', requiredLevel: 5 } })
    refusal.when(approve).isRefused('COUNTERSIGNATURE_MISSING')
    expect(advanceNeed(received.standing(), 1)).toMatchObject({ leastLevel: 5 })
  })

  test('#69 a claim that was refused for something else is decided by its amount', () => {
    const scene = assessed(example.declined().after(DAY).when(reopen))
    expect(scene.standing().stage).toMatchObject({ proposal: { requiredLevel: 1 } })
  })

  test('#69 by rules of before, a claim goes on as it began', () => {
    const old = { ...refused().standing(), rules: 2 }
    const decision = decide(old, { actor: person('supervisor'), command: reopen }, contextAt(old.lastAt + DAY))
    const events = 'events' in decision ? decision.events : []
    expect(events.map(({ type }) => type)).toEqual(['ClaimReopened'])
    expect(fold(old, events).refusedForFraud).toBeUndefined()
  })
})
