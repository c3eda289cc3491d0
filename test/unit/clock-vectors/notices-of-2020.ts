import type { Calendar } from '../../../domain/clocks/calendar.ts'

const year = (days: string): string[] => days.split(' ').map((day) => `2020-${day}`)

/** 2020 as announced on 2019-11-21: the Spring Festival off from 01-24 to 01-30, worked for on 01-19 and 02-01. */
export const firstNotice: Calendar = {
  version: 'cn-2020-1',
  coveredFrom: '2020-01-01',
  coveredTo: '2020-12-25',
  offDays: year(
    '01-01 01-24 01-27 01-28 01-29 01-30 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08',
  ),
  workDays: year('01-19 02-01 04-26 05-09 06-28 09-27 10-10'),
  sources: ['State Council notice of 2019-11-21 (2020)'],
}

/** The same year after the notice of 2020-01-27, in the middle of the festival: off until 02-02, work again on 02-03. */
export const secondNotice: Calendar = {
  ...firstNotice,
  version: 'cn-2020-2',
  offDays: [...firstNotice.offDays, '2020-01-31'].toSorted(),
  workDays: firstNotice.workDays.filter((date) => date !== '2020-02-01'),
  sources: [...firstNotice.sources, 'State Council notice of 2020-01-27 (Spring Festival lengthened)'],
}
