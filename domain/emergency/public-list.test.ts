import { describe, expect, test } from 'vitest'

import { readCsv } from './csv.ts'
import { listRowsAtMost, readPublicList } from './public-list.ts'

const header = 'name,identity_number,condition,place_code'
const faultsOf = (text: string) => {
  const read = readPublicList('government-list', text)
  return 'faults' in read ? read.faults.map(({ line, column, code }) => [line, column, code]) : []
}

test('a list is read with its columns, whatever ends its lines', () => {
  const rows = [
    { name: 'A, the first', identity_number: '11010519491231002X', condition: 'dead', place_code: '410105' },
    { name: 'B', identity_number: 'ID-psn-100004', condition: 'missing', place_code: '410105' },
  ]
  const lines = [header, '"A, the first",11010519491231002X,dead,410105', 'B,ID-psn-100004,missing,410105']
  for (const end of ['\n', '\r\n']) {
    expect(readPublicList('government-list', `\ufeff${lines.join(end)}${end}`)).toEqual({ rows })
    expect(readPublicList('government-list', lines.join(end))).toEqual({ rows })
  }
})

test('the check character of a number is kept as one and the same, however it was typed', () => {
  const text = `${header}\nA,11010519491231002x,dead,410105\nB,id-psn-x,dead,410105`
  const rows = [{ identity_number: '11010519491231002X' }, { identity_number: 'id-psn-x' }]
  expect(readPublicList('government-list', text)).toMatchObject({ rows })
})

describe('a list is refused whole, with line and column and never the value:', () => {
  test.each([
    ['other columns', 'name,identity_number\nA,ID-1', [[1, null, 'columns']]],
    ['columns in another order', `identity_number,name,condition,place_code\n`, [[1, null, 'columns']]],
    ['nobody', header, [[2, null, 'empty']]],
    ['an open quote', `${header}\n"A,ID-12,dead,410105`, [[2, null, 'quote']]],
    ['a field too many', `${header}\nA,ID-12,dead,410105,x`, [[2, null, 'fields']]],
    ['an unknown condition', `${header}\nA,ID-12,ill,410105`, [[2, 'condition', 'format']]],
    ['a wrong check digit', `${header}\nA,110105194912310021,dead,410105`, [[2, 'identity_number', 'check-digit']]],
    ['a person twice', `${header}\nA,ID-12,dead,410105\nA,id-12,dead,410105`, [[3, 'identity_number', 'twice']]],
    [
      'several at once',
      `${header}\n,ID-12,dead,410105\nB,ID-13,dead,41`,
      [
        [2, 'name', 'format'],
        [3, 'place_code', 'format'],
      ],
    ],
  ])('%s', (_what, text, faults) => {
    expect(faultsOf(text)).toEqual(faults)
  })

  test('more lines than a file may have, and a hundred faults are enough', () => {
    const line = (index: number): string => `A,ID-${10_000 + index},dead,410105`
    const long = [header, ...Array.from({ length: listRowsAtMost + 1 }, (_, index) => line(index))]
    expect(faultsOf(long.join('\n'))).toEqual([[listRowsAtMost + 2, null, 'too-many']])
    expect(faultsOf([header, ...Array.from({ length: 500 }, () => 'A,?,dead,410105')].join('\n'))).toHaveLength(100)
  })
})

test('quotes may hold commas, quotes and line breaks; the next line keeps its number', () => {
  expect(readCsv('a,"b ""c"",\nd"\ne,\n\nf')).toEqual({
    lines: [
      { number: 1, fields: ['a', 'b "c",\nd'] },
      { number: 3, fields: ['e', ''] },
      { number: 5, fields: ['f'] },
    ],
  })
})
