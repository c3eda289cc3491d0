import { expect, test } from 'vitest'

import { declareStorm, openScene, regrade, reportStorm } from '../../test/example-emergency.ts'
import { foldEmergency } from './event-evolve.ts'

/** Declared at the level the regulator has set. */
const bound = openScene()
  .ask(reportStorm)
  .ask({ ...declareStorm, regulatorLevel: 'I' })

test('the level the regulator has set before binds a new level that does not name his', () => {
  expect(bound.refusal(regrade('III'))).toMatchObject({ code: 'LEVEL_BELOW_REGULATOR', field: '/level' })
  expect(bound.ask(regrade('I')).refusal(regrade('II'))).toMatchObject({ code: 'LEVEL_BELOW_REGULATOR' })
})

test('the regulator may set another level, and that one binds from then on', () => {
  const lower = bound.ask({ ...regrade('II'), regulatorLevel: 'II' })
  expect(lower.emergency).toMatchObject({ level: 'II', regulatorLevel: 'II' })
  expect(lower.ask(regrade('I')).refusal(regrade('III'))).toMatchObject({ code: 'LEVEL_BELOW_REGULATOR' })
})

test('a level that was recorded without his does not make him forgotten', () => {
  const [, , set] = bound.ask(regrade('I')).past
  if (set?.type !== 'LevelSet') throw new Error('the third event sets the level')
  expect(foldEmergency(bound.emergency, [{ ...set, regulatorLevel: null }])).toMatchObject({ regulatorLevel: 'I' })
})
