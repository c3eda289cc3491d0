import { expect, test } from 'vitest'
import type { Delegation } from '../delegation.ts'
import { actingApprovers } from './acting-approvers.ts'
import type { DutyRoster } from './roster.ts'

const day = '2026-03-02'
const held = (role: 'approver' | 'supervisor' | 'branch-head', personId: string) => ({
  role,
  personId,
  from: '2026-01-01',
})
const away = (personId: string) => ({ personId, standInId: 'per_standin', from: day, to: day })
const roster = (standIns: DutyRoster['standIns'] = []): DutyRoster => ({
  duties: [held('approver', 'per_a1'), held('supervisor', 'per_a2'), held('branch-head', 'per_a3')],
  standIns,
})

const lent: Delegation = {
  fromPersonId: 'per_a2',
  fromLevel: 2,
  fromBranch: '310000',
  toPersonId: 'per_he',
  kinds: ['payment'],
  from: day,
  to: day,
}

const who = (level: 1 | 2 | 3 | 4 | 5, standIns: DutyRoster['standIns'] = [], delegations: Delegation[] = []) =>
  actingApprovers({ level, kinds: ['payment'], day, rosters: [roster(standIns)], delegations }).map(
    ({ level: step, role, personId, onBehalfOf }) =>
      `A${step} ${personId ?? role}${onBehalfOf ? ` for ${onBehalfOf}` : ''}`,
  )

test('#29 a decision waits for the holder of the lowest step that suffices, and whoever stands above may take it', () => {
  expect(who(2)).toEqual(['A2 per_a2', 'A3 per_a3', 'A4 head-office'])
})

test('#29 while he is away it waits for whom he lent it to, else for the next step up, never for one below', () => {
  expect(who(2, [away('per_a2')], [lent])).toEqual(['A2 per_he for per_a2', 'A3 per_a3', 'A4 head-office'])
  expect(who(2, [away('per_a2')])).toEqual(['A3 per_a3', 'A4 head-office'])
  expect(who(2, [away('per_a2'), away('per_he')], [lent])).toEqual(['A3 per_a3', 'A4 head-office'])
  expect(who(3, [away('per_a3')], [{ ...lent, fromPersonId: 'per_a3', fromLevel: 2 }])).toEqual(['A4 head-office'])
})

test('#29 a committee decides together: nobody is named for it', () => {
  expect(who(5)).toEqual(['A5 committee'])
})
