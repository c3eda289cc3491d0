import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const { dependencies, devDependencies, overrides } = JSON.parse(read('package.json')) as Record<string, object>

test.each([
  ['At run time', dependencies],
  ['To develop', devDependencies],
  ['Overrides', overrides],
])('docs/dependencies.md says under "%s" why each package is here', (heading, packages) => {
  const [, section = ''] = read('docs/dependencies.md').split(`## ${heading}\n`)
  const [table = ''] = section.split('\n## ')
  const reasons = [...table.matchAll(/^\| `([^`]+)` \| \S.* \|$/gm)].map(([, name]) => name)
  expect(reasons).toEqual(Object.keys(packages ?? {}).toSorted())
})
