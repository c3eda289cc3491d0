import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { lossReportBody } from '../../api/wire/loss-report.ts'
import { requiredDocuments } from '../../domain/claim/document-checklist.ts'
import { exampleNames } from '../../local/demo/example-filing.ts'
import { syntheticPerson } from '../../local/seed-people.ts'

const folder = new URL('../../examples/', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))

test('the demo tells every example', () => {
  const files = readdirSync(folder).map((file) => file.replace('.json', ''))
  expect(files.toSorted()).toEqual([...exampleNames].toSorted())
})

test.each(exampleNames)('%s is a filing the API takes as it is, of people nobody is', (name) => {
  const { claimant, insured } = lossReportBody.parse(read(name))
  const people = insured === 'same' ? [claimant] : [claimant, insured]
  for (const person of people) {
    expect(person.name).toContain('示例')
    expect(person.identityNumber).toMatch(/^990000/)
    expect(remainderOf(person.identityNumber)).toBe(1)
  }
})

test.each(exampleNames)('%s happened in the summer of 2026, before anyone files it', (name) => {
  expect(lossReportBody.parse(read(name)).eventDate).toMatch(/^2026-0[78]-/)
})

test.each(exampleNames.filter((name) => name !== 'motor'))(
  '%s comes with everything its checklist asks for',
  (name) => {
    const { line, facts, filing } = lossReportBody.parse(read(name))
    const here = filing?.documents.map(({ kind }) => kind) ?? []
    const missing = requiredDocuments(line, facts).filter(({ kind }) => !here.includes(kind))
    expect(missing).toEqual([])
  },
)

test('motor lacks one document, which the demo asks for', () => {
  const { line, facts, filing } = lossReportBody.parse(read('motor'))
  const here = filing?.documents.map(({ kind }) => kind) ?? []
  const missing = requiredDocuments(line, facts).filter(({ kind }) => !here.includes(kind))
  expect(missing).toEqual([{ kind: 'traffic-report', decidableWithout: false }])
})

test('the people of the example claims are nobody either', () => {
  const numbers = Array.from({ length: 30 }, (_, n) => syntheticPerson(n).identityNumber)
  expect(numbers.every((number) => number.startsWith('990000') && remainderOf(number) === 1)).toBe(true)
  expect(new Set(numbers).size).toBe(30)
})

/** GB 11643: the weighted sum of all 18 characters leaves 1 modulo 11. */
function remainderOf(number: string): number {
  const values = number.split('').map((character) => (character === 'X' ? 10 : Number(character)))
  return values.reduce((sum, value, index) => sum + value * (2 ** (17 - index) % 11), 0) % 11
}
