import { expect, test } from 'vitest'
import { openPace } from './telling-pace.ts'

const bounds = { atMost: 3, patienceMs: 1_000 }
const lengths = (of: Readonly<Record<string, number>>): ReadonlyMap<string, number> => new Map(Object.entries(of))

test('so many may be told as are not awaited, and whoever has recorded something since is awaited no more', () => {
  const pace = openPace(bounds)
  expect(pace.room(lengths({}), 0)).toBe(3)
  for (const claimId of ['clm_1', 'clm_2', 'clm_3']) pace.told(claimId, 7, 0)
  expect(pace.room(lengths({ clm_1: 7, clm_2: 7, clm_3: 7 }), 100)).toBe(0)
  expect(pace.room(lengths({ clm_1: 8, clm_2: 7, clm_3: 9 }), 200)).toBe(2)
  expect(pace.awaited()).toEqual(['clm_2'])
})

test('a claim that records nothing, for it had heard it, is awaited for so long and no longer', () => {
  const pace = openPace(bounds)
  pace.told('clm_1', 7, 0)
  pace.told('clm_2', 7, 500)
  expect(pace.room(lengths({ clm_1: 7, clm_2: 7 }), 999)).toBe(1)
  expect(pace.room(lengths({ clm_1: 7, clm_2: 7 }), 1_000)).toBe(2)
  expect(pace.awaited()).toEqual(['clm_2'])
})

test('a claim nobody knows anything of is awaited like one that records nothing', () => {
  const pace = openPace(bounds)
  pace.told('clm_1', 7, 0)
  expect(pace.room(lengths({}), 999)).toBe(2)
  expect(pace.room(lengths({}), 1_000)).toBe(3)
})
