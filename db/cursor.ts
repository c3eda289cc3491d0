/** The last row of a page: where the next one begins. */
export interface Place {
  /** The sort key as text: the database's own digits, not JavaScript's. */
  readonly key: string
  readonly claimId: string
  /** Which of the claim's rows, in a list that has several of one claim. */
  readonly row?: string
}

/** The cursor was not made by this list and sort. */
export class CursorInvalid extends Error {
  constructor() {
    super('the cursor is not one of this list')
    this.name = 'CursorInvalid'
  }
}

/** An opaque cursor. `list` names what it is a place in: no other list takes it. */
export const formatCursor = (list: string, { key, claimId, row }: Place): string =>
  Buffer.from(JSON.stringify([list, key, claimId, ...(row === undefined ? [] : [row])])).toString('base64url')

/** @throws {CursorInvalid} for what `formatCursor` did not make for this list. */
export function parseCursor(list: string, cursor: string): Place {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts.length < 3 || parts.length > 4) throw new CursorInvalid()
  const [madeFor, key, claimId, row = ''] = parts as readonly unknown[]
  const isPlace = typeof key === 'string' && /^-?\d{1,18}$/.test(key) && isText(claimId) && isText(row)
  if (madeFor !== list || !isPlace) throw new CursorInvalid()
  return { key, claimId, ...(row !== '' && { row }) }
}

/** Text as Postgres can hold it. */
const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CursorInvalid()
  }
}
