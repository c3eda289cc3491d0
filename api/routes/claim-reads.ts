import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

import type { ListedClaim } from '../../db/claim-summary.ts'
import { readClocks } from '../../db/claim-summary.ts'
import { listClaims } from '../../db/claim-list.ts'
import { CursorInvalid, formatCursor, parseCursor } from '../../db/cursor.ts'
import type { RecordedEvent } from '../../db/event-log.ts'
import { readEventPage, readEvents } from '../../db/event-log.ts'
import type { Role } from '../../domain/claim/codes.ts'
import { confidant, isConfidentialClock } from '../../domain/claim/confidential.ts'
import { escalationRecord } from '../../domain/claim/escalation-record.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { isInternal } from '../../domain/claim/hold-notices.ts'
import { nextActions, shownToCustomers } from '../../domain/claim/next-actions.ts'
import { oneDayBars } from '../../domain/claim/one-day.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { waitingDecisions } from '../../domain/claim/waiting-decisions.ts'
import { showInstant } from '../../domain/time.ts'
import { isConfidant, isStaff, listSight, rolesOf, scopeOf, visibleClaim } from '../access.ts'
import { emptyPage, filterOf } from '../claim-listing.ts'
import { readAuthority } from '../commands/told-authority.ts'
import { waitingFor } from '../commands/weigh-approval.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { setEtag } from '../etag.ts'
import { linkNext } from '../next-page.ts'
import { readPersonal } from '../reading.ts'
import { listAnswer, listOnWire, listQuery } from '../wire/claim-list.ts'
import { claimBody, claimOnWire } from '../wire/claim-view.ts'
import { clockBody, clocksOnWire } from '../wire/clock-view.ts'
import { escalationBody, escalationOnWire, subjectOnWire } from '../wire/escalation-view.ts'
import { actingApprover } from '../wire/commands/approval-queue.ts'
import { castVotes } from '../wire/votes.ts'
import {
  confidentialNotices,
  eventOnWire,
  eventsAnswer,
  eventsQuery,
  isForColleagues,
  isForCustomers,
  lastPosition,
} from '../wire/event-view.ts'
import { onWire } from '../wire/on-wire.ts'
import { claimPath, wireLine } from '../wire/values.ts'

const tags = ['claims']

/** What can be read of claims. It needs the database only, and says what the log of events says. */
export function claimReadRoutes(app: ApiServer, deps: ApiDependencies): void {
  const { db } = deps
  const list = { summary: 'Claims the caller may see', tags, querystring: listQuery, response: { 200: listAnswer } }
  app.get('/v1/claims', { schema: list }, async (request, reply) => {
    const { sort, cursor, limit, ...wish } = request.query
    const filter = isHiddenQueue(request, wish.queue) ? null : filterOf(scopeOf(request), wish)
    const page = filter === null ? emptyPage : await listClaims(db, { filter, sort, cursor, limit })
    linkNext(request, reply, page.next === null ? null : { cursor: page.next })
    return listOnWire(page, listSight(request))
  })

  const one = { summary: 'One claim', tags, params: claimPath, querystring: claimQuery, response: { 200: claimBody } }
  app.get('/v1/claims/:claimId', { schema: one }, async (request, reply) => {
    const { reveal, purpose } = request.query
    const personal = await readPersonal(deps, request, { reveal: reveal === 'true', purpose })
    const claim = fold(null, await readEvents(db, request.params.claimId))
    setEtag(reply, claim.decisionVersion)
    return claimOnWire(claim, { staff: isStaff(request), confidant: isConfidant(request), ...personal })
  })
  eventRoute(app, deps)
  clockRoute(app, deps)
  nextActionsRoute(app, deps)
}

/** That claims wait for compliance is compliance's to know: to all others the queue is empty. */
const isHiddenQueue = (request: FastifyRequest, queue: Role | undefined): boolean =>
  queue === confidant && !isConfidant(request)

const claimQuery = z.strictObject({
  /** Personal data in full, for whoever may. */
  reveal: z.enum(['true', 'false']).default('false'),
  /** What for: kept with the reader's id. */
  purpose: wireLine(200).min(4).optional(),
})

function eventRoute(app: ApiServer, deps: ApiDependencies): void {
  const { db } = deps
  const schema = {
    summary: 'What happened to the claim, in order',
    tags,
    params: claimPath,
    querystring: eventsQuery,
    response: { 200: eventsAnswer },
  }
  app.get('/v1/claims/:claimId/events', { schema }, async (request, reply) => {
    const { claimId } = request.params
    const { cursor, limit } = request.query
    const from = cursor === undefined ? request.query.from : firstBehind(claimId, cursor)
    const page = await readEventPage(db, { claimId, from, limit: limit + 1 })
    const next = page.length > limit ? formatCursor(list, { key: String(from + limit), claimId }) : null
    linkNext(request, reply, next === null ? null : { cursor: next })
    const staff = isStaff(request)
    const isShown = staff ? await openToColleagues(deps, request) : isForCustomers
    const shown = page.slice(0, limit).filter(isShown)
    return {
      data: shown.map((event) => eventOnWire(event, staff)),
      page: { next, hasMore: next !== null },
    }
  })
}

/** What is compliance's alone is left out for everybody else, and with it what became of its notices. */
async function openToColleagues(
  { db }: Pick<ApiDependencies, 'db'>,
  request: FastifyRequest,
): Promise<(event: RecordedEvent) => boolean> {
  if (isConfidant(request)) return () => true
  const notices = confidentialNotices(await readEvents(db, visibleClaim(request).claimId))
  return ({ event }) => isForColleagues(event, notices)
}

const list = 'events'

/** The position a cursor stands for; one of another claim's log is none of ours. */
function firstBehind(claimId: string, cursor: string): number {
  const place = parseCursor(list, cursor)
  const position = Number(place.key)
  if (place.claimId !== claimId || position < 0 || position > lastPosition) throw new CursorInvalid()
  return position
}

const clocksAnswer = z.object({
  asOf: z.string(),
  clocks: z.array(clockBody),
  /** Targets that are no clock of the registry and were missed: staff only. */
  targets: z.array(z.object({ target: z.string(), escalations: z.array(escalationBody) })),
})

function clockRoute(app: ApiServer, { db }: ApiDependencies): void {
  const schema = {
    summary: 'Every clock of the claim, with its source',
    tags,
    params: claimPath,
    response: { 200: clocksAnswer },
  }
  app.get('/v1/claims/:claimId/clocks', { schema }, async (request) => {
    const { claimId } = request.params
    const staff = isStaff(request)
    const mayKnow = isConfidant(request)
    const clocks = (await readClocks(db, claimId)).filter(
      ({ id }) => (staff || !isInternal(id)) && (mayKnow || !isConfidentialClock(id)),
    )
    const escalations = staff ? escalationRecord(await readEvents(db, claimId)) : []
    const survey = escalations.filter(({ subject }) => subject.kind === 'survey')
    const { asOf } = visibleClaim(request)
    return {
      asOf: showInstant(asOf),
      clocks: clocksOnWire(clocks, asOf, escalations),
      targets: survey.length === 0 ? [] : [{ target: 'survey', escalations: survey.map(escalationOnWire) }],
    }
  })
}

const nextActionsAnswer = z.object({
  asOf: z.string(),
  status: z.string(),
  missing: z.array(z.string()),
  actions: z.array(
    z.object({
      command: z.string(),
      roles: z.array(z.string()),
      /** Whether the caller has one of the roles. */
      mine: z.boolean(),
      level: z.int().optional(),
      blockedBy: z.string().optional(),
    }),
  ),
  /** Escalations nobody has acknowledged or done: staff only. */
  escalations: z.array(
    z.object({
      n: z.int(),
      clock: z.string().optional(),
      instance: z.int().optional(),
      /** What is late, where it is no clock. */
      target: z.string().optional(),
      level: z.string(),
      at: z.string(),
      roles: z.array(z.string()),
      mine: z.boolean(),
    }),
  ),
  /** What the customer may ask for beside the usual service, while an event or the green channel holds. */
  offers: z.array(z.string()).optional(),
  /** Of a critical illness: why no day is promised for it (C19). Staff only. */
  notInOneDay: z.array(z.enum(oneDayBars)).optional(),
  /** Of a proposal that waits: for whom first, who else may, and what the committee has said. Staff only. */
  approval: z
    .object({ requiredLevel: z.int().nullable(), whoMay: z.array(actingApprover), votes: castVotes })
    .optional(),
})

function nextActionsRoute(app: ApiServer, deps: ApiDependencies): void {
  const schema = {
    summary: 'What is missing, and who may act',
    tags,
    params: claimPath,
    response: { 200: nextActionsAnswer },
  }
  app.get('/v1/claims/:claimId/next-actions', { schema }, async (request) => {
    const listed = visibleClaim(request)
    const { asOf, claimId } = listed
    const claim = fold(null, await readEvents(deps.db, claimId))
    const all = nextActions(claim, { isConfidant: isConfidant(request) })
    const { missing, actions, escalations, offers, notInOneDay } = isStaff(request) ? all : shownToCustomers(all)
    const mine = rolesOf(request)
    const isMine = ({ roles }: { readonly roles: readonly Role[] }): boolean =>
      roles.some((role) => mine.includes(role))
    return {
      asOf: showInstant(asOf),
      status: claim.stage.status,
      missing: [...missing],
      ...(offers && { offers: [...offers] }),
      ...(notInOneDay && { notInOneDay: [...notInOneDay] }),
      actions: actions.map((action) => ({
        ...action,
        roles: [...action.roles],
        mine: isMine(action),
      })),
      escalations: (isStaff(request) ? escalations : []).map(({ subject, at, ...standing }) => ({
        ...standing,
        ...subjectOnWire(subject),
        at: showInstant(at),
        roles: [...standing.roles],
        mine: isMine(standing),
      })),
      ...(isStaff(request) && (await approvalOf(deps, listed, claim))),
    }
  })
}

async function approvalOf(deps: ApiDependencies, listed: ListedClaim, claim: Claim) {
  const what = waitingDecisions(claim).find(({ subject }) => subject === 'proposal')
  if (what === undefined) return {}
  const waiting = await waitingFor(deps, await readAuthority(deps.db), { listed, claim }, what)
  if (waiting === null) return {}
  const { level: requiredLevel, whoMay, votes } = waiting
  return { approval: { requiredLevel, whoMay: [...whoMay], votes: onWire([...votes]) } }
}
