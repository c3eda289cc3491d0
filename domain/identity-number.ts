import type { DateText } from './time.ts'
import { addYears, isDateText } from './time.ts'

/** The number of an identity document as it is kept: a resident's (GB 11643) may end in an `X`, however it was typed. */
export const identityNumberOf = (typed: string): string => (/^\d{17}x$/.test(typed) ? typed.toUpperCase() : typed)

/**
 * The birth date a resident's number holds: eighteen places (GB 11643), or the fifteen of before 1999; null in every other, and where
 * there is no such day. The check digit is not asked: who mistypes it is no other person's age.
 */
export function birthDateIn(number: string): DateText | null {
  const digits = /^\d{6}(\d{8})\d{3}[\dX]$/.exec(number)?.[1] ?? centuryBefore(/^\d{6}(\d{6})\d{3}$/.exec(number)?.[1])
  if (digits === null) return null
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  return isDateText(date) ? date : null
}

/** Who may take money himself (Civil Code 17, 18): from the day he is eighteen years old. */
export type Age = 'minor' | 'adult'

export const ageOn = (birthDate: DateText, day: DateText): Age => (day < addYears(birthDate, 18) ? 'minor' : 'adult')

const centuryBefore = (short: string | undefined): string | null => (short === undefined ? null : `19${short}`)
