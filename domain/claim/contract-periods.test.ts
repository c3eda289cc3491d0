import { describe, expect, test } from 'vitest'
import { contextAt, monday } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { receivedAt } from '../../test/claim-clock-examples.ts'
import { DAY, endOfDay } from '../time.ts'
import { clockChanges } from './clock-changes.ts'

const { received } = example

describe('the periods of a contract', () => {
  test('C06 and C10 run as long as the contract says, where that is shorter', () => {
    const contract: Example = { policy: { contractPeriods: { determinationDays: 20, paymentDays: 5 } } }
    expect(received(contract).clock('C06')).toMatchObject({ length: 20, dueTarget: endOfDay('2026-03-22') })
    expect(example.agreed(contract).clock('C10')).toMatchObject({ length: 5, dueTarget: endOfDay('2026-03-07') })
  })

  test('a contract that becomes known later shortens what runs, breached at once where that is past', () => {
    const pending = given(received({ policy: 'pending' })).passes(receivedAt + 25 * DAY)
    const terms = { contractPeriods: { determinationDays: 20 } }
    const known = pending.learns(example.policyAnswer(pending, terms))
    expect(known.clock('C06')).toMatchObject({ state: 'breached', length: 20, startedAt: receivedAt })
    const early = received({ policy: 'pending' }).after(DAY)
    expect(early.learns(example.policyAnswer(early, terms)).clock('C06')).toMatchObject({
      length: 20,
      state: 'running',
    })
  })

  test('a longer one is ignored, unless compliance lets it bind; it never lengthens what runs', () => {
    const contract: Example = { policy: { contractPeriods: { determinationDays: 60, paymentDays: 30 } } }
    expect([received(contract).clock('C06').length, example.agreed(contract).clock('C10').length]).toEqual([30, 10])
    const enabled = contextAt(monday)
    const context = { ...enabled, policy: { ...enabled.policy, longerContractPeriods: true } }
    const filed = { type: 'ClaimFiled', filing: { receivedAt: monday }, documents: [] } as const
    const begun = clockChanges(example.reported(contract).standing(), filed, monday, context)
    expect(begun.find(({ id }) => id === 'C06')?.length).toBe(60)
    const pending = received({ policy: 'pending' })
    const found = example.policyAnswer(pending, { contractPeriods: { determinationDays: 60 } })
    expect(pending.learns(found).clock('C06').length).toBe(30)
  })
})
