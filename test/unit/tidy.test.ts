import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { commandTable } from '../../domain/claim/command-table.ts'
import { exampleOf } from '../example-claims.ts'
import { eventTypes } from './event-types.ts'

/** Folders of our own sources; what stands in others is not ours or is made. */
const folders = ['activities', 'api', 'bench', 'db', 'domain', 'local', 'ops', 'simulators', 'test', 'workflows']

const isSource = (file: string): boolean => file.endsWith('.ts')

const sources = [
  ...readdirSync('.').filter(isSource),
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((file) => join(folder, file)),
  ),
]

const textOf = (file: string): string => readFileSync(file, 'utf8')

test('every status, command and event has its one word in the glossary', () => {
  const words = Array.from(textOf('docs/glossary.md').matchAll(/^\| `([\w-]+)` \|/gm), ([, word]) => word)
  const expected = [...Object.keys(exampleOf), ...Object.keys(commandTable), ...eventTypes()]
  expect(new Set(words)).toEqual(new Set(expected))
  expect(words).toHaveLength(new Set(words).size)
})

/** Tests on the host's clock, and what they stand on: all but those of the pure rules, whose clock stands where it is put. */
const onHostClock =
  /^(activities|api|db|ops|workflows|local|test\/(end-to-end|shell))\/.*\.test\.ts$|^test\/(end-to-end|shell)\//

test('no suite on the host’s clock counts by a calendar that ends: they load one made up around today', () => {
  const counting = sources.filter((file) => onHostClock.test(file) && textOf(file).includes('china-2024-2026'))
  expect(counting.toSorted()).toEqual(standingStill)
})

/** They count from instants of 2026 that stand in them; what the migration brings is held against what is built in. */
const standingStill = ['api/routes/clocks.unit.test.ts', 'db/calendars.test.ts']

test('nothing is left to do without an issue that says so', () => {
  const left = sources.filter((file) => /\b(TODO|FIXME|XXX)\b(?! #\d+)/.test(withoutThisTest(file)))
  expect(left).toEqual([])
})

/** What customers read and what a test or trial holds against it is Chinese by its nature. */
const inChinese = /notice-templates|\.test\.ts$|trial/

test('Chinese stands in the glossary, in docs, templates and doc comments, and in no rule, workflow, activity or table', () => {
  const rules = sources.filter((file) => /^(domain|workflows|activities|db)\//.test(file) && !inChinese.test(file))
  expect(rules.filter((file) => /\p{Script=Han}/u.test(withoutComments(textOf(file))))).toEqual([])
})

test('every file of the domain is reached from a decision, a receipt, a next step, or by somebody outside who asks', () => {
  const reached = new Set<string>()
  const outside = sources.filter((file) => !file.startsWith('domain/') && !file.endsWith('.test.ts'))
  const doors = ['domain/claim/decide.ts', 'domain/claim/learn.ts', 'domain/claim/next-step.ts']
  for (const door of [...doors, ...outside.flatMap(importedBy)]) follow(door, reached)
  const files = sources.filter((file) => file.startsWith('domain/') && !file.endsWith('.test.ts'))
  expect(files.filter((file) => !reached.has(file))).toEqual([])
})

const importedBy = (file: string): readonly string[] =>
  Array.from(textOf(file).matchAll(/from '(\.[^']+)'/g), ([, path = '']) => normalize(join(dirname(file), path)))

function follow(file: string, reached: Set<string>): void {
  if (reached.has(file) || !file.startsWith('domain/')) return
  reached.add(file)
  for (const path of importedBy(file)) follow(path, reached)
}

const withoutThisTest = (file: string): string => (file === 'test/unit/tidy.test.ts' ? '' : textOf(file))

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
