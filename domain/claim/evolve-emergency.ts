import { lasting, moreFavourable } from '../emergency/favourable.ts'
import { measuresOfGrade, normal } from '../emergency/measures.ts'
import { ruleBook } from '../rules.ts'
import { concernedSince, concernsLoss, isCurrent, wasExercise } from './emergency.ts'
import { sourcesAfter, sourcesBeside } from './emergency-sources.ts'
import type { EmergencyRegion, HeardEvent, ToldOf } from './emergency-state.ts'
import { greenReasons, toldOf } from './emergency-state.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { Claim, ClaimFile, NoticeKind } from './state.ts'

/** Of an event's versions so many are remembered, and so many events of a claim. */
const versionsKept = 50
const eventsKept = 20

/** What events and the green channel change on the claim, after the event. */
export function evolveEmergency(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : withTold(claim, change(claim, event), event)
}

function withTold(claim: Claim, after: Partial<ClaimFile>, { notices = [] }: ClaimEvent): Partial<ClaimFile> {
  const { emergencies = regionOf(claim) } = after
  const told = notices.flatMap(({ kind, facts }) => (isToldOf(kind) ? [[kind, facts] as const] : []))
  if (told.length === 0) return after
  return { ...after, emergencies: { ...emergencies, told: { ...emergencies.told, ...Object.fromEntries(told) } } }
}

const isToldOf = (kind: NoticeKind): kind is ToldOf => toldOf.some((name) => name === kind)

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type EventOf<T extends ClaimEventType> = Extract<ClaimEvent, { readonly type: T }>
type Changes = { readonly [T in ClaimEventType]?: Change<EventOf<T>> }

const changes: Changes = {
  EventApplied: applied,
  EventLeft: (claim, { eventId }) => {
    const { events } = regionOf(claim)
    return region(claim, {
      events: events.map((heard) => (heard.eventId === eventId ? { ...heard, out: true } : heard)),
    })
  },
  GreenChannelGranted: (claim, { because, at }) => {
    const { greenChannel, ...before } = regionOf(claim)
    const all = greenReasons.filter((reason) => because.includes(reason) || greenChannel?.because.includes(reason))
    return promised(claim, { ...before, greenChannel: { because: all, since: greenChannel?.since ?? at } }, at)
  },
  ContactMade: (claim, { at, by, how }) =>
    regionOf(claim).contact === undefined ? region(claim, { contact: { by: by.id, at, how } }) : {},
}

function applied(claim: Claim, { word, joins, at, by }: EventOf<'EventApplied'>): Partial<ClaimFile> {
  const before = regionOf(claim)
  const known = before.events.find(({ eventId }) => eventId === word.eventId)
  const told = withWord(known, claim, { word, joins, by, at })
  const others = before.events.filter(({ eventId }) => eventId !== word.eventId)
  const events = [...others, told].toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1))
  const gives = word.state === 'active' && joins !== 'not'
  const kept = gives ? moreFavourable(before.kept, lasting(word.measures)) : before.kept
  const isEpidemic = gives && word.kind === 'public-health' && before.epidemicSince === undefined
  const since = isEpidemic ? { epidemicSince: joins === 'by-scope' ? concernedSince(claim, word, at) : at } : {}
  const sources = gives ? { sources: sourcesAfter(before, word) } : {}
  return promised(claim, { ...before, ...since, ...sources, events: atMost(claim, events), kept }, at)
}

/** The event as the newest of its versions stands, with what this one adds to how the claim came to it. */
function withWord(
  known: HeardEvent | undefined,
  claim: Claim,
  { word, joins, by, at }: Pick<EventOf<'EventApplied'>, 'word' | 'joins' | 'by' | 'at'>,
): HeardEvent {
  const { eventId, version, state, kind, level, drill, measures } = word
  const heard = [...new Set([...(known?.heard ?? []), version])].toSorted((a, b) => a - b).slice(-versionsKept)
  const joined = joins === 'by-hand' || known?.joined === 'by-hand' ? 'by-hand' : joinedByScope(known, joins)
  const path = { heard, heardAt: at, ...(joined === undefined ? {} : { joined }), ...joiner(known, { joins, by }) }
  if (known !== undefined && known.version >= version) {
    const { out: _out, ...latest } = known
    if (joins === 'by-hand') return { ...latest, ...path }
    // Heard before the line of the claim was known, the same version may concern it now.
    return { ...known, ...path, inScope: known.inScope || (joins === 'by-scope' && known.version === version) }
  }
  return { eventId, version, state, kind, level, drill, measures, inScope: concernsLoss(claim, word), ...path }
}

/** A later version of an event the claim was joined to comes from the system: who joined it stays. */
function joiner(
  known: HeardEvent | undefined,
  { joins, by }: Pick<EventOf<'EventApplied'>, 'joins' | 'by'>,
): Pick<HeardEvent, 'joinedBy'> {
  const joinedBy = joins === 'by-hand' && by.role !== 'system' ? by.id : known?.joinedBy
  return joinedBy === undefined ? {} : { joinedBy }
}

const joinedByScope = (
  known: HeardEvent | undefined,
  joins: EventOf<'EventApplied'>['joins'],
): HeardEvent['joined'] | undefined => (joins === 'by-scope' ? 'by-scope' : known?.joined)

/**
 * Those that hold stay, those that run and the claim was taken out of, lest a later version brings it back, and exercises it has
 * belonged to, for no money leaves it ever after; of the others those are let go of which it has heard nothing for longest.
 */
function atMost(claim: Claim, events: readonly HeardEvent[]): readonly HeardEvent[] {
  const spare = Math.max(0, events.length - eventsKept)
  const keepsExercises = ruleBook(claim.rules).events === 'wholly'
  const mayGo = (heard: HeardEvent): boolean => isOver(heard) && !(keepsExercises && wasExercise(heard))
  const oldest = events.filter(mayGo).toSorted((a, b) => (a.heardAt ?? 0) - (b.heardAt ?? 0))
  const over = new Set(oldest.slice(0, spare))
  return events.filter((heard) => !over.has(heard))
}

const isOver = (heard: HeardEvent): boolean => !isCurrent(heard) && !(heard.out === true && heard.state === 'active')

/** A shorter target of settling counts from when it was promised. */
function promised(claim: Claim, after: EmergencyRegion, at: number): Partial<ClaimFile> {
  const green = after.greenChannel === undefined ? normal : measuresOfGrade.G
  const kept = moreFavourable(after.kept, lasting(green))
  const isNew = kept.settleWorkingDays !== regionOf(claim).kept.settleWorkingDays
  const sources = after.sources === undefined ? {} : { sources: sourcesBeside(after, kept) }
  return { emergencies: { ...after, kept, ...sources, ...(isNew ? { settleSince: at } : {}) } }
}

const region = (claim: Claim, change: Partial<EmergencyRegion>): Partial<ClaimFile> => ({
  emergencies: { ...regionOf(claim), ...change },
})

const regionOf = ({ emergencies }: Pick<Claim, 'emergencies'>): EmergencyRegion =>
  emergencies ?? { events: [], kept: normal }
