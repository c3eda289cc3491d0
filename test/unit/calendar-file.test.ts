import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { readWorkerConfig } from '../../config.ts'
import { dayAnswer } from '../../domain/clocks/calendar.ts'
import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import { addDays, daysBetween } from '../../domain/time.ts'
import { calendarAround, layOutCalendar } from '../calendar-around.ts'
import { completeEnvironment as complete } from './complete-environment.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lipei-calendar-'))
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true }))

test('a process that is told no calendar promises by the one that is built in', () => {
  expect(start({}).LIPEI_CALENDAR_FILE).toEqual(china2024To2026)
})

test('in production a process promises by the published calendar of its file', () => {
  const published = { ...china2024To2026, version: 'cn-2027-1', coveredTo: '2027-12-25' }
  expect(start({ LIPEI_CALENDAR_FILE: fileOf(published) }).LIPEI_CALENDAR_FILE).toEqual(published)
})

test('a synthetic calendar is taken in local mode and refused in production', () => {
  const LIPEI_CALENDAR_FILE = layOutCalendar(folder)
  expect(start({ LIPEI_CALENDAR_FILE, LIPEI_MODE: 'local' }).LIPEI_CALENDAR_FILE.version).toMatch(/^synthetic-/)
  expect(() => start({ LIPEI_CALENDAR_FILE, LIPEI_MODE: 'production' })).toThrow(
    'LIPEI_CALENDAR_FILE: the calendar is synthetic',
  )
})

describe('a calendar that cannot be right stops the start, which says what is wrong with it', () => {
  const china = china2024To2026
  test.each([
    ['no version', { ...china, version: undefined }, '.version: '],
    ['a version that is a sentence', { ...china, version: 'the newest one' }, '.version: expected a short name'],
    ['an end before its beginning', { ...china, coveredTo: '2023-12-31' }, '.coveredTo: lies before coveredFrom'],
    ['no source', { ...china, sources: [] }, '.sources: '],
    ['a date that never was', { ...china, offDays: ['2026-02-30'] }, '.offDays.0: '],
    ['a date twice', { ...china, workDays: ['2026-01-04', '2026-01-04'] }, '.workDays: names a date twice'],
    ['a day both off and worked', { ...china, workDays: ['2026-01-01'] }, '.workDays: 2026-01-01 is a day off too'],
    ['a weekend day off', { ...china, offDays: ['2026-01-03'] }, '.offDays: 2026-01-03 is a weekend day'],
    ['a worked weekday', { ...china, workDays: ['2026-01-05'] }, '.workDays: 2026-01-05 is worked as it is'],
    ['a day off it does not cover', { ...china, offDays: ['2027-01-01'] }, '.offDays: 2027-01-01 is not covered'],
    ['a worked day it does not cover', { ...china, workDays: ['2026-12-27'] }, '.workDays: 2026-12-27 is not covered'],
    ['a word we do not know', { ...china, holidays: [] }, ': Unrecognized key: "holidays"'],
  ])('%s', (_name, calendar, fault) => {
    expect(() => start({ LIPEI_CALENDAR_FILE: fileOf(calendar) })).toThrow(`LIPEI_CALENDAR_FILE${fault}`)
  })

  test('a file that is not there, and one that is no JSON', () => {
    const missing = path.join(folder, 'missing.json')
    expect(() => start({ LIPEI_CALENDAR_FILE: missing })).toThrow(/LIPEI_CALENDAR_FILE: ENOENT.*missing\.json/)
    expect(() => start({ LIPEI_CALENDAR_FILE: fileOf('{') })).toThrow('LIPEI_CALENDAR_FILE: ')
  })
})

test('the calendar of the tests is one a process takes, whatever day of the week it is, leap day included', () => {
  for (const days of [0, 1, 2, 3, 4, 5, 6]) {
    const calendar = calendarAround(addDays('2028-02-25', days))
    expect(start({ LIPEI_CALENDAR_FILE: fileOf(calendar), LIPEI_MODE: 'local' }).LIPEI_CALENDAR_FILE).toEqual(calendar)
  }
})

test('the calendar of the tests has plain weeks for two months, and known days for two years', () => {
  const calendar = calendarAround('2027-02-06')
  expect([...calendar.offDays, ...calendar.workDays].filter((date) => isNear(date))).toEqual([])
  expect(dayAnswer(calendar, '2029-02-06')).toEqual({ working: true, provisional: false })
})

const isNear = (date: string): boolean => Math.abs(daysBetween('2027-02-06', date)) <= 61

function start(told: Readonly<Record<string, string>>): ReturnType<typeof readWorkerConfig> {
  for (const [name, value] of Object.entries({ ...complete, ...told })) vi.stubEnv(name, value)
  return readWorkerConfig()
}

function fileOf(content: unknown): string {
  const file = path.join(folder, 'calendar-told.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
