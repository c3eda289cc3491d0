import { z } from 'zod'
import { loadPolicy, namedPolicies, policyNo, type PolicyTerms } from './policy-portfolio.ts'

const linesSearched = ['HOME', 'MOT', 'ACC', 'MED', 'CROP'] as const
/** Numbers of the load range go round the branches, eight of them. */
const branches = 8
const firstNumber = 9_000_000
const numbersAtMost = 1_000_000

/** How many policies of the load range each branch answers a search with. */
export const portfolioSize = z.strictObject({
  searchablePerBranch: z
    .int()
    .min(0)
    .max(numbersAtMost / branches),
})

export const zoneSearch = z.strictObject({
  zone: z.string().regex(/^\d{2,6}$/),
  from: z.iso.date(),
  to: z.iso.date(),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
})
export type ZoneSearch = z.infer<typeof zoneSearch>

export const personSearch = z.strictObject({
  persons: z
    .array(
      z.strictObject({ ref: z.string().min(1).max(64), name: z.string().max(100), identityNumber: z.string().max(30) }),
    )
    .min(1)
    .max(200),
})
export type PersonSearch = z.infer<typeof personSearch>

export type Portfolio = {
  /** Policies a PUT has stored, which stand in for others of their number. */
  replaced: ReadonlyMap<string, PolicyTerms>
  searchablePerBranch: number
}

type Listed = ReturnType<typeof listed>

/** One page of the contracts of a zone that cover a day of the window: those with a name first, then the load range. */
export function searchZone(portfolio: Portfolio, { zone, from, to, cursor, limit }: ZoneSearch) {
  const policies: Listed[] = []
  let last: string | null = null
  for (const [number, terms] of portfolioFrom(portfolio, cursor)) {
    if (!isKeptFor(zone, terms) || terms.effectiveFrom > to || from > terms.effectiveTo) continue
    if (policies.length === limit) return { policies, next: last }
    policies.push(listed(number, terms))
    last = number
  }
  return { policies, next: null }
}

/** The branch lies in the zone, or keeps the contracts of a division in which the zone lies. */
const isKeptFor = (zone: string, { branch }: PolicyTerms): boolean =>
  branch.startsWith(zone) || zone.startsWith(branch.replace(/(?:00){1,2}$/, ''))

function listed(number: string, { line, branch, status, effectiveFrom, effectiveTo, insured }: PolicyTerms) {
  return {
    policyNo: number,
    line,
    branch,
    status,
    effectiveFrom,
    effectiveTo,
    insuredPersonIds: insured.map(({ personId }) => personId),
  }
}

/** Everything behind the cursor, which is the number of the last policy of the page before. */
function* portfolioFrom(portfolio: Portfolio, cursor: string | undefined): Generator<[string, PolicyTerms]> {
  const named = new Map([...Object.entries(namedPolicies), ...portfolio.replaced])
  const numbers = [...named.keys()].toSorted()
  const begun = cursor === undefined ? 0 : numbers.indexOf(cursor) + 1
  if (cursor !== undefined && begun === 0) return yield* loadedFrom(portfolio, named, numberIn(cursor) + 1)
  for (const number of numbers.slice(begun)) {
    const terms = named.get(number)
    if (terms) yield [number, terms]
  }
  yield* loadedFrom(portfolio, named, firstNumber)
}

const numberIn = (policyNo: string): number => Number(/\d+$/.exec(policyNo)?.[0] ?? firstNumber)

/** The contracts that are made up by their number, from one on, but for those with a name of their own. */
function* loadedFrom(
  portfolio: Portfolio,
  named: ReadonlyMap<string, PolicyTerms>,
  first: number,
): Generator<[string, PolicyTerms]> {
  for (let digits = first; digits < firstNumber + portfolio.searchablePerBranch * branches; digits++) {
    const number = `P-${linesSearched[Math.floor(digits / branches) % linesSearched.length] ?? 'HOME'}-${digits}`
    const terms = named.has(number) ? undefined : loadPolicy(number)
    if (terms) yield [number, terms]
  }
}

/**
 * Whose number it is, and under which contracts the person stands. Synthetic people have the number `ID-<personId>`;
 * nobody else is known.
 */
export function matchPersons(portfolio: Portfolio, { persons }: PersonSearch) {
  const named = [...Object.entries(namedPolicies), ...portfolio.replaced]
  return {
    matches: persons.flatMap(({ ref, identityNumber }) => {
      const personId = /^ID-((?:psn|org)-[a-z0-9-]+)$/i.exec(identityNumber)?.[1]?.toLowerCase()
      if (personId === undefined) return []
      const policies = [
        ...named.filter(([, { insured }]) => insured.some((each) => each.personId === personId)),
        ...loadPolicyOf(personId),
      ].map(([number, terms]) => listed(number, terms))
      return policies.length === 0 ? [] : [{ ref, personId, policies }]
    }),
  }
}

function loadPolicyOf(personId: string): [string, PolicyTerms][] {
  const [, line, digits] = /^psn-([a-z]+)-(9\d{3,8})$/.exec(personId) ?? []
  if (line === undefined || digits === undefined) return []
  const number = policyNo.parse(`P-${line.toUpperCase()}-${digits}`)
  const terms = loadPolicy(number)
  return terms === undefined ? [] : [[number, terms]]
}
