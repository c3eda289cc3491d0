import { setTimeout as delay } from 'node:timers/promises'

import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import { addDays, dateOf, weekday } from '../../domain/time.ts'
import { createHttpClient } from '../driver/http-client.ts'
import { query } from '../measure/databases.ts'
import type { Stage } from '../stage.ts'
import { fillUpTo } from './growth.ts'
import type { Phase } from './phase.ts'
import { countOpen, settle } from './settle.ts'

/**
 * A calendar is published over all that stands open: how long until every claim has counted its clocks anew. Only when it
 * is asked for by name, as recounting as many claims as the intake leaves takes as long as a quarter of a whole run.
 */
export const calendar: Phase = {
  name: 'calendar',
  onlyByName: true,
  seconds: ({ growth }) => growth.points[2] / 5,
  async run(stage) {
    const { plan, findings, say } = stage
    await fillUpTo(stage, plan.growth.points[2])
    // What the intake still has to do would be counted as time of the recount.
    await settle(stage, plan.growth.points[2] / 10)
    const claims = await countOpen(stage)
    const [{ last } = { last: 0 }] = await query<{ last: number }>(stage.stack.ownerUrl, newest)
    const began = performance.now()
    await publish(stage)
    await untilTold(stage, claims, last)
    const seconds = (performance.now() - began) / 1_000
    findings.recount = { claims, seconds }
    say(`  ${claims} open claims counted anew in ${seconds.toFixed(0)} s`)
  },
}

const version = 'bench-next'

/** The days known today and, made up, those of a year more: what was provisional is known, and C06 of today's claims ends on a day off. */
async function publish({ stack }: Stage): Promise<void> {
  const { coveredFrom, offDays, workDays } = china2024To2026
  const today = dateOf(Date.now())
  const isWorked = (day: string): boolean => weekday(day) !== 0 && weekday(day) !== 6 && !offDays.includes(day)
  const endOfReview = addDays(today, 30)
  const body = {
    coveredFrom,
    coveredTo: [addDays(today, 400), china2024To2026.coveredTo].toSorted()[1],
    offDays: isWorked(endOfReview) ? [...offDays, endOfReview] : offDays,
    workDays,
    notices: yearsUntil(addDays(today, 400)).map((year) => ({ year, notice: `made up for the bench, ${year}` })),
  }
  const headers = { authorization: `Bearer ${await stack.tokenOf('calendar-officer')}` }
  const answer = await createHttpClient(stack.url)({ method: 'PUT', path: `/v1/calendars/${version}`, headers, body })
  if (answer.status !== 200) throw new Error(`the calendar was refused: ${JSON.stringify(answer.body)}`)
}

function yearsUntil(last: string): readonly number[] {
  const [from, to] = [china2024To2026.coveredFrom, last].map((day) => Number(day.slice(0, 4))) as [number, number]
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

async function untilTold({ stack, plan }: Stage, claims: number, after: number): Promise<void> {
  const until = performance.now() + calendar.seconds(plan) * 1_000
  for (;;) {
    const [row] = await query<{ counted: number }>(stack.ownerUrl, counted, [after, version])
    if ((row?.counted ?? 0) >= claims) return
    if (performance.now() > until) throw new Error(`${row?.counted ?? 0} of ${claims} claims counted anew in time`)
    await delay(2_000)
  }
}

const newest = 'select coalesce(max(global_seq), 0)::int as last from claim_events'

/** Of the events since the calendar alone: to read the whole log anew each time took a fifth of the machine that is measured. */
const counted = `
  select count(distinct claim_id)::int as counted from claim_events
  where global_seq > $1 and type = 'CalendarChanged' and event->>'version' = $2`
