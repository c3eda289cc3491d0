import { z } from 'zod'

import { contactLists } from '../../db/contact-list.ts'
import type { AffectedList } from '../../db/affected-lists.ts'
import type { SearchRow } from '../../db/policy-searches.ts'
import type { ContactTask } from '../../domain/emergency/contact-task.ts'
import {
  callMedia,
  callOutcomes,
  careOffers,
  isMissed,
  nextCallBy,
  wishes,
} from '../../domain/emergency/contact-task.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ListKind, ListRow } from '../../domain/emergency/public-list.ts'
import { listColumns } from '../../domain/emergency/public-list.ts'
import type { ListedPolicy } from '../../domain/emergency/search-plan.ts'
import type { Instant } from '../../domain/time.ts'
import { pageBody, paging } from './claim-list.ts'
import { onWire } from './on-wire.ts'
import {
  wireCause,
  wireDate,
  wireId,
  wireIdentityNumber,
  wireLine,
  wireNoticeChannels,
  wirePhone,
  wireRegion,
  wireText,
} from './values.ts'

export const contactPath = z.strictObject({ eventId: z.string(), personId: z.string() })
export const contactQuery = z.strictObject({ ...paging, list: z.enum(contactLists).default('to-call') })

/** What is done for the event is an exercise. */
const drill = z.boolean()

const contactShape = z.object({
  personId: z.string(),
  drill,
  sources: z.array(z.string()),
  /** A person has to call: a message alone is no contact. */
  byPerson: z.boolean(),
  raisedAt: z.string(),
  /** Of the first contact (E1). */
  dueAt: z.string(),
  isMissed: z.boolean(),
  /** By when somebody calls next; null where nothing is left to do. */
  nextCallAt: z.string().nullable(),
  calls: z.int(),
  contactedAt: z.string().nullable(),
  wish: z.string().nullable(),
  offers: z.array(z.string()),
  claimId: z.string().nullable(),
})
export const contactsAnswer = z.object({ data: z.array(contactShape), page: pageBody })
export const contactAnswer = contactShape
  .extend({
    policies: z.array(z.object({ policyNo: z.string(), line: z.string(), branch: z.string() })),
    /** What the lists say of the person, in full: the read is on record. */
    listed: z.array(
      z.object({ listId: z.string(), kind: z.string(), publisher: z.string(), row: z.record(z.string(), z.string()) }),
    ),
  })
  .meta({ id: 'EventContact' })

/** The event of a contact, and when it is looked at. */
interface Seen extends Pick<EventFacts, 'drill'> {
  readonly now: Instant
}

export function contactOnWire(task: ContactTask, { drill, now }: Seen): z.input<typeof contactShape> {
  const { sources, offers, ...rest } = task
  const shown = onWire({ ...rest, nextCallAt: nextCallBy(task) })
  return { ...shown, drill, sources: [...sources], offers: [...offers], isMissed: isMissed(task, now) }
}

export function contactInFull(
  task: ContactTask,
  seen: Seen,
  known: {
    readonly policies: readonly Pick<ListedPolicy, 'policyNo' | 'line' | 'branch'>[]
    readonly listed: readonly { readonly list: AffectedList; readonly row: ListRow }[]
  },
): z.input<typeof contactAnswer> {
  return {
    ...contactOnWire(task, seen),
    policies: [...known.policies],
    listed: known.listed.map(({ list: { listId, kind, publisher }, row }) => ({
      listId,
      kind,
      publisher,
      row: { ...row },
    })),
  }
}

export const callBody = z
  .strictObject({
    outcome: z.enum(callOutcomes),
    medium: z.enum(callMedia).default('phone'),
    /** What the person or the family wants; whenever somebody is reached, and only then. */
    wish: z.enum(wishes).optional(),
    /** Of a "later": after how many hours to call again, a day where nothing is said. */
    againInHours: z.int().min(1).max(720).optional(),
    /** What the person takes of what was offered. */
    offers: z.array(z.enum(careOffers)).max(careOffers.length).default([]),
  })
  .meta({
    examples: [
      { outcome: 'reached', wish: 'go-on', offers: ['door-to-door', 'psychological-support'] },
      { outcome: 'reached', wish: 'later', againInHours: 24 },
      { outcome: 'no-answer' },
    ],
  })

export const searchesAnswer = z.object({
  drill,
  data: z.array(
    z.object({
      zone: z.string(),
      from: z.string(),
      to: z.string(),
      state: z.enum(['pending', 'done']),
      pages: z.int(),
      /** Contracts found so far. */
      policies: z.int(),
      startedBy: z.string(),
    }),
  ),
  /** Where this level looks and nobody has looked yet. */
  sourcesLeft: z.array(z.string()),
})

export const searchOnWire = ({ zone, firstDay: from, lastDay: to, state, pages, policies, startedBy }: SearchRow) => {
  return { zone, from, to, state, pages, policies, startedBy }
}

const kinds = Object.keys(listColumns) as ListKind[]

export const listBody = z
  .strictObject({
    kind: z.enum(kinds),
    /** Code of who published it: a government office, a hospital, an agency. */
    publisher: wireId(60),
    /** The file as it is: the header line with exactly the columns of its kind, then a line a person. */
    csv: z.string().min(1).max(250_000),
  })
  .meta({
    examples: [
      {
        kind: 'government-list',
        publisher: 'gov-410100',
        csv: 'name,identity_number,condition,place_code\n张伟,11010519491231002X,dead,410105\n',
      },
    ],
  })

const listShape = z.object({
  listId: z.string(),
  drill,
  kind: z.string(),
  publisher: z.string(),
  sha256: z.string(),
  /** Counts outlive the rows: who stands under no contract is erased within seven days. */
  people: z.int(),
  matched: z.int(),
  erased: z.int(),
  uploadedBy: z.string(),
})
export const listAnswer = listShape.meta({ id: 'AffectedList' })
export const listsAnswer = z.object({ data: z.array(listShape) })

export function listOnWire(list: AffectedList, { drill }: Pick<EventFacts, 'drill'>): z.input<typeof listShape> {
  const { listId, kind, publisher, sha256, people, matched, erased, uploadedBy } = list
  return { listId, drill, kind, publisher, sha256, people, matched, erased, uploadedBy }
}

/** What the insurer reports in place of who cannot: the person as the family or the list names them. */
export const insurerStartBody = z
  .strictObject({
    policyNo: wireId(),
    eventDate: wireDate,
    cause: wireCause,
    region: wireRegion,
    branch: wireRegion.optional(),
    injury: z.enum(['none', 'injury', 'death']),
    hospitalised: z.boolean().default(false),
    /** Who is asked to go on: the person found, or who speaks for the family. */
    claimant: z.strictObject({ name: wireLine(100), identityNumber: wireIdentityNumber, phone: wirePhone }),
    preferredChannels: wireNoticeChannels.default(['phone']),
    description: wireText(),
  })
  .meta({
    examples: [
      {
        policyNo: 'P-LIFE-0001',
        eventDate: '2026-07-20',
        cause: 'flood',
        region: '410105',
        injury: 'death',
        claimant: { name: '张伟', identityNumber: '11010519491231002X', phone: '13800000000' },
        description: '名单公布遇难，家属同意继续理赔',
      },
    ],
  })
export type InsurerStartBody = z.output<typeof insurerStartBody>
