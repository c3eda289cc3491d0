import { calendarOf2020 } from './calendar-of-2020.ts'
import { calendarYears } from './calendar-years.ts'
import { caps as capsTogether } from './caps.ts'
import { capsApart } from './caps-apart.ts'
import { clockTimes } from './clock-times.ts'
import { nationalDay } from './national-day.ts'
import { naturalDayPauses } from './natural-day-pauses.ts'
import { naturalDays } from './natural-days.ts'
import { provisional } from './provisional.ts'
import { rollOver } from './roll-over.ts'
import { springFestival } from './spring-festival.ts'
import { workingDayPauses } from './working-day-pauses.ts'
import { workingDays } from './working-days.ts'

/** Every deadline worked by hand, by theme. */
export const vectors = {
  'minutes and hours': clockTimes,
  'natural days': naturalDays,
  'roll-over': rollOver,
  'calendar years': calendarYears,
  'working days': workingDays,
  'the Spring Festival': springFestival,
  'the National Day week': nationalDay,
  'pauses of natural days': naturalDayPauses,
  'pauses of working days': workingDayPauses,
  'dates no notice speaks of': provisional,
  'the calendar of 2020, changed while it ran': calendarOf2020,
}

/** Every act with its clocks, worked by hand: which binds. */
export const caps = [...capsTogether, ...capsApart]
