import { createHash } from 'node:crypto'

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'

import { listLists, storeList } from '../../db/affected-lists.ts'
import { listSearches, startSearch } from '../../db/policy-searches.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ListFault } from '../../domain/emergency/public-list.ts'
import { readPublicList } from '../../domain/emergency/public-list.ts'
import { sourcesLeft } from '../../domain/emergency/search-plan.ts'
import { identityOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { eventAtHand } from '../emergencies/event-at-hand.ts'
import { Problem } from '../problems.ts'
import { eventPath } from '../wire/emergency.ts'
import { listAnswer, listBody, listOnWire, listsAnswer, searchesAnswer, searchOnWire } from '../wire/event-contacts.ts'

const tags = ['emergencies']

/** Looking for those affected (主动排查): the policies of the zone, and the people of published lists. */
export function eventSearchRoutes(app: ApiServer, deps: ApiDependencies): void {
  mountSearches(app, deps)
  mountLists(app, deps)
}

function mountSearches(app: ApiServer, { db }: ApiDependencies): void {
  const show = async (event: EventFacts) => {
    const [searches, lists] = await Promise.all([listSearches(db, event.eventId), listLists(db, event.eventId)])
    const searched = [...(searches.length > 0 ? (['policy'] as const) : []), ...lists.map(({ kind }) => kind)]
    return {
      drill: event.drill,
      data: searches.map(searchOnWire),
      sourcesLeft: [...sourcesLeft(event.level, searched)],
    }
  }
  const read = {
    summary: 'How far the policies of the zone are searched, and where nobody has looked yet',
    tags,
    params: eventPath,
    response: { 200: searchesAnswer },
  }
  app.get('/v1/emergencies/:eventId/searches', { schema: read }, async ({ params }) =>
    show(await eventAtHand(db, params.eventId)),
  )

  const start = {
    summary: 'Search the policies of the zone: everybody insured becomes a person to contact',
    description:
      'The policy system is asked page by page, in the background; while it is away the search stands and goes on by itself. ' +
      'Safe to repeat without an Idempotency-Key: a zone is searched anew only when the days or the lines of the event ' +
      'have changed.',
    tags,
    params: eventPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    response: { 202: searchesAnswer },
  }
  app.post('/v1/emergencies/:eventId/searches', { schema: start }, async (request, reply) => {
    const event = await declaredEvent(db, request.params.eventId)
    await startSearch(db, { ...event, by: identityOf(request).personId })
    return reply.code(202).send(await show(event))
  })
}

function mountLists(app: ApiServer, { db, vault }: ApiDependencies): void {
  const read = {
    summary: 'The lists of an event with their counts',
    tags,
    params: eventPath,
    response: { 200: listsAnswer },
  }
  app.get('/v1/emergencies/:eventId/lists', { schema: read }, async ({ params }) => {
    const event = await eventAtHand(db, params.eventId)
    const lists = await listLists(db, event.eventId)
    return { data: lists.map((list) => listOnWire(list, event)) }
  })

  const upload = {
    summary: 'Upload a published list of people affected: hospital, government or agents',
    description:
      'CSV (RFC 4180) with exactly the columns of its kind, at most 2,000 people a file. Every line at fault is named by line ' +
      'and column, and nothing of the file is taken. Who is insured becomes a person to contact; who is not is erased within ' +
      'seven days, and counted. Safe to repeat without an Idempotency-Key: the same file again is the same list.',
    tags,
    params: eventPath,
    body: listBody,
    response: { 201: listAnswer },
  }
  app.post('/v1/emergencies/:eventId/lists', { schema: upload }, async (request, reply) => {
    const { kind, publisher, csv } = request.body
    const { eventId, drill } = await declaredEvent(db, request.params.eventId)
    const read = readPublicList(kind, csv)
    if ('faults' in read) throw listProblem(read.faults)
    const file = Buffer.from(csv, 'utf8')
    const list = await storeList(db, vault, {
      listId: `lst_${uuidv7().replaceAll('-', '')}`,
      eventId,
      kind,
      publisher,
      sha256: createHash('sha256').update(file).digest('hex'),
      sizeBytes: file.byteLength,
      by: identityOf(request).personId,
      rows: read.rows,
    })
    request.log.info({ eventId, listId: list.listId, kind, people: list.people }, 'list uploaded')
    return reply.code(201).send(listOnWire(list, { drill }))
  })
}

/** What is only watched has no zone yet. */
async function declaredEvent(db: ApiDependencies['db'], eventId: string): Promise<EventFacts> {
  const event = await eventAtHand(db, eventId)
  if (event.declaredAt === null) throw new Problem('EMERGENCY_NOT_DECLARED')
  return event
}

/** Where the file is wrong, never what stands there. */
function listProblem(faults: readonly ListFault[]): Problem {
  const errors = faults.map(({ line, column, code, detail }) => ({
    pointer: `#/csv`,
    detail: `line ${line}${column === null ? '' : `, ${column}`}: ${detail}`,
    code,
  }))
  return new Problem('LIST_INVALID', { detail: errors[0]?.detail ?? 'the list is wrong', errors })
}
