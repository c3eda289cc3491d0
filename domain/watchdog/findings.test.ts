import { describe, expect, test } from 'vitest'

import type { Clock } from '../clocks/clock.ts'
import { HOUR, MINUTE } from '../time.ts'
import type { Watched, WatchedClaim } from './findings.ts'
import { bankGraceMs, breachedClocks, escalatedClocks, findSilence, graceMs, receiptGraceMs } from './findings.ts'

const due = Date.UTC(2026, 4, 12, 4)
const nothing: Watched = { claims: [], clocks: [], starts: [], receipts: [] }

const claim = (lateMs: number, summary = 'offer: silence is agreement'): WatchedClaim => ({
  claimId: 'clm_a',
  status: 'offered',
  now: due + lateMs,
  nextDeadline: { at: due, summary },
})

const c02: Clock = {
  id: 'C02',
  n: 1,
  state: 'running',
  startedAt: due - 48 * HOUR,
  length: 48,
  dueTarget: due,
  dueLegal: due,
  provisional: false,
  ruleVersion: 1,
  calendarVersion: 'cn-2026-1',
  pauses: [],
  escalations: [{ level: 'at-risk', at: due - 10 * HOUR }],
}

const missedBy = (clock: Partial<Clock>, lateMs = graceMs + 1): readonly string[] => {
  const watched = {
    claimId: 'clm_a',
    status: 'received',
    now: due + lateMs,
    rules: 1,
    clock: { ...c02, ...clock },
  } as const
  return findSilence({ ...nothing, clocks: [watched] }).flatMap(({ missing }) => missing)
}

const isDue = 'C02 acceptance answer to the customer: due'
const isBreached = 'C02 acceptance answer to the customer: breach'

describe('a claim that waits', () => {
  test('is found once its deadline is over by more than a minute of its own clock', () => {
    expect(findSilence({ ...nothing, claims: [claim(graceMs)] })).toEqual([])
    expect(findSilence({ ...nothing, claims: [claim(graceMs + 1)] })).toEqual([
      {
        key: 'CLAIM_SILENT/clm_a',
        alert: 'CLAIM_SILENT',
        claimId: 'clm_a',
        status: 'offered',
        missing: ['offer: silence is agreement'],
        dueAt: due,
        lateMs: graceMs + 1,
        todo: expect.stringContaining('npm run ops -- rebuild clm_a'),
      },
    ])
  })

  test('for the bank is given the time a bank may need', () => {
    const asking = 'payment 1: ask the bank'
    expect(findSilence({ ...nothing, claims: [claim(bankGraceMs, asking)] })).toEqual([])
    expect(findSilence({ ...nothing, claims: [claim(bankGraceMs + 1, asking)] })).toMatchObject([{ missing: [asking] }])
    expect(findSilence({ ...nothing, claims: [claim(graceMs + 1, 'payment 1: outcome unknown')] })).toHaveLength(1)
  })

  test('is one finding however many rows tell of it, and each deadline is named once, the earliest first', () => {
    const early = { ...claim(2 * HOUR, isDue), status: 'received' } as const
    const clock = { claimId: 'clm_a', status: 'received', now: due + 2 * HOUR, rules: 1, clock: c02 } as const
    const found = findSilence({
      ...nothing,
      claims: [{ ...early, nextDeadline: { at: due - 1, summary: isDue } }],
      clocks: [clock],
    })
    expect(found).toMatchObject([{ missing: [isDue, isBreached], dueAt: due - 1, lateMs: 2 * HOUR + 1 }])
  })
})

describe('a clock', () => {
  test('past due without its events is found, not a moment before its grace is over', () => {
    expect(missedBy({}, graceMs)).toEqual([])
    expect(missedBy({})).toEqual([isDue, isBreached])
  })

  test('whose events stand is no finding, however late it is', () => {
    const escalations = [...c02.escalations, { level: 'due', at: due }, { level: 'breach', at: due }] as const
    expect(missedBy({ state: 'breached', escalations }, 900 * HOUR)).toEqual([])
  })

  test('that told it was due and not that it is breached is found', () => {
    expect(missedBy({ escalations: [{ level: 'due', at: due }] })).toEqual([isBreached])
  })

  test('of the law is breached at the last lawful instant, not when it was due', () => {
    const rolled = { id: 'C06', dueLegal: due + 24 * HOUR, escalations: [] } as const
    expect(missedBy(rolled)).toEqual([expect.stringMatching(/^C06 .*: due$/)])
    expect(missedBy(rolled, 25 * HOUR)).toEqual([expect.stringMatching(/: due$/), expect.stringMatching(/: breach$/)])
  })

  test.each<Partial<Clock>>([
    { state: 'paused' },
    { state: 'met', endedAt: due - HOUR },
    { state: 'breached-then-met', endedAt: due + HOUR },
    { state: 'void', endedAt: due, voidReason: 'withdrawn' },
    { id: 'C14' },
  ])('that owes no event is no finding: %j', (clock) => {
    expect(missedBy(clock, 900 * HOUR)).toEqual([])
  })
})

test('the clocks asked for are those that leave events', () => {
  expect(escalatedClocks).toEqual(expect.arrayContaining(['C01', 'C02', 'C06']))
  expect(escalatedClocks).not.toContain('C14')
  expect(breachedClocks.filter((id) => !escalatedClocks.includes(id))).toEqual([])
})

test('an intake that is not started is found after a minute', () => {
  const waiting = (waitedMs: number) => findSilence({ ...nothing, starts: [{ claimId: 'clm_b', waitedMs }] })
  expect(waiting(graceMs)).toEqual([])
  expect(waiting(graceMs + 1)).toMatchObject([{ alert: 'START_OVERDUE', claimId: 'clm_b', lateMs: MINUTE + 1 }])
})

test.each(['clm_c', null])('a receipt nobody was handed is found after two minutes, of claim %s', (claimId) => {
  const waiting = (waitedMs: number) =>
    findSilence({ ...nothing, receipts: [{ source: 'bank', eventId: 'evt-1', claimId, waitedMs }] })
  expect(waiting(receiptGraceMs)).toEqual([])
  expect(waiting(receiptGraceMs + 1)).toMatchObject([
    { key: 'RECEIPT_OVERDUE/bank/evt-1', claimId, todo: expect.stringContaining(claimId ?? 'bank/evt-1') },
  ])
})
