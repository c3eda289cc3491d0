import { divisionOf, isDivision } from './divisions.ts'
import type { EventFault } from './event-refusal.ts'
import type { EventScope } from './event-word.ts'

/** The zones as they are matched: without the zeros that mean "all of it". */
export const normalScope = (scope: EventScope): EventScope => ({ ...scope, zones: scope.zones.map(divisionOf) })

/** The first thing that is wrong with a scope, or null. */
export function scopeFault(scope: EventScope): EventFault | null {
  return zonesFault(scope.zones, '/scope/zones') ?? windowFault(scope)
}

/** The first division that is unknown or lies in another of the list. `field` is the list's place. */
export function zonesFault(zones: readonly string[], field: string): EventFault | null {
  if (zones.length === 0) return { code: 'SCOPE_EMPTY', message: 'an event has at least one zone', field }
  for (const [index, zone] of zones.map(divisionOf).entries()) {
    const place = `${field}/${index}`
    if (!isDivision(zone)) {
      const message =
        'no province or city has this code: expected two, four or six digits of an administrative division'
      return { code: 'DIVISION_UNKNOWN', message, field: place }
    }
    if (zones.some((other, at) => at !== index && zone.startsWith(divisionOf(other)))) {
      return { code: 'DIVISION_TWICE', message: 'the division lies in another one of the list', field: place }
    }
  }
  return null
}

function windowFault({ from, to, causes }: EventScope): EventFault | null {
  if (to < from)
    return { code: 'WINDOW_BACKWARDS', message: 'the last day of the losses lies before the first', field: '/scope/to' }
  if (causes.length > 0) return null
  return { code: 'SCOPE_EMPTY', message: 'an event has at least one peril', field: '/scope/causes' }
}
