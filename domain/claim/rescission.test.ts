import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { serve, undisclosed, youngPolicy } from '../../test/held-claims.ts'
import { DAY, HOUR, startOfDay } from '../time.ts'

const refusal = { type: 'ProposeRefusal', ...example.notCovered, ground: 'non-disclosure' } as const
const reviewed = (): Scene => given(example.reviewing(youngPolicy))
const isServed = (scene: Scene): boolean => scene.standing().disclosure?.rescission !== undefined

describe('what was not disclosed', () => {
  test('#25 refusing for it without having rescinded fails (interpretation II art. 8)', () => {
    reviewed().when(refusal).isRefused('GROUND_CONDITION_UNMET')
    reviewed().and(undisclosed).when(refusal).isRefused('GROUND_CONDITION_UNMET')
    reviewed().and(undisclosed, serve).when(refusal).happens({ type: 'RefusalProposed' })
  })

  test('#9 at acceptance it is the same decision', () => {
    const denial = { type: 'ProposeDenial', ...example.notCovered, ground: 'non-disclosure' } as const
    given(example.received(youngPolicy)).when(denial).isRefused('GROUND_CONDITION_UNMET')
    given(example.received(youngPolicy)).and(undisclosed, serve).when(denial).happens({ type: 'RefusalProposed' })
  })

  test('thirty natural days run from the day it became known, whoever knew it', () => {
    expect(reviewed().and(undisclosed).clock('C25')).toMatchObject({
      state: 'running',
      dueTarget: startOfDay('2026-04-02'),
    })
    const earlier = reviewed().and({ ...undisclosed, ageMs: 10 * DAY })
    expect(earlier.clock('C25').dueTarget).toBe(startOfDay('2026-03-23'))
    earlier.when({ ...undisclosed, ageMs: 10 * DAY }).isRefused('NON_DISCLOSURE_KNOWN')
  })

  test('it is on record with the papers that show what was asked and answered', () => {
    reviewed()
      .when({ ...undisclosed, evidence: [] })
      .isRefused('EVIDENCE_MISSING')
    reviewed()
      .when({ ...undisclosed, evidence: ['doc_none'] })
      .isRefused('EVIDENCE_UNKNOWN')
    reviewed()
      .when({ ...undisclosed, ageMs: -1 })
      .isRefused('IN_THE_FUTURE')
  })
})

describe('the notice of rescission', () => {
  test('served in time it meets its clock, on the day it was served', () => {
    const served = reviewed()
      .and(undisclosed)
      .after(3 * DAY)
      .and({ ...serve, ageMs: DAY })
    expect(served.clock('C25').state).toBe('met')
    expect(served.standing().disclosure?.rescission).toEqual({
      servedAt: served.now - DAY,
      servedBy: 'per_supervisor',
      reference: 'EMS-1',
    })
  })

  test('after thirty days the ground is lost, on the last of them it is not', () => {
    const known = reviewed().and(undisclosed)
    const { dueTarget } = known.clock('C25')
    known.at(dueTarget).when(serve).isRefused('GROUND_LOST')
    expect(isServed(known.at(dueTarget - 1).when(serve))).toBe(true)
  })

  test('recorded late, it counts from when it was served', () => {
    const known = reviewed().and(undisclosed)
    const { dueTarget } = known.clock('C25')
    const late = known.at(dueTarget + DAY).when({ ...serve, ageMs: 2 * DAY })
    expect(late.when(refusal).standing().stage.status).toBe('awaiting-approval')
  })

  test('after two years of the contract it is barred', () => {
    const old = (effectiveFrom: string): Scene =>
      given(example.reviewing({ policy: { effectiveFrom } })).and(undisclosed)
    old('2024-03-02').when(serve).happens({ type: 'RescissionServed' })
    old('2024-03-01').when(serve).isRefused('GROUND_LOST')
    given(example.reviewing()).and(undisclosed).when(serve).isRefused('GROUND_LOST')
  })

  test('compulsory motor: the policyholder has five days to make good first', () => {
    const motor = { line: 'motor-compulsory', effectiveFrom: '2025-06-01' } as const
    const known = given(example.reviewing({ policy: motor })).and(undisclosed)
    known.when(serve).isRefused('GROUND_LOST')
    expect(isServed(known.after(6 * DAY).when(serve))).toBe(true)
  })

  test('a late one is told to compliance and head office, never to the customer', () => {
    const late = reviewed().and(undisclosed)
    const passed = late.passes(late.clock('C25').dueLegal)
    const told = passed.latest.flatMap(({ notices = [] }) => notices).filter(({ facts }) => facts['clock'] === 'C25')
    const audiences = new Set(told.map(({ audience }) => audience))
    expect([...audiences]).toEqual(expect.arrayContaining(['supervisor', 'compliance', 'head-office']))
    expect(audiences.has('claimant')).toBe(false)
  })
})

describe('what is due although the claim is refused (Insurance Law 43 to 45)', () => {
  const due = { ...example.notCovered, stillDueFen: 12_000 } as const
  const declined = (): Scene =>
    example.deliver(
      given(example.reviewing()).and({ type: 'ProposeRefusal', ...due }, { type: 'ApproveProposal' }),
      'refusal',
    )

  test('#32 is owed with the notice of refusal and paid like a benefit', () => {
    const told = declined()
    told.stands('agreed')
    expect(told.standing().stage).toMatchObject({ determination: { kind: 'refuse', payFen: 0, stillDueFen: 12_000 } })
    const paying = told.when(example.freezePayees('pty_a'))
    expect(paying.standing().payments).toMatchObject([{ amountFen: 12_000 }])
  })

  test('#28 takes the authority for both amounts', () => {
    const large = { ...due, stillDueFen: 2_000_001 }
    const proposed = given(example.reviewing()).and({ type: 'ProposeRefusal', ...large })
    expect(proposed.standing().stage).toMatchObject({ proposal: { requiredLevel: 2 } })
  })

  test('#28 what was paid before counts with it, when it is routed as when it is decided', () => {
    const back = given(example.closed())
      .after(HOUR)
      .and(
        { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' },
        { type: 'AcceptClaim' },
      )
    const routed = (stillDueFen: number): unknown =>
      back.when({ type: 'ProposeRefusal', ...due, stillDueFen }).standing().stage
    expect(routed(9_750_000)).toMatchObject({ proposal: { requiredLevel: 2 } })
    expect(routed(9_750_001)).toMatchObject({ proposal: { requiredLevel: 3 } })
  })

  test('#25 an amount that is none is refused by its field', () => {
    const wrong = given(example.reviewing()).when({ type: 'ProposeRefusal', ...due, stillDueFen: -1 })
    wrong.isRefused('AMOUNT_NOT_FEN')
    expect(wrong.refusal?.field).toBe('/stillDueFen')
  })
})
