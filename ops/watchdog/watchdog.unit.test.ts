import { pino } from 'pino'
import { expect, test, vi } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Finding } from '../../domain/watchdog/findings.ts'
import { buildWatchdogServer } from './server.ts'
import { startWatch } from './watch.ts'

const finding: Finding = {
  key: 'START_OVERDUE/clm_a',
  alert: 'START_OVERDUE',
  claimId: 'clm_a',
  missing: ['the start of its workflow'],
  lateMs: 61_500,
  todo: 'look',
}
const since = Date.UTC(2026, 4, 12, 4)
const standing = () => [{ finding, since, toldAt: since }]

const answers = async (lookedAt: number | null) => {
  const app = buildWatchdogServer({ standing, lookedAt: () => lookedAt })
  const get = async (url: string) => {
    const { statusCode, body } = await app.inject(url)
    return { status: statusCode, body: JSON.parse(body) as unknown }
  }
  return { livez: await get('/livez'), readyz: await get('/readyz'), alerts: await get('/alerts') }
}

test('who asks is told what stands, how much of each, and since when', async () => {
  const { livez, readyz, alerts } = await answers(Date.now())
  expect([livez.status, readyz.status, alerts.status]).toEqual([200, 200, 200])
  expect(alerts.body).toEqual({
    lookedAt: expect.any(String),
    counts: { CLAIM_SILENT: 0, START_OVERDUE: 1, RECEIPT_OVERDUE: 0, CALENDAR_ENDING: 0, CALENDAR_UNTOLD: 0 },
    alerts: [
      {
        alert: 'START_OVERDUE',
        claimId: 'clm_a',
        missing: ['the start of its workflow'],
        lateSeconds: 61,
        since: '2026-05-12T12:00:00.000+08:00',
        todo: 'look',
      },
    ],
  })
})

test.each([
  ['never', null],
  ['for a minute', Date.now() - 61_000],
])('a watchdog that could not look %s lives, and nobody takes its silence for health', async (_, lookedAt) => {
  const { livez, readyz, alerts } = await answers(lookedAt)
  expect([livez.status, readyz.status, alerts.status]).toEqual([200, 503, 503])
})

test('a watch whose database is away says so in the log, without what the driver said, and looks again', async () => {
  const written: string[] = []
  const log = pino({}, { write: (line: string) => void written.push(line) })
  const db = openDatabase('postgres://lipei_watchdog:secret@127.0.0.1:1/lipei', { max: 1, applicationName: 'test' })
  const watch = startWatch({ db, log, everyMs: 5 })
  await vi.waitFor(() => expect(written.length).toBeGreaterThan(1), { timeout: 60_000 })
  await watch.stop()
  await db.close()
  expect(watch.lookedAt()).toBeNull()
  expect(written[0]).toContain('"alert":"WATCHDOG_BLIND"')
  expect(written.join('')).not.toMatch(/select|secret/)
})
