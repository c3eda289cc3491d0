import canonicalizeModule from 'canonicalize'

/** The package is CommonJS and its types describe an ES module. */
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined

/** RFC 8785: the one text of a JSON value, whatever the order of its keys. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('only JSON values have a canonical text')
  return text
}
