import type { ClockId, ClockRule } from './clock.ts'

/** The clocks of one version of the rules. A claim keeps the version it began with (see rules.ts). */
export type ClockRegistry = Readonly<Record<ClockId, ClockRule>>

export const clockRegistry1: ClockRegistry = {
  C01: {
    id: 'C01',
    obligation: 'preliminary review of what was filed',
    length: 24,
    unit: 'clock-hours',
    stops: 'result recorded',
    pauses: false,
    kind: 'norm',
    source: '2025 claims service norm, acceptance',
  },
  C02: {
    id: 'C02',
    obligation: 'acceptance answer to the customer',
    length: 48,
    unit: 'clock-hours',
    stops: 'acceptance, correction notice or denial delivered',
    pauses: false,
    kind: 'norm',
    source: '2025 claims service norm, acceptance',
  },
  C06: {
    id: 'C06',
    obligation: 'determination of the claim',
    length: 30,
    unit: 'natural-days',
    stops: 'determined',
    pauses: true,
    kind: 'law',
    source: 'Insurance Law art. 23; Supreme People’s Court interpretation II art. 15',
  },
  C14: {
    id: 'C14',
    obligation: 'customer supplies the documents asked for',
    length: 10,
    unit: 'working-days',
    stops: 'documents complete',
    pauses: false,
    kind: 'service',
    source: '2025 claims service norm, acceptance ("set time"); length by service policy',
  },
}
