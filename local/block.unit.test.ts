import { execFileSync } from 'node:child_process'

import { expect, test } from 'vitest'

import { quote, renderBlock, tokenVariable, urlsOf } from './block.ts'
import { readOptions } from './options.ts'
import { localRoleNames } from './roles.ts'
import { layOutState } from './state-folder.ts'

const state = layOutState("/home/li/it's 理赔/.lipei")
const block = renderBlock({
  urls: urlsOf(readOptions(['--api-port=8081'], {})),
  state,
  projectFolder: "/home/li/it's 理赔",
  startedInMs: 2_345,
})

test('the block shows addresses, places and a token for every role', () => {
  for (const words of [
    'http://127.0.0.1:8081',
    '/docs',
    'http://127.0.0.1:8233',
    '8094/alerts',
    state.logs,
    'ready in 2.3 s',
  ]) {
    expect(block).toContain(words)
  }
  for (const role of localRoleNames) expect(block).toContain(`$${tokenVariable(role)} `)
})

test('both commands are whole lines that a shell reads as meant', () => {
  const commands = block
    .replaceAll('\\\n', '')
    .split('\n')
    .filter((line) => line.startsWith('  curl '))
  expect(commands).toHaveLength(2)
  const script = `cat() { echo "token-of:$1"; }; curl() { printf '%s\\n' "$@"; }; ${commands.join(';')}`
  const words = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\n')
  expect(words).toContain(`Authorization: Bearer token-of:${state.tokens}/integrator`)
  expect(words).toContain(`Authorization: Bearer token-of:${state.tokens}/supervisor`)
  expect(words).toContain("@/home/li/it's 理赔/examples/motor.json")
})

test('with a server of somebody else there is no UI of ours', () => {
  const urls = urlsOf(readOptions([], { TEMPORAL_ADDRESS: 'temporal.example:7233' }))
  expect(urls).toMatchObject({ Temporal: 'temporal.example:7233' })
  expect(urls).not.toHaveProperty('Temporal UI')
})

test('a word is quoted only where the shell would read it otherwise', () => {
  expect(quote('/tmp/a-b_c.json')).toBe('/tmp/a-b_c.json')
  expect(quote("it's")).toBe(String.raw`'it'\''s'`)
})
