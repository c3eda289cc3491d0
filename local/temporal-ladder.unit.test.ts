import { expect, test } from 'vitest'

import { isGoNewEnough } from './temporal-build.ts'
import { findTemporalBinary, isServerNewEnough, type Ladder, type Rung, serverVersionOf } from './temporal-ladder.ts'

const miss =
  (why: string): Rung =>
  () =>
    Promise.resolve({ why })
const hit =
  (path: string): Rung =>
  () =>
    Promise.resolve({ path })
const nothing: Ladder = {
  onPath: miss('no temporal on PATH'),
  cached: miss('nothing cached'),
  downloaded: miss('the download did not answer'),
  built: miss('no Go toolchain'),
}

test('the first rung that holds is taken and no later one is tried', async () => {
  const tooFar: Rung = () => Promise.reject(new Error('was tried'))
  await expect(
    findTemporalBinary({ ...nothing, cached: hit('/cache/t'), downloaded: tooFar, built: tooFar }),
  ).resolves.toBe('/cache/t')
})

test('the Go build is the last resort', async () => {
  await expect(findTemporalBinary({ ...nothing, built: hit('/built/t') })).resolves.toBe('/built/t')
})

test('when nothing holds, every reason and every way out is named', async () => {
  const failure = findTemporalBinary(nothing)
  for (const words of [
    'no temporal on PATH',
    'nothing cached',
    'did not answer',
    'no Go toolchain',
    'Go 1.26.8',
    'TEMPORAL_ADDRESS=',
  ]) {
    await expect(failure).rejects.toThrow(words)
  }
})

test('the server version is read from what the CLI prints', () => {
  expect(serverVersionOf('temporal version 1.8.2 (Server 1.32.1, UI 2.50.1)')).toBe('1.32.1')
  expect(serverVersionOf('temporal version 0.0.0-DEV (Server 1.32.1, UI 2.50.1)')).toBe('1.32.1')
  expect(serverVersionOf('something else')).toBeUndefined()
})

test.each([
  ['1.31.2', false],
  ['1.9.0', false],
  ['1.32.0', true],
  ['1.32.1', true],
  ['1.40.0', true],
  ['2.0.0', true],
])('server %s is new enough: %s', (version, isEnough) => {
  expect(isServerNewEnough(version)).toBe(isEnough)
})

test.each([
  ['go1.20.14', false],
  ['go1.21.0', true],
  ['go1.26.8', true],
  ['go1.27rc1', true],
  ['devel', false],
])('%s can build it: %s', (version, isEnough) => {
  expect(isGoNewEnough(version)).toBe(isEnough)
})
