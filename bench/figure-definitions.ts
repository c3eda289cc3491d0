import { emergencyDefinitions } from './emergency/emergency-definitions.ts'
import type { Definition } from './figure-definition.ts'

/** Every figure with what it means, in the order they are told. Beyond `fail` the command fails. */
export const definitions = {
  R1: {
    title: 'throughput beside the bare twin',
    definition:
      'claims/s of Lipei / of the bare twin: minimal lives from filing to closed over HTTP, closed loop (20 users, 8 in a smoke), median of rounds',
    unit: '',
    better: 'higher',
    aim: 0.75,
    fail: 0.6,
  },
  R2: {
    title: 'CPU beside the bare twin',
    definition:
      'CPU per claim of API + worker + app database / of front + worker + app database of the bare twin, same rounds',
    unit: '',
    better: 'lower',
    aim: 1.6,
    fail: 2.2,
  },
  R3: {
    title: 'intake latency beside the bare twin',
    definition:
      'p99 of POST /v1/claims / p99 of a bare start, open loop at 60 % of what Lipei reached, from the scheduled instant; of all rounds together, the spread of each alone',
    unit: '',
    better: 'lower',
    aim: 1.3,
  },
  R4: {
    title: 'approval to payment row beside the bare twin',
    definition:
      'p99 from sending the checker’s approval to the payment row in the database / the same of bare, open loop as R3',
    unit: '',
    better: 'lower',
    aim: 1.3,
  },
  R5: {
    title: 'event economy',
    definition:
      'history events of a minimal claim / fewest possible for its messages, effects and wake-ups (formula in the report)',
    unit: '',
    better: 'lower',
    aim: 1.15,
    exact: true,
  },
  'R6-start': {
    title: 'growth: start',
    definition: 'p99 of POST /v1/claims at the highest number of open claims / at the lowest, light open loop',
    unit: '',
    better: 'lower',
    aim: 1.3,
  },
  'R6-effect': {
    title: 'growth: signal to effect',
    definition:
      'p99 from sending an acceptance to its answer, which is given when it is recorded; highest / lowest as above',
    unit: '',
    better: 'lower',
    aim: 1.3,
  },
  'R6-memory': {
    title: 'growth: worker memory',
    definition: 'PSS of the worker at the highest number of open claims / at the middle one; its cache is bounded',
    unit: '',
    better: 'lower',
    aim: 1.1,
  },
  R7: {
    title: 'replay',
    definition: 'p99 of a command to a claim that had left the worker’s cache / of the next command to the same claim',
    unit: '',
    better: 'lower',
    aim: 3,
  },
  R8: {
    title: 'recovery',
    definition: 'seconds from kill -9 of the only worker under load to the first event recorded by its successor',
    unit: 's',
    better: 'lower',
    aim: 12,
  },
  'R8-lost': {
    title: 'acknowledged and lost',
    definition: 'checks after phases that missed an acknowledged claim or answer',
    unit: 'checks',
    better: 'lower',
    aim: 0,
    fail: 0,
    exact: true,
  },
  'R8-twice': {
    title: 'paid twice or not at all',
    definition: 'checks after phases in which the bank’s book and ours did not agree',
    unit: 'checks',
    better: 'lower',
    aim: 0,
    fail: 0,
    exact: true,
  },
  R9: {
    title: 'throughput beside the naive twin',
    definition: 'claims/s of Lipei / of the naive twin, as R1',
    unit: '',
    better: 'higher',
    aim: 1.5,
  },
  minimal: {
    title: 'minimal claims',
    definition: 'claims/s of Lipei, closed loop, everything on this machine',
    unit: 'claims/s',
    better: 'higher',
  },
  realistic: {
    title: 'realistic claims',
    definition: 'claims/s of Lipei with the mix of the norm, closed loop; a large life insurer has 0.70/s',
    unit: 'claims/s',
    better: 'higher',
    aim: 2.1,
  },
  'realistic-bare': {
    title: 'realistic throughput beside the bare twin',
    definition: 'claims/s of Lipei / of the bare twin, realistic mix',
    unit: '',
    better: 'higher',
  },
  'intake-rate': {
    title: 'intake of a disaster',
    definition: 'claims/s taken in and answered while 17/s arrived; 10,000 in ten minutes',
    unit: 'claims/s',
    better: 'higher',
    aim: 16.5,
  },
  'intake-p99': {
    title: 'intake latency of a disaster',
    definition: 'p99 of POST /v1/claims meanwhile, from the scheduled instant',
    unit: 'ms',
    better: 'lower',
    aim: 200,
  },
  'storm-p50': {
    title: 'deadline storm: lateness, median',
    definition:
      'from a deadline (80 % of the 24 hours for review) to its recorded escalation, all claims of the intake within a minute',
    unit: 's',
    better: 'lower',
  },
  'storm-p99': { title: 'deadline storm: lateness, p99', definition: 'as above', unit: 's', better: 'lower' },
  'storm-max': { title: 'deadline storm: lateness, worst', definition: 'as above', unit: 's', better: 'lower' },
  'storm-api': {
    title: 'deadline storm: intake latency',
    definition: 'p99 of POST /v1/claims while the storm lasts, light open loop',
    unit: 'ms',
    better: 'lower',
  },
  'yardstick-approval': {
    title: 'approved within 15 working days',
    definition:
      'share of reviews (C12) approved within 15 working days of acceptance, lawful pauses left out, of those approved or past it; the norm wants 60 %. Here the people act at once: a miss would be the machine’s',
    unit: '%',
    better: 'higher',
    aim: 60,
  },
  'yardstick-payment': {
    title: 'paid within 10 working days',
    definition:
      'share of payments (C13) settled within 10 working days of their application, of those settled or past it; the norm wants 70 %',
    unit: '%',
    better: 'higher',
    aim: 70,
  },
  deadline: {
    title: 'one deadline',
    definition:
      'median of computing when one clock is due, every clock of the registry from a thousand days of 2024 to 2026',
    unit: 'µs',
    better: 'lower',
    aim: 5,
  },
  recount: {
    title: 'a new calendar',
    definition:
      'seconds for 10,000 open claims, scaled from those there were, from publishing a calendar until the last has recorded its clocks counted anew; measured by --only calendar',
    unit: 's',
    better: 'lower',
    aim: 600,
  },
  ...emergencyDefinitions,
  events: {
    title: 'history events',
    definition: 'of a minimal claim when it is closed',
    unit: 'events',
    better: 'lower',
  },
  transitions: {
    title: 'state transitions',
    definition: 'durable writes of the workflow’s state, of a minimal claim when it is closed',
    unit: 'transitions',
    better: 'lower',
  },
  actions: {
    title: 'Cloud actions',
    definition:
      'start + Updates + Signals + activities + timers + upserts + tasks with local activities, of a minimal claim when it is closed',
    unit: 'actions',
    better: 'lower',
  },
  'idle-own': {
    title: 'idle cores: Lipei',
    definition: 'API + worker + app database while the open claims only stand open',
    unit: 'cores',
    better: 'lower',
    aim: 0.05,
  },
  'idle-temporal': {
    title: 'idle cores: Temporal',
    definition: 'Temporal and its database meanwhile',
    unit: 'cores',
    better: 'lower',
  },
  'bytes-app': {
    title: 'app database',
    definition: 'growth of the database per minimal claim, indexes and all',
    unit: 'bytes',
    better: 'lower',
  },
  'bytes-temporal': {
    title: 'Temporal’s databases',
    definition: 'growth of store and visibility per minimal claim',
    unit: 'bytes',
    better: 'lower',
  },
  'bytes-history': {
    title: 'history',
    definition: 'history size of a minimal claim when it is closed, as Temporal counts it',
    unit: 'bytes',
    better: 'lower',
  },
} as const satisfies Readonly<Record<string, Definition>>

export type FigureId = keyof typeof definitions
