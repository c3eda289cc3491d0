import { expect, test, vi } from 'vitest'

import { fold } from '../domain/claim/evolve.ts'
import { system } from '../domain/claim/unfold.ts'
import { currentRules } from '../domain/rules.ts'
import { inputFor } from '../test/shell/claim-desk.ts'
import { carry, contextNow, openShell } from './shell.ts'

vi.mock('../domain/rules.ts', () => import('../test/unit/next-rules.ts'))

const input = inputFor('clm_019cabcd0000700080000000000000a1', {})
const claim = { ...fold(null, input.events), rules: 1 }
const carried = { claim, receipts: [], effectsDone: [], aheadMs: 0 }

test('a run that continues another is raised to the rules it was begun with, by an event of its own', () => {
  const shell = openShell({ ...input, events: [], carried: { ...carried, rules: currentRules } })
  expect(shell.claim.rules).toBe(currentRules)
  expect(shell.unrecorded).toMatchObject([{ type: 'RulesRaised', rules: currentRules, by: { id: 'system' } }])
})

test('a run begun by version 1 stays with it, though the build knows newer ones', () => {
  const shell = openShell({ ...input, events: [], carried: { ...carried, rules: 1 } })
  expect([shell.claim.rules, shell.unrecorded]).toEqual([1, []])
})

test('what a run hands on names the version its build goes by', () => {
  const shell = openShell({ ...input, events: [], carried: { ...carried, rules: 1 } })
  expect(carry(shell)).toMatchObject({ rules: currentRules, claim: { rules: 1 } })
})

test('a run counts by the calendar the claim was told of, whichever it was given: continued as new or folded from the log', () => {
  const told = { ...input.calendar, version: 'cn-told', edition: 7 }
  const event = {
    type: 'CalendarChanged',
    version: told.version,
    calendar: told,
    at: claim.lastAt,
    by: system,
  } as const
  const events = [...input.events, event]
  const continued = { ...carried, claim: fold(claim, [event]), rules: 1 }
  expect(contextNow(openShell({ ...input, events: [], carried: continued })).calendar).toEqual(told)
  expect(contextNow(openShell({ ...input, events })).calendar).toEqual(told)
  const newer = { ...told, version: 'cn-newer', edition: 8 }
  expect(contextNow(openShell({ ...input, events, calendar: newer })).calendar).toEqual(newer)
})
