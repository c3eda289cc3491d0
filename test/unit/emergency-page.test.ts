import { expect, test } from 'vitest'

import { measuresOfGrade } from '../../domain/emergency/measures.ts'
import { emergencyPage, shownMeasures } from './emergency-page.ts'

test('the page on emergencies says what the tables say', async () => {
  await expect(emergencyPage()).toMatchFileSnapshot('../../docs/emergency.md')
})

test('every measure has its row on the page', () => {
  expect(shownMeasures.toSorted()).toEqual(Object.keys(measuresOfGrade.I).toSorted())
})
