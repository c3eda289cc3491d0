import { setTimeout as pause } from 'node:timers/promises'

import type { FastifyReply, FastifyRequest } from 'fastify'

import { listEmergencies, readEmergencyEvents, readEmergencyRow } from '../../db/emergencies.ts'
import { listClaimsOfEvent, readProgress } from '../../db/emergency-progress.ts'
import { readEmergencyTexts } from '../../db/emergency-texts.ts'
import { foldEmergency } from '../../domain/emergency/event-evolve.ts'
import { scopeOf } from '../access.ts'
import type { ApiServer } from '../dependencies.ts'
import type { EmergencyDependencies } from '../emergencies/ask-emergency.ts'
import { setEtag } from '../etag.ts'
import { linkNext } from '../next-page.ts'
import { Problem } from '../problems.ts'
import { eventPath, listQuery, pageQuery } from '../wire/emergency.ts'
import {
  emergenciesAnswer,
  emergencyAnswer,
  emergencyOnWire,
  eventClaimsAnswer,
  progressAnswer,
  progressOnWire,
  rowOnWire,
} from '../wire/emergency-shown.ts'

const tags = ['emergencies']
const params = eventPath

/** What colleagues read of emergencies: needs the database only. */
export function emergencyReadRoutes(app: ApiServer, deps: EmergencyDependencies): void {
  const { db, vault } = deps
  const list = {
    summary: 'Emergencies, the newest first',
    tags,
    querystring: listQuery,
    response: { 200: emergenciesAnswer },
  }
  app.get('/v1/emergencies', { schema: list }, async (request, reply) => {
    const { rows, next } = await listEmergencies(db, { ...request.query, running: request.query.running === 'true' })
    linkNext(request, reply, next === null ? null : { cursor: next })
    return { data: rows.map(rowOnWire) }
  })

  const one = { summary: 'One emergency with its history', tags, params, response: { 200: emergencyAnswer } }
  app.get('/v1/emergencies/:eventId', { schema: one }, async ({ params: { eventId } }, reply) => {
    const log = await readEmergencyEvents(db, eventId)
    if (log.length === 0) throw new Problem('EMERGENCY_NOT_FOUND')
    const emergency = foldEmergency(null, log)
    setEtag(reply, emergency.version)
    return emergencyOnWire(emergency, log, await readEmergencyTexts(db, vault, eventId))
  })

  const claims = {
    summary: 'The claims of an emergency in your branch: of which version each was told, or is to be told',
    tags,
    params,
    querystring: pageQuery,
    response: { 200: eventClaimsAnswer },
  }
  app.get('/v1/emergencies/:eventId/claims', { schema: claims }, async (request, reply) => {
    const { eventId } = request.params
    await rowOf(deps, eventId)
    const { branchPrefix } = scopeOf(request)
    if (branchPrefix === null) return { data: [] }
    const page = await listClaimsOfEvent(db, eventId, { ...request.query, branchPrefix })
    linkNext(request, reply, page.next === null ? null : { cursor: page.next })
    return { data: [...page.claims] }
  })
  progressRoute(app, deps)
}

function progressRoute(app: ApiServer, deps: EmergencyDependencies): void {
  const progress = {
    summary: 'How the claims of an emergency stand; with Accept: text/event-stream whenever it changes',
    description:
      'The stream sends an event `progress` when a count or a sum has changed, looks every second, and ends after ten minutes.',
    tags,
    params,
    response: { 200: progressAnswer },
  }
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  app.get('/v1/emergencies/:eventId/progress', { schema: progress }, async (request, reply) => {
    const { eventId } = request.params
    const current = await progressOf(deps, eventId)
    if (request.headers.accept?.includes('text/event-stream') !== true) return current
    await stream(request, reply, { first: current, read: () => progressOf(deps, eventId), closing: closing.signal })
    return reply
  })
}

async function progressOf(deps: EmergencyDependencies, eventId: string) {
  const [row, counts] = await Promise.all([rowOf(deps, eventId), readProgress(deps.db, eventId)])
  return progressOnWire(row, counts)
}

async function rowOf({ db }: EmergencyDependencies, eventId: string) {
  const row = await readEmergencyRow(db, eventId)
  if (row === null) throw new Problem('EMERGENCY_NOT_FOUND')
  return row
}

/** How often a stream looks, and how often at most. */
const lookMs = 1_000
const looksMost = 600

interface Streamed<T> {
  readonly first: T
  readonly read: () => Promise<T>
  readonly closing: AbortSignal
}

/** Server-sent events: the state whole, whenever it differs from what was sent last. Ends with the client, the server, or in time. */
async function stream<T>(
  { log }: FastifyRequest,
  reply: FastifyReply,
  { first, read, closing }: Streamed<T>,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  const over = AbortSignal.any([gone.signal, closing])
  // Nobody asks anything more on it; kept alive it would outlast a server that closes.
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'close' })
  let sent = ''
  let state = first
  try {
    for (let looks = 0; looks < looksMost && !over.aborted; looks += 1) {
      const text = JSON.stringify(state)
      raw.write(text === sent ? ': nothing new\n\n' : `event: progress\ndata: ${text}\n\n`)
      sent = text
      await pause(lookMs, undefined, { signal: over, ref: false })
      state = await read()
    }
  } catch (err) {
    // The client reads on from the present state whenever it comes again.
    if (!over.aborted) log.warn({ err }, 'the stream ends')
  }
  raw.end()
}
