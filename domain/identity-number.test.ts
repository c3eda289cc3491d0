import { expect, test } from 'vitest'
import { ageOn, birthDateIn } from './identity-number.ts'

test.each([
  ['310101201503021234', '2015-03-02'],
  ['31010119900229123X', null],
  ['31010119880229123X', '1988-02-29'],
  ['310101660302123', '1966-03-02'],
  ['G12345678', null],
  ['990001', null],
  ['3101012015030212345', null],
])('the number %s says born on %s', (number, birthDate) => {
  expect(birthDateIn(number)).toBe(birthDate)
})

test('a minor is of age on his eighteenth birthday', () => {
  expect(['2026-03-01', '2026-03-02'].map((day) => ageOn('2008-03-02', day))).toEqual(['minor', 'adult'])
  expect(['2026-02-27', '2026-02-28'].map((day) => ageOn('2008-02-29', day))).toEqual(['minor', 'adult'])
})
