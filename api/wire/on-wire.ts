import { showInstant } from '../../domain/time.ts'

/**
 * A domain value as it stands on the wire. The name of a field says its unit (`...Fen`, `...At`, `since`, `due...`), so
 * the name decides: fen become strings of digits, instants RFC 3339 with +08:00. Everything else stays as it is.
 */
export function onWire<T>(value: T): OnWire<T> {
  return convert('', value) as OnWire<T>
}

/** What {@link onWire} makes of a type. */
export type OnWire<T> = T extends readonly (infer Item)[]
  ? OnWire<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Key extends MoneyName | InstantName ? Shown<T[Key]> : OnWire<T[Key]> }
    : T

type MoneyName = `${string}Fen`
type InstantName = `${string}At` | `${string}Since` | 'at' | 'since' | 'from' | 'to' | 'dueTarget' | 'dueLegal' | 'asOf'
type Shown<T> = T extends number ? string : OnWire<T>

const moneyName = /Fen$/
const instantName = /(?:At|Since|^at|^since|^from|^to|^dueTarget|^dueLegal|^asOf)$/

function convert(name: string, value: unknown): unknown {
  if (typeof value === 'number') return convertNumber(name, value)
  if (Array.isArray(value)) return value.map((item) => convert('', item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, convert(key, inside)]))
}

function convertNumber(name: string, value: number): unknown {
  if (moneyName.test(name)) return String(value)
  return instantName.test(name) ? showInstant(value) : value
}
