import { identityNumberOf } from '../identity-number.ts'
import { readCsv } from './csv.ts'
import type { ContactSource } from './contact-task.ts'

/** Kinds of lists of people affected (公布名单), each with its columns in this order. */
export const listColumns = {
  'government-list': ['name', 'identity_number', 'condition', 'place_code'],
  'hospital-list': ['name', 'identity_number', 'condition', 'hospital_code', 'admitted_on'],
  'agent-list': ['name', 'identity_number', 'phone'],
} as const satisfies Partial<Record<ContactSource, readonly string[]>>
export type ListKind = keyof typeof listColumns
export type ListColumn = (typeof listColumns)[ListKind][number]

/** More than a published list has; a longer one comes in parts. */
export const listRowsAtMost = 2_000
const faultsAtMost = 100

/** One person of a list. Personal data: sealed before anything else happens with it. */
export type ListRow = Readonly<Partial<Record<ListColumn, string>>> & {
  readonly name: string
  readonly identity_number: string
}

/** What is wrong at one place of the file; never what stood there. `line` counts from 1, the header is line 1. */
export interface ListFault {
  readonly line: number
  readonly column: ListColumn | null
  readonly code: 'columns' | 'quote' | 'fields' | 'format' | 'check-digit' | 'twice' | 'empty' | 'too-many'
  readonly detail: string
}

export type ReadList = { readonly rows: readonly ListRow[] } | { readonly faults: readonly ListFault[] }

/** Reads a list line by line: everything that is wrong is named, up to a hundred places, and then nothing is taken. */
export function readPublicList(kind: ListKind, text: string): ReadList {
  const table = readCsv(text)
  if ('line' in table)
    return { faults: [at(table.line, 'quote', 'a quoted field does not end, or goes on behind its quote')] }
  const columns = listColumns[kind]
  const [header, ...lines] = table.lines
  const names = header?.fields.join(',') ?? ''
  if (names !== columns.join(','))
    return { faults: [at(1, 'columns', `expected exactly the columns ${columns.join(',')}`)] }
  if (lines.length === 0) return { faults: [at(2, 'empty', 'the list names nobody')] }
  if (lines.length > listRowsAtMost) {
    return {
      faults: [at(listRowsAtMost + 2, 'too-many', `a file has at most ${listRowsAtMost} lines: send it in parts`)],
    }
  }
  const faults = [...lines.flatMap((line) => lineFaults(columns, line)), ...namedTwice(columns, lines)]
  if (faults.length > 0) return { faults: faults.toSorted((a, b) => a.line - b.line).slice(0, faultsAtMost) }
  return { rows: lines.map(({ fields }) => rowOf(columns, fields)) }
}

interface Line {
  readonly number: number
  readonly fields: readonly string[]
}

const at = (line: number, code: ListFault['code'], detail: string, column: ListColumn | null = null): ListFault => ({
  line,
  column,
  code,
  detail,
})

function lineFaults(columns: readonly ListColumn[], { number, fields }: Line): readonly ListFault[] {
  if (fields.length !== columns.length) {
    return [at(number, 'fields', `expected ${columns.length} fields, not ${fields.length}`)]
  }
  return columns.flatMap((column, index) => {
    const field = fields[index]?.trim() ?? ''
    const shape = shapes[column]
    if (!shape.matches.test(field)) return [at(number, 'format', `expected ${shape.expected}`, column)]
    if (column === 'identity_number' && !hasCheckDigit(field)) {
      return [at(number, 'check-digit', 'the last digit does not check the others (GB 11643)', column)]
    }
    return []
  })
}

const conditions = /^(?:dead|missing|injured|critical)$/

const shapes: Readonly<Record<ListColumn, { readonly matches: RegExp; readonly expected: string }>> = {
  name: {
    matches: /^[^\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,100}$/u,
    expected: 'a readable name of at most 100 characters',
  },
  identity_number: { matches: /^[A-Za-z0-9()-]{5,30}$/, expected: 'the number of an identity document' },
  condition: { matches: conditions, expected: 'dead, missing, injured or critical' },
  place_code: { matches: /^\d{6}$/, expected: 'an administrative division code of six digits' },
  hospital_code: { matches: /^[A-Za-z0-9-]{1,30}$/, expected: 'the code of a hospital' },
  admitted_on: { matches: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, expected: 'a day, YYYY-MM-DD' },
  phone: { matches: /^\+?\d[\d -]{4,18}$/, expected: 'a telephone number' },
}

/** A resident's number (居民身份证号码) of eighteen places ends in a check digit, modulo 11-2; other papers have their own rules. */
function hasCheckDigit(field: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(field)) return true
  const weighted = Array.from(field.slice(0, 17)).reduce(
    (sum, digit, index) => sum + Number(digit) * (weights[index] ?? 0),
    0,
  )
  return checkDigits[weighted % 11] === field.slice(17).toUpperCase()
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

function namedTwice(columns: readonly ListColumn[], lines: readonly Line[]): readonly ListFault[] {
  const place = columns.indexOf('identity_number')
  const seen = new Set<string>()
  return lines.flatMap(({ number, fields }) => {
    const identity = fields[place]?.trim().toUpperCase() ?? ''
    const isNew = seen.size < seen.add(identity).size
    return isNew || identity === ''
      ? []
      : [at(number, 'twice', 'the person stands further up already', 'identity_number')]
  })
}

function rowOf(columns: readonly ListColumn[], fields: readonly string[]): ListRow {
  const named = Object.fromEntries(columns.map((column, index) => [column, fields[index]?.trim() ?? '']))
  const { name = '', identity_number: typed = '' } = named
  return { ...named, name, identity_number: identityNumberOf(typed) }
}
