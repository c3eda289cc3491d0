/** A table as RFC 4180 has it: every line with the number it begins on, counted from 1. */
export interface CsvTable {
  readonly lines: readonly { readonly number: number; readonly fields: readonly string[] }[]
}

/** One field, quoted or bare, and what ends it. Quotes inside a quoted field are doubled. */
const field = /"((?:[^"]|"")*)"(,|\r?\n|$)|([^",\r\n]*)(,|\r?\n|$)/y

/** Reads the text of a CSV file; where it is none, the line on which it stops being one. Blank lines are passed over. */
export function readCsv(text: string): CsvTable | { readonly line: number } {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text
  const lines: { number: number; fields: string[] }[] = []
  let current: { number: number; fields: string[] } = { number: 1, fields: [] }
  let next = 1
  for (let place = 0; place < source.length;) {
    field.lastIndex = place
    const found = field.exec(source)
    if (found === null) return { line: next }
    const [whole, quoted, quotedEnd, bare, bareEnd] = found
    const end = quotedEnd ?? bareEnd ?? ''
    current.fields.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    next += whole.split('\n').length - 1
    place += whole.length
    if (end === ',') {
      if (place < source.length) continue
      // A comma at the very end leaves an empty last field.
      current.fields.push('')
    }
    if (current.fields.some((text) => text !== '')) lines.push(current)
    current = { number: next, fields: [] }
  }
  return { lines }
}
