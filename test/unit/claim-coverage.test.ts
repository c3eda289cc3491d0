import { expect, test } from 'vitest'
import type { Coverage } from './claim-coverage.ts'
import { missedCodes, missedPairs, nothingMet, simulate, undoneCommands } from './claim-coverage.ts'

/** The same lives every time; `npm run simulate -- --seed` lives others. */
const seed = 20_261_128
const least = 10
const mostLives = 4_000
let refused: Coverage['refused'] = new Map()

test('in long sensible lives every command is asked ten times in every status that accepts it, and done ten times', () => {
  const coverage = simulate({ mode: 'deep', seed, lives: 200, atMost: mostLives, least })
  refused = coverage.refused
  expect(missedPairs('deep', coverage, least), `pairs met less than ${least} times, seed ${seed}`).toEqual([])
  expect(undoneCommands(coverage, least), `commands done less than ${least} times, seed ${seed}`).toEqual([])
}, 300_000)

test('hostile people ask every command ten times in every status, bent in every way, and no law breaks', () => {
  const coverage = simulate({ mode: 'adversarial', seed, lives: 200, atMost: mostLives, least }, nothingMet(refused))
  expect(missedPairs('adversarial', coverage, least), `pairs met less than ${least} times, seed ${seed}`).toEqual([])
}, 300_000)

test('every refusal of the core is met by somebody', () => {
  expect(missedCodes({ refused }), `codes nobody met, seed ${seed}`).toEqual([])
})

test('a life is told again by its seed', () => {
  const [once, twice] = [1, 2].map(() => simulate({ mode: 'deep', seed: 5, lives: 4, least: 10 }))
  expect(once).toEqual(twice)
})

test('what is missed is named', () => {
  const coverage = simulate({ mode: 'deep', seed: 5, lives: 1, least: 10 })
  expect(missedPairs('deep', coverage, 1)).toContain('closed ReopenClaim: 0')
  expect(undoneCommands(coverage, 1)).toContain('ReopenClaim: 0')
  expect(missedCodes(coverage)).toContain('DOUBLE_VOTE')
})
