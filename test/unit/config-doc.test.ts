import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { isSecret, variables } from '../../config.ts'

const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')

/** Name of the variable, processes it is told to, whether it is a secret. */
type Row = readonly [name: string, processes: string, secret: boolean]

const documented: Row[] = [...page.matchAll(/^\| `([A-Z_]+)` \| ([a-z, ]+) \|[^|]*\| (.*) \|$/gm)].map(
  ([, name = '', processes = '', meaning = '']) => [name, processes, meaning.startsWith('*secret*')],
)

function read(): Row[] {
  const names = new Set(Object.values(variables).flatMap((shape) => Object.keys(shape)))
  return [...names].map((name) => {
    const readers = Object.entries(variables).filter(([, shape]) => name in shape)
    const fields = readers.map(([, shape]) => shape[name as keyof typeof shape])
    return [name, readers.map(([process]) => process).join(', '), fields.some(isSecret)]
  })
}

test('the operating notes list every variable with its processes, and no other', () => {
  expect(sorted(documented)).toEqual(sorted(read()))
})

test('no variable is listed twice', () => {
  const names = documented.map(([name]) => name)
  expect(names).toEqual([...new Set(names)])
})

const sorted = (rows: readonly Row[]): Row[] => rows.toSorted(([a], [b]) => a.localeCompare(b))
