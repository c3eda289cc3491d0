import { describe, expect, test } from 'vitest'
import { china2024To2026 as china } from '../../domain/clocks/china-2024-2026.ts'
import { isSynthetic } from '../../domain/clocks/calendar.ts'
import { clockRegistry1 as rules } from '../../domain/clocks/registry.ts'
import type { DateText } from '../../domain/time.ts'
import { addDays, dateOf, daysBetween, weekday } from '../../domain/time.ts'
import { caps, vectors } from './clock-vectors/all.ts'
import { firstNotice, secondNotice } from './clock-vectors/notices-of-2020.ts'
import type { ClockVector } from './clock-vectors/vector.ts'
import { instantOf, runClock } from './clock-vectors/vector.ts'

/** A vector by what makes it worth working: nothing here is asked of the engine but its binding clock. */
interface Row extends ClockVector {
  readonly unit: string
  readonly begins: DateText
  /** The date whose 24:00 is aimed at; for hours and minutes the date it falls on. */
  readonly aims: DateText
  readonly ends: DateText
  readonly rolls: boolean
}

const lastDateOf = (time: string): DateText => dateOf(instantOf(time) - 1)

const rows: readonly Row[] = Object.values(vectors)
  .flat()
  .map((row) => ({
    ...row,
    unit: rules[row.rule].unit,
    begins: dateOf(instantOf(row.start)),
    aims: lastDateOf(row.target),
    ends: lastDateOf(row.legal ?? row.target),
    rolls: row.legal !== undefined,
  }))

const ofChina = rows.filter(({ calendar = china }) => calendar === china)
const [minutes, hours, natural, working, years] = (
  ['clock-minutes', 'clock-hours', 'natural-days', 'working-days', 'calendar-years'] as const
).map((unit) => ofChina.filter((row) => row.unit === unit)) as [Row[], Row[], Row[], Row[], Row[]]
const paused = ofChina.filter(({ pauses = [] }) => pauses.length > 0)
const pausesOf = ({ pauses = [] }: Row): { from: DateText; to: DateText; at: string; until: string }[] =>
  pauses.map(([at, until]) => ({ from: dateOf(instantOf(at)), to: dateOf(instantOf(until)), at, until }))
const passes = (row: Row, date: DateText): boolean => row.begins < date && date <= row.ends
const pausedWhere = (unit: string, holds: (pause: ReturnType<typeof pausesOf>[number], row: Row) => boolean): Row[] =>
  paused.filter((row) => row.unit === unit && pausesOf(row).some((pause) => holds(pause, row)))
const isOff = (date: DateText): boolean => china.offDays.includes(date)
const isMadeUp = (date: DateText): boolean => china.workDays.includes(date)
const rests = (date: DateText): boolean => isOff(date) || (weekday(date) % 6 === 0 && !isMadeUp(date))

test('there are at least 150 vectors, no two the same, each with a sentence of its own', () => {
  expect(rows.length + caps.length).toBeGreaterThanOrEqual(150)
  const asked = rows.map(({ rule, length, calendar, start, pauses }) =>
    JSON.stringify([rule, length, calendar?.version, start, pauses]),
  )
  expect(asked.filter((question, at) => asked.indexOf(question) !== at)).toEqual([])
  for (const { because } of [...rows, ...caps]) expect(because.split(' ').length).toBeGreaterThanOrEqual(4)
  expect(rows.filter(({ calendar = china }) => isSynthetic(calendar))).toEqual([])
})

describe('every unit', () => {
  test.each([
    ['clock minutes', minutes, 3],
    ['clock hours', hours, 10],
    ['natural days', natural, 40],
    ['working days', working, 40],
    ['calendar years', years, 10],
  ])('%s', (_unit, found, least) => {
    expect(found.length).toBeGreaterThanOrEqual(least)
  })

  test('and every clock of the registry', () => {
    expect(new Set(rows.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)))
  })

  test('hours run through a night, a weekend, the festival, National Day, a year’s end and the leap day', () => {
    const dates = ['2024-02-29', '2026-02-17', '2026-10-03', '2026-01-01']
    const through = (date: DateText): Row[] =>
      hours.filter((row) => row.begins <= date && date <= dateOf(instantOf(row.target)))
    expect(dates.filter((date) => through(date).length === 0)).toEqual([])
    expect(hours.filter((row) => [0, 6].includes(weekday(row.begins)))).not.toEqual([])
  })
})

describe('the calendar', () => {
  test('every make-up working day is counted by a clock of working days', () => {
    expect(china.workDays.filter((date) => !working.some((row) => passes(row, date)))).toEqual([])
  })

  test('every make-up working day has a clock of natural days that ends on it and does not roll', () => {
    const ended = [...natural, ...years].filter(({ rolls, aims }) => !rolls && isMadeUp(aims)).map(({ aims }) => aims)
    expect(china.workDays.filter((date) => !ended.includes(date))).toEqual([])
  })

  test('every day off is passed by a clock of working days', () => {
    expect(china.offDays.filter((date) => !working.some((row) => passes(row, date)))).toEqual([])
  })

  test('every holiday of three years has a clock that would end in it and rolls over', () => {
    const last = china.offDays.filter((date) => !isOff(addDays(date, 1)))
    const first = china.offDays.filter((date) => !isOff(addDays(date, -1)))
    const blocks = first.map((from, at) => [from, last[at] ?? from] as const)
    const rolled = [...natural, ...years].filter(({ rolls }) => rolls)
    const missed = blocks.filter(
      ([from, to]) => !rolled.some(({ aims, ends }) => aims <= to && ends > from && aims >= addDays(from, -2)),
    )
    expect(missed).toEqual([])
  })

  test.each(['2024', '2025', '2026'])(
    'the Spring Festival and the National Day week of %s, in every unit of days',
    (year) => {
      for (const weeks of [
        ['01-20', '02-25'],
        ['09-28', '10-08'],
      ] as const) {
        const within = (row: Row): boolean =>
          weeks.every((_, at) => at > 0 || (row.aims >= `${year}-${weeks[0]}` && row.aims <= `${year}-${weeks[1]}`))
        expect(natural.some((row) => row.rolls && within(row) && isOff(row.aims))).toBe(true)
        expect(
          working.some(
            (row) =>
              rests(addDays(row.begins, 1)) &&
              row.begins >= `${year}-${weeks[0]}` &&
              row.begins <= `${year}-${weeks[1]}`,
          ),
        ).toBe(true)
      }
    },
  )

  test.each([
    ['2023', '2024'],
    ['2024', '2025'],
    ['2025', '2026'],
    ['2026', '2027'],
  ])('the end of the year %s, in natural and in working days', (year, next) => {
    for (const found of [natural, working])
      expect(found.some(({ begins, ends }) => begins.startsWith(year) && ends.startsWith(next))).toBe(true)
  })

  test('the leap day: started, passed, ended on, and sought in years that have none', () => {
    for (const found of [natural, working]) {
      expect(found.some((row) => row.begins < '2024-02-29' && row.ends > '2024-02-29')).toBe(true)
      expect(found.some((row) => row.ends === '2024-02-29')).toBe(true)
      expect(found.some((row) => row.begins === '2024-02-29')).toBe(true)
    }
    expect(years.some(({ begins, aims }) => begins.endsWith('02-29') && aims.endsWith('02-28'))).toBe(true)
    expect(years.some(({ begins, aims }) => begins < '2024-02-29' && aims > '2024-02-29')).toBe(true)
  })
})

describe('pauses', () => {
  const both = ['natural-days', 'working-days']
  const everywhere = (holds: (pause: ReturnType<typeof pausesOf>[number], row: Row) => boolean): string[] =>
    both.filter((unit) => pausedWhere(unit, holds).length === 0)

  test.each<[string, (pause: ReturnType<typeof pausesOf>[number], row: Row) => boolean]>([
    ['delivered and answered on one date', ({ from, to, at, until }) => from === to && at < until],
    ['of no length', ({ at, until }) => at === until],
    ['over one midnight', ({ from, to }) => to === addDays(from, 1)],
    ['ended at midnight', ({ until }) => until.endsWith('00:00')],
    ['from the start day on', ({ from }, { begins }) => from === begins],
    ['delivered on the last day', ({ from, to }, row) => to > from && from === dueWithout(row)],
    ['delivered when all was over', ({ from }, row) => from > lastLawfulWithout(row)],
    ['into a day off', ({ to }) => isOff(to)],
    ['onto a make-up working day', ({ to }) => isMadeUp(to)],
    ['over the National Day week', ({ from, to }) => from < '2026-10-01' && to > '2026-10-07'],
    ['over a year’s end', ({ from, to }) => from.slice(0, 4) < to.slice(0, 4)],
    ['over the leap day', ({ from, to }) => from < '2024-02-29' && to >= '2024-02-29'],
    ['longer than the clock', ({ from, to }, { rule }) => daysBetween(from, to) > rules[rule].length],
    ['answered on the day it would have been due', ({ to }, row) => to === dueWithout(row)],
  ])('%s, of both kinds of days', (_which, holds) => {
    expect(everywhere(holds)).toEqual([])
  })

  test('two of one clock, and two that touch', () => {
    const twice = paused.filter((row) => pausesOf(row).length > 1)
    const touching = twice.filter((row) => pausesOf(row).some(({ until }, at) => until === pausesOf(row)[at + 1]?.at))
    for (const found of [twice, touching]) expect(new Set(found.map(({ unit }) => unit))).toEqual(new Set(both))
  })

  test('between the aim and the last lawful day', () => {
    expect(
      pausedWhere('natural-days', ({ from }, row) => from > dueWithout(row) && from <= lastLawfulWithout(row)),
    ).not.toEqual([])
  })

  test('of every clock that may stand still, and of those asked in vain', () => {
    const pausable = Object.values(rules).flatMap(({ id, pauses }) => (pauses === 'never' ? [] : [id]))
    const asked = new Set(paused.map(({ rule }) => rule))
    expect(pausable.filter((id) => !asked.has(id))).toEqual([])
    const inVain = ['C02', 'C04', 'C08', 'C09', 'C10', 'C11', 'C13'] as const
    expect(inVain.filter((id) => !asked.has(id))).toEqual([])
  })
})

describe('caps', () => {
  const pairs = Object.values(rules).flatMap(({ id, cappedBy }) => cappedBy.map((cap) => `${id} by ${cap}`))

  test('every cap of the registry binds in a vector, and does not in another', () => {
    const bound = new Set(caps.map(({ clocks: [{ rule }], binds }) => `${rule} by ${binds}`))
    const free = new Set(
      caps.flatMap(({ clocks: [{ rule }, ...others], binds }) =>
        rule === binds ? others.map((other) => `${rule} by ${other.rule}`) : [],
      ),
    )
    expect(pairs.filter((pair) => !bound.has(pair))).toEqual([])
    expect(pairs.filter((pair) => !free.has(pair))).toEqual([])
  })
})

describe('what the calendar does not know', () => {
  test.each(['natural-days', 'working-days', 'calendar-years'])(
    'a provisional end in %s, and a certain one on the last day known',
    (unit) => {
      const found = ofChina.filter((row) => row.unit === unit)
      expect(found.some((row) => row.provisional === true)).toBe(true)
      expect(found.some((row) => row.provisional !== true && row.ends === china.coveredTo)).toBe(true)
    },
  )

  test('a pause that moves a known end behind the calendar, and a start before it', () => {
    for (const unit of ['natural-days', 'working-days']) {
      expect(
        paused.some((row) => row.unit === unit && row.provisional === true && dueWithout(row) <= china.coveredTo),
      ).toBe(true)
      expect(ofChina.some((row) => row.unit === unit && row.begins < china.coveredFrom)).toBe(true)
    }
  })

  test('hours are never provisional', () => {
    expect(hours.some(({ aims, provisional }) => aims > china.coveredTo && provisional === undefined)).toBe(true)
  })
})

describe('the calendar of 2020, changed while it ran', () => {
  const under = (calendar: unknown): Map<string, Row> =>
    new Map(
      rows
        .filter((row) => row.calendar === calendar)
        .map((row) => [JSON.stringify([row.rule, row.start, row.pauses]), row]),
    )
  const [before, after] = [under(firstNotice), under(secondNotice)]
  const changed = [...before].flatMap(([asked, first]) => {
    const second = after.get(asked)
    return second === undefined ? [] : [{ first, moved: first.ends !== second.ends }]
  })

  test.each(['clock-hours', 'natural-days', 'working-days', 'calendar-years'])(
    'the same question in %s before and after',
    (unit) => {
      const of = changed.filter(({ first }) => first.unit === unit)
      expect(of.length).toBeGreaterThanOrEqual(1)
      expect(of.some(({ moved }) => moved)).toBe(unit !== 'clock-hours')
    },
  )

  test('with a pause too, in both kinds of days', () => {
    const units = changed.filter(({ first }) => first.pauses !== undefined).map(({ first }) => first.unit)
    expect(new Set(units)).toEqual(new Set(['natural-days', 'working-days']))
  })

  test('and no end is earlier by the second notice', () => {
    expect([...before].filter(([asked, { ends }]) => (after.get(asked)?.ends ?? ends) < ends)).toEqual([])
  })
})

/** When the clock would be due if nothing had stood still: the engine is asked, its answer to it stands in other vectors. */
function dueWithout(row: Row): DateText {
  return dateOf(runClock({ ...row, pauses: [] }).dueTarget - 1)
}

function lastLawfulWithout(row: Row): DateText {
  return dateOf(runClock({ ...row, pauses: [] }).dueLegal - 1)
}
