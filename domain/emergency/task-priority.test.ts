import { expect, test } from 'vitest'
import { eventLevels } from './grades.ts'
import type { TaskTurn } from './task-priority.ts'
import { taskPriority, turnAmong } from './task-priority.ts'

const inEvent = (level: (typeof eventLevels)[number]): TaskTurn => turnAmong('410105', [{ state: 'active', level }])

test('every province has its own turn, and its events another one with more turns the higher their level', () => {
  expect(turnAmong('410105', [])).toEqual({ fairnessKey: '41', fairnessWeight: 1 })
  expect(turnAmong('330100', []).fairnessKey).toBe('33')
  expect(eventLevels.map(inEvent)).toEqual([
    { fairnessKey: '41-event', fairnessWeight: 2 },
    { fairnessKey: '41-event', fairnessWeight: 4 },
    { fairnessKey: '41-event', fairnessWeight: 8 },
  ])
})

test('of several events the highest level that runs gives the turn, and the last that ends takes it back', () => {
  const both = [
    { state: 'active', level: 'III' },
    { state: 'active', level: 'I' },
  ] as const
  expect(turnAmong('410105', both)).toEqual(inEvent('I'))
  expect(turnAmong('410105', [both[0], { state: 'ended', level: 'I' }])).toEqual(inEvent('III'))
  expect(turnAmong('410105', [{ state: 'ended', level: 'I' }])).toEqual(turnAmong('410105', []))
})

test('no event goes strictly first, so that no ordinary claim starves behind it', () => {
  const turns = [turnAmong('410105', []), ...eventLevels.map(inEvent)]
  expect(new Set(turns.map((turn) => taskPriority(turn, false).priorityKey))).toEqual(new Set([3]))
})

test('one claim in the green channel goes first', () => {
  expect(taskPriority(turnAmong('410105', []), true)).toEqual({ priorityKey: 2, fairnessKey: '41', fairnessWeight: 1 })
})
