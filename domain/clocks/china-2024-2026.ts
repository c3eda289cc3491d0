import type { Calendar } from './calendar.ts'

const year = (y: number, days: string): string[] => days.split(' ').map((day) => `${y}-${day}`)

/**
 * Mainland China 2024-2026 from the State Council notices. 2027 is not published; the notice for a year can move the
 * last days of the year before, so the calendar ends on 2026-12-25 until it is.
 */
export const china2024To2026: Calendar = {
  version: 'cn-2026-1',
  coveredFrom: '2024-01-01',
  coveredTo: '2026-12-25',
  offDays: [
    ...year(2024, '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17'),
    ...year(2024, '10-01 10-02 10-03 10-04 10-07'),
    ...year(2025, '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02'),
    ...year(2025, '10-01 10-02 10-03 10-06 10-07 10-08'),
    ...year(2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25'),
    ...year(2026, '10-01 10-02 10-05 10-06 10-07'),
  ],
  workDays: [
    ...year(2024, '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12'),
    ...year(2025, '01-26 02-08 04-27 09-28 10-11'),
    ...year(2026, '01-04 02-14 02-28 05-09 09-20 10-10'),
  ],
  sources: [
    'State Council notice 202310/content_6911528 (2024)',
    'State Council notice 202411/content_6986383 (2025)',
    'State Council notice 202511/content_7047091 (2026)',
  ],
}
