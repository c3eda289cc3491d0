import type { EventWord } from '../emergency/event-word.ts'
import { offers, surveys } from '../emergency/favourable.ts'
import type { Measures } from '../emergency/measures.ts'
import type { DocumentKind } from './codes.ts'
import { currentEvents } from './emergency.ts'
import type { EmergencyRegion, EventVersion, NamesVersions } from './emergency-state.ts'
import type { Claim } from './state.ts'

/** A part of the measures by which something of a claim changes without anybody asking for it. */
export type MeasurePart =
  | `document ${DocumentKind}`
  | 'identity by paper'
  | 'death by list'
  | 'survey'
  | 'no survey up to'
  | 'offer'
  | 'share'

/** How far each part goes; what is as normal is left out. */
function extents(measures: Measures): ReadonlyMap<MeasurePart, number> {
  const { waivedDocuments, survey, noSurveyUpToFen, prepayment } = measures
  const all: readonly (readonly [MeasurePart, number])[] = [
    ...waivedDocuments.map((kind) => [`document ${kind}`, 1] as const),
    ['identity by paper', Number(measures.identityByCommitteePaper)],
    ['death by list', Number(measures.deathProofByList)],
    ['survey', surveys.indexOf(survey)],
    ['no survey up to', noSurveyUpToFen ?? 0],
    ['offer', offers.indexOf(prepayment.how)],
    ['share', prepayment.sharePercent],
  ]
  return new Map(all.filter(([, extent]) => extent > 0))
}

/** The sources after a version that gives its measures: it is the source of what goes further, or as far and is the earlier. */
export function sourcesAfter(
  { kept, sources = {} }: Pick<EmergencyRegion, 'kept' | 'sources'>,
  { eventId, version, measures }: Pick<EventWord, 'eventId' | 'version' | 'measures'>,
): NonNullable<EmergencyRegion['sources']> {
  const before = extents(kept)
  const ours = [...extents(measures)].flatMap(([part, extent]) => {
    const was = before.get(part) ?? 0
    if (extent < was) return []
    const known = extent === was ? sources[part] : undefined
    return [[part, earlier({ eventId, version }, known)] as const]
  })
  return inOneOrder([...Object.entries(sources).filter(([part]) => !ours.some(([own]) => own === part)), ...ours])
}

/** The sources where the green channel of the claim promises further: of that no event is the source. */
export function sourcesBeside(
  { kept, sources = {} }: Pick<EmergencyRegion, 'kept' | 'sources'>,
  withGreen: Measures,
): NonNullable<EmergencyRegion['sources']> {
  const [before, after] = [extents(kept), extents(withGreen)]
  const grown = [...after].filter(([part, extent]) => extent !== before.get(part))
  const further = new Set<string>(grown.map(([part]) => part))
  return inOneOrder(Object.entries(sources).filter(([part]) => !further.has(part)))
}

/** The versions that promised these parts, each once; where the claim does not know, those of its events as they stand. */
export function promisedBy(claim: Pick<Claim, 'emergencies'>, ...parts: readonly MeasurePart[]): NamesVersions {
  const { sources = {} } = claim.emergencies ?? {}
  const known = parts.flatMap((part) => sources[part] ?? [])
  return naming(known.length > 0 ? known : currentEvents(claim))
}

/** These versions, each once, in one order. */
export function naming(versions: readonly EventVersion[]): NamesVersions {
  const one = new Map(versions.map(({ eventId, version }) => [`${eventId}/${version}`, { eventId, version }]))
  return one.size === 0 ? {} : { under: [...one.values()].toSorted(inOrder) }
}

type Source = readonly [part: string, version: EventVersion | undefined]

/** The order in which versions came leaves no trace, not even that of the names. */
const inOneOrder = (sources: readonly Source[]): Readonly<Record<string, EventVersion>> =>
  Object.fromEntries(
    sources
      .flatMap(([part, version]) => (version === undefined ? [] : [[part, version] as const]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

const earlier = (one: EventVersion, other: EventVersion | undefined): EventVersion =>
  other === undefined || inOrder(one, other) <= 0 ? one : other

function inOrder(a: EventVersion, b: EventVersion): number {
  if (a.eventId !== b.eventId) return a.eventId < b.eventId ? -1 : 1
  return a.version - b.version
}
