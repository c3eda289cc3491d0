import { isDeepStrictEqual } from 'node:util'

import { openClaimsByCalendar } from '../../db/calendar-counts.ts'
import { effectOf } from '../../db/calendar-effect.ts'
import { tellingProgress } from '../../db/calendar-tellings.ts'
import type { CalendarDraft, CalendarRow, PublishedCalendar } from '../../db/calendars.ts'
import { listVersions, newestVersion, publishCalendar, readCalendar } from '../../db/calendars.ts'
import type { Calendar } from '../../domain/clocks/calendar.ts'
import { isSynthetic } from '../../domain/clocks/calendar.ts'
import type { CalendarFault } from '../../domain/clocks/calendar-faults.ts'
import { calendarFaults, noticeFaults, shrunkCoverage } from '../../domain/clocks/calendar-faults.ts'
import { newerCalendar } from '../../domain/clocks/calendar-versions.ts'
import { identityOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { Problem, fieldProblem } from '../problems.ts'
import {
  calendarAnswer,
  calendarBody,
  calendarEffectAnswer,
  calendarOnWire,
  calendarPath,
  calendarQuery,
  calendarsAnswer,
  draftOf,
  versionsOnWire,
} from '../wire/calendar.ts'

const tags = ['calendars']

/** The versions of the working-day calendar, and how a new one is published to every open claim. */
export function calendarRoutes(app: ApiServer, deps: ApiDependencies): void {
  const { db, calendars } = deps
  const list = { summary: 'The versions of the calendar, the newest first', tags, response: { 200: calendarsAnswer } }
  app.get('/v1/calendars', { schema: list }, async () => {
    const [rows, progress, open, { version }] = await Promise.all([
      listVersions(db),
      tellingProgress(db),
      openClaimsByCalendar(db),
      calendars.current(),
    ])
    return { counting: version, data: versionsOnWire(rows, progress, open) }
  })

  const one = {
    summary: 'One version with all its days',
    tags,
    params: calendarPath,
    response: { 200: calendarAnswer },
  }
  app.get('/v1/calendars/:version', { schema: one }, async ({ params }) => {
    const published = await readCalendar(db, params.version)
    if (published === null) throw new Problem('CALENDAR_NOT_FOUND')
    return calendarOnWire(published)
  })

  const put = {
    summary: 'Publishes a version of the calendar to new claims and to every open one',
    description:
      'Open claims are told in pages, within minutes; a date that was promised moves earlier or stays. A version is never ' +
      'changed: safe to repeat without an Idempotency-Key. With dryRun=true the answer is what would move.',
    tags,
    params: calendarPath,
    querystring: calendarQuery,
    body: calendarBody,
    response: { 200: calendarAnswer.or(calendarEffectAnswer) },
  }
  app.put('/v1/calendars/:version', { schema: put }, async (request) => {
    const draft = draftOf(request.params.version, request.body)
    refuseFaults(deps, draft)
    const counting = await calendars.current()
    const judge = (known: PublishedCalendar | null, newest: CalendarRow | null): void =>
      judgeAgainst(draft, { known, counting, newest })
    if (request.query.dryRun) {
      judge(await readCalendar(db, draft.calendar.version), await newestVersion(db))
      return whatWouldMove(deps, draft.calendar, counting)
    }
    const published = await publishCalendar(db, draft, { by: identityOf(request).personId, judge })
    const { version, edition } = published.calendar
    request.log.info({ calendar: version, edition }, 'calendar published')
    return calendarOnWire(published)
  })
}

/** What is wrong with the calendar by itself: the first rule it breaks names the problem, all of them the fields. */
function refuseFaults({ mode }: ApiDependencies, { calendar, notices }: CalendarDraft): void {
  if (mode !== 'local' && isSynthetic(calendar)) {
    throw new Problem('CALENDAR_SYNTHETIC')
  }
  const years = notices.map(({ year }) => year)
  const faults = [...calendarFaults(calendar), ...noticeFaults(calendar, years), ...twiceNamed(calendar)]
  const [first] = faults
  if (first === undefined) return
  const errors = faults.map(({ path, message }) => ({ pointer: `#/${path.join('/')}`, detail: message, code: 'value' }))
  throw new Problem(first.code, { detail: first.message, errors: errors.slice(0, 100) })
}

/** A province stands in the list once. */
function twiceNamed({ provincial = [] }: Calendar): readonly CalendarFault[] {
  const prefixes = provincial.map(({ branchPrefix }) => branchPrefix)
  return provincial.flatMap(({ branchPrefix }, index) => {
    if (prefixes.indexOf(branchPrefix) === index) return []
    const path = ['provincial', index, 'branchPrefix']
    return [{ code: 'CALENDAR_DAY_TWICE', path, message: 'names a province twice' }]
  })
}

interface Standing {
  readonly known: PublishedCalendar | null
  readonly newest: CalendarRow | null
  /** What this process counts by: a file may cover more than any version. */
  readonly counting: Calendar
}

function judgeAgainst({ calendar, notices }: CalendarDraft, { known, newest, counting }: Standing): void {
  if (known !== null) {
    const { edition: _edition, ...stored } = known.calendar
    if (isDeepStrictEqual([stored, known.notices], [calendar, notices])) return
    throw new Problem('CALENDAR_VERSION_TAKEN')
  }
  for (const before of newest === null ? [counting] : [counting, newest]) {
    const shrunk = shrunkCoverage(calendar, before)
    if (shrunk === null) continue
    const pointer = `#/${shrunk.path.join('/')}`
    throw fieldProblem('CALENDAR_COVERAGE_SHRINKS', { pointer, detail: shrunk.message, code: 'value' })
  }
}

async function whatWouldMove({ db }: ApiDependencies, calendar: Calendar, counting: Calendar) {
  const published = { ...calendar, edition: (counting.edition ?? 0) + 1 }
  // A version that is known already, and not the newest, would change nothing.
  const known = await readCalendar(db, calendar.version)
  const candidate = known === null ? published : newerCalendar(counting, known.calendar)
  const { moves, ...effect } = await effectOf(db, { counting, published: candidate })
  return { version: calendar.version, replaces: counting.version, ...effect, moves: [...moves] }
}
