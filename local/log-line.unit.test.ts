import { expect, test } from 'vitest'

import { readableLine } from './log-line.ts'

test('of a JSON line its level, its message and its error are told, and nothing else', () => {
  const time = '2026-11-22T12:00:00.000Z'
  const err = {
    name: 'Error',
    code: 'ECONNREFUSED',
    stack: ['at connect'],
    cause: { name: 'TypeError', message: 'no' },
  }
  expect(readableLine(JSON.stringify({ level: 40, time, service: 'lipei-worker', err, msg: 'waiting' }))).toBe(
    'warn: waiting: Error ECONNREFUSED, caused by TypeError no',
  )
  expect(readableLine(JSON.stringify({ level: 'error', ts: time, msg: 'stop', error: 'disk full' }))).toBe(
    'error: stop: disk full',
  )
})

test('of a line of PostgreSQL the words remain', () => {
  const line = '2026-11-22 12:00:00.123 UTC [4711] FATAL:  terminating connection due to unexpected postmaster exit'
  expect(readableLine(line)).toBe('FATAL:  terminating connection due to unexpected postmaster exit')
})

test('a line without words is left out', () => {
  for (const line of [
    '',
    '  ',
    '    at run (file.ts:1:1)',
    'Node.js v22.1.0',
    '{"level":30,"route":"/livez","status":200}',
  ])
    expect(readableLine(line)).toBeUndefined()
})

test('any other line is told as it stands', () => {
  for (const line of ['Error: the environment is incomplete', '{not JSON', '[1]']) expect(readableLine(line)).toBe(line)
})
