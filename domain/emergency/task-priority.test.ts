import { expect, test } from 'vitest'
import { eventLevels } from './grades.ts'
import { taskPriority, turnOf } from './task-priority.ts'

test('every province has its own turn, and its events another one with more turns the higher their level', () => {
  expect(turnOf('410105', null)).toEqual({ fairnessKey: '41', fairnessWeight: 1 })
  expect(turnOf('330100', null).fairnessKey).toBe('33')
  expect(eventLevels.map((level) => turnOf('410105', level))).toEqual([
    { fairnessKey: '41-event', fairnessWeight: 2 },
    { fairnessKey: '41-event', fairnessWeight: 4 },
    { fairnessKey: '41-event', fairnessWeight: 8 },
  ])
})

test('no event goes strictly first, so that no ordinary claim starves behind it', () => {
  const keys = ([null, ...eventLevels] as const).map((level) => taskPriority(turnOf('41', level), false).priorityKey)
  expect(new Set(keys)).toEqual(new Set([3]))
})

test('one claim in the green channel goes first', () => {
  expect(taskPriority(turnOf('410105', null), true)).toEqual({ priorityKey: 2, fairnessKey: '41', fairnessWeight: 1 })
})
