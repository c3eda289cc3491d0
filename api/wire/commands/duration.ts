import { z } from 'zod'

import { DAY, HOUR, MINUTE, SECOND } from '../../../domain/time.ts'

const iso8601 = /^P(?=\d|T\d)(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/
const tenYears = 3_660 * DAY

/** An ISO 8601 duration of days, hours, minutes and seconds; months and years have no length of their own. Inside: ms. */
export const wireDuration = z
  .string()
  .max(40)
  .regex(iso8601, 'expected a duration such as PT48H or P30D')
  .transform(millisecondsOf)
  .refine((ms) => ms > 0 && ms <= tenYears, 'must be more than nothing and at most ten years')

function millisecondsOf(text: string): number {
  const [, days, hours, minutes, seconds] = iso8601.exec(text) ?? []
  const count = (digits: string | undefined): number => Number(digits ?? 0)
  return count(days) * DAY + count(hours) * HOUR + count(minutes) * MINUTE + count(seconds) * SECOND
}
