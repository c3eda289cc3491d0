import { expect, test } from 'vitest'
import { taskPriority } from './task-priority.ts'

test('every province has its own turn, and its events another one with more turns the higher their level', () => {
  expect(taskPriority('410105', null)).toEqual({ priorityKey: 3, fairnessKey: '41', fairnessWeight: 1 })
  expect(taskPriority('330100', null).fairnessKey).toBe('33')
  expect(taskPriority('410105', 'III')).toEqual({ priorityKey: 3, fairnessKey: '41-event', fairnessWeight: 2 })
  expect(taskPriority('410105', 'II').fairnessWeight).toBe(4)
  expect(taskPriority('410105', 'I').fairnessWeight).toBe(8)
})

test('no event goes strictly first, so that no ordinary claim starves behind it', () => {
  const keys = ([null, 'III', 'II', 'I'] as const).map((grade) => taskPriority('410105', grade).priorityKey)
  expect(new Set(keys)).toEqual(new Set([3]))
})

test('one claim in the green channel goes first', () => {
  expect(taskPriority('410105', 'G')).toEqual({ priorityKey: 2, fairnessKey: '41', fairnessWeight: 1 })
})
