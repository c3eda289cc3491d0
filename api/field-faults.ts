import type { FieldFault } from './problems.ts'

/** What a schema said of one place, as the zod compiler of fastify hands it on. */
export interface SchemaFault {
  readonly keyword: string
  /** `/claimant/phone`; `/` is the whole. */
  readonly instancePath: string
  readonly message?: string | undefined
  readonly params: Readonly<Record<string, unknown>>
}

interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The faults of one part of a request, each with its place and a stable code; `sent` is that part as it came. */
export function fieldFaults(part: string, faults: readonly SchemaFault[], sent: unknown): FieldFault[] {
  return faults.flatMap((fault) => faultsOf(part, fault, sent)).slice(0, 50)
}

/** Whether the request is misshapen (400), rather than well-formed with a value that cannot be (422). */
export function isMisshapen(faults: readonly FieldFault[]): boolean {
  return faults.some(({ code }) => code !== 'value' && code !== 'format')
}

function faultsOf(part: string, fault: SchemaFault, sent: unknown): FieldFault[] {
  const path = fault.instancePath.split('/').filter((step) => step !== '')
  const keys = fault.params['keys']
  if (fault.keyword === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) =>
      describe(part, [...path, shorten(String(key))], 'unknown-field', 'is not a field of this request'),
    )
  }
  if (valueAt(sent, path) === undefined) return [describe(part, path, 'required', missing(part, path, fault))]
  const inside = fault.keyword === 'invalid_union' ? branchMeant(fault.params['errors']) : undefined
  if (inside === undefined) return [describe(part, path, codeOf(fault), sentence(fault))]
  return inside.flatMap(({ code, path: below, message, ...params }) =>
    faultsOf(part, { keyword: code, instancePath: `/${[...path, ...below].join('/')}`, message, params }, sent),
  )
}

function missing(part: string, { length }: readonly string[], fault: SchemaFault): string {
  if (part === 'body' && length === 0) return 'a JSON body is required, {} where no field has to be said'
  const choice = choiceOf(fault)
  return choice === undefined ? 'is required' : `is required: ${choice}`
}

/** What may stand there, where that is a choice of words; by some of them a request has one form or another. */
function choiceOf({ params: { options, values } }: SchemaFault): string | undefined {
  const choices = options ?? values
  return Array.isArray(choices) ? `one of ${choices.map((choice) => `"${String(choice)}"`).join('|')}` : undefined
}

/** Of several forms a value may have, the one that was meant: its faults lie inside the value, not in its kind. */
function branchMeant(branches: unknown): readonly Issue[] | undefined {
  if (!Array.isArray(branches)) return undefined
  const candidates = branches as readonly (readonly Issue[])[]
  return candidates.find(
    (issues) => issues.length > 0 && issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  )
}

function codeOf({ keyword, params }: SchemaFault): string {
  if (keyword === 'invalid_type') return 'type'
  if (keyword === 'too_big') return params['origin'] === 'number' || params['origin'] === 'int' ? 'value' : 'size'
  return keyword === 'invalid_format' ? 'format' : 'value'
}

/** The schema's own words name types and allowed values, never what was sent. */
function sentence(fault: SchemaFault): string {
  const { keyword, message = 'is not valid' } = fault
  const choice = choiceOf(fault)
  if (keyword === 'invalid_union')
    return choice === undefined ? 'has none of the forms allowed here' : `expected ${choice}`
  return message.replace(/^Invalid (?:input|option|string): /, '')
}

function describe(part: string, path: readonly string[], code: string, detail: string): FieldFault {
  const pointer = part === 'body' ? `#${path.map((step) => `/${escape(step)}`).join('')}` : `${part}:${path.join('/')}`
  return { pointer, detail, code }
}

const escape = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1')

/** The name of an unknown field is the sender's own text. */
const shorten = (name: string): string => name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 64)

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, step) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[step] : undefined,
    value,
  )
}
