/** The last row of a page: where the next one begins. */
export interface Place {
  /** The sort key as text: the database's own digits, not JavaScript's. */
  readonly key: string
  readonly claimId: string
}

/** The cursor was not made by this list and sort. */
export class CursorInvalid extends Error {
  constructor() {
    super('the cursor is not one of this list')
    this.name = 'CursorInvalid'
  }
}

/** An opaque cursor. `list` names what it is a place in: no other list takes it. */
export const formatCursor = (list: string, { key, claimId }: Place): string =>
  Buffer.from(JSON.stringify([list, key, claimId])).toString('base64url')

/** @throws {CursorInvalid} for what `formatCursor` did not make for this list. */
export function parseCursor(list: string, cursor: string): Place {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts.length !== 3) throw new CursorInvalid()
  const [madeFor, key, claimId] = parts as readonly unknown[]
  const isPlace = typeof key === 'string' && /^-?\d{1,18}$/.test(key) && typeof claimId === 'string'
  if (madeFor !== list || !isPlace || claimId.includes('\0')) throw new CursorInvalid()
  return { key, claimId }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CursorInvalid()
  }
}
