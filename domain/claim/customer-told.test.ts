import { expect, test } from 'vitest'

import { toldByStatus, untoldByStatus } from '../../test/unit/notice-laws.ts'
import { transitions } from './transitions.ts'

test('of every event that changes the status the customer is told, or there is a reason why not', () => {
  const changing = [...new Set(transitions.map(({ by }) => by))].toSorted()
  const answered = [...Object.keys(toldByStatus), ...Object.keys(untoldByStatus)].toSorted()
  expect(answered).toEqual(changing)
})
