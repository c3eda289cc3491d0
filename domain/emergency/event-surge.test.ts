import { expect, test } from 'vitest'

import { declared } from '../../test/example-emergency.ts'
import { surgesIn } from './event-surge.ts'

const storm = { zone: '4101', cause: 'rainstorm', lastHour: 20, dayBefore: 96 } as const

test('twenty reports in an hour, five times the usual, propose an event', () => {
  expect(surgesIn([storm], [])).toEqual([storm])
  expect(surgesIn([{ ...storm, lastHour: 19 }], [])).toEqual([])
  expect(surgesIn([{ ...storm, dayBefore: 97 }], [])).toEqual([])
})

test('where an emergency runs about this peril already nothing is proposed', () => {
  const { emergency } = declared()
  const running = emergency?.word ? [emergency.word] : []
  expect(surgesIn([storm], running)).toEqual([])
  expect(surgesIn([{ ...storm, cause: 'theft' }], running)).toHaveLength(1)
  expect(surgesIn([{ ...storm, zone: '4102' }], running)).toHaveLength(1)
})
