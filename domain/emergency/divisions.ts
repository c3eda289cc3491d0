/**
 * Administrative divisions (行政区划) of GB/T 2260: each province with the third and fourth digits of its cities. Districts change
 * every year and are not listed: one counts as known when its city is.
 */
export const divisionsVersion = 'GB/T 2260, end of 2025'

const citiesOf: Readonly<Record<string, string>> = {
  11: '01',
  12: '01',
  13: '01-11',
  14: '01-11',
  15: '01-09 22 25 29',
  21: '01-14',
  22: '01-08 24',
  23: '01-12 27',
  31: '01',
  32: '01-13',
  33: '01-11',
  34: '01-08 10-13 15-18',
  35: '01-09',
  36: '01-11',
  37: '01-11 13-17',
  41: '01-17 90',
  42: '01-03 05-13 28 90',
  43: '01-13 31',
  44: '01-09 12-20 51-53',
  45: '01-14',
  46: '01-04 90',
  50: '01-02',
  51: '01 03-11 13-20 32-34',
  52: '01-06 23 26-27',
  53: '01 03-09 23 25-26 28-29 31 33-34',
  54: '01-06 25',
  61: '01-10',
  62: '01-12 29-30',
  63: '01-02 22-23 25-28',
  64: '01-05',
  65: '01-02 04-05 23 27-32 40 42-43 90',
  71: '',
  81: '',
  82: '',
}

/** The division without the zeros that stand for "all of it": `410000` is `41`, `410100` is `4101`. */
export const divisionOf = (code: string): string => code.replace(/^(\d\d)0000$/, '$1').replace(/^(\d{4})00$/, '$1')

/** True for a province, a city of the table, or a district of one of its cities, written with two, four or six digits. */
export function isDivision(code: string): boolean {
  if (!/^(?:\d\d){1,3}$/.test(code)) return false
  const cities = citiesOf[code.slice(0, 2)]
  if (cities === undefined) return false
  return code.length === 2 || cities.split(' ').some((range) => isWithin(range, code.slice(2, 4)))
}

/** Both ends of a range have two digits, so that they compare as text. */
function isWithin(range: string, city: string): boolean {
  const [first = '', last = first] = range.split('-')
  return first !== '' && first <= city && city <= last
}
