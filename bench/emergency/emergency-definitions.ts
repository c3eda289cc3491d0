import type { Definition } from '../figure-definition.ts'

/** Every figure of an emergency; all of them are measured by `--only emergency`. */
export const emergencyDefinitions = {
  'events-filing': {
    title: 'filing among 200 active events',
    definition:
      'p50 of POST /v1/claims while 200 events are active / without any, light open loop, median of two pairs of windows; the norm’s mix of kinds over all provinces',
    unit: '',
    better: 'lower',
    aim: 1.1,
  },
  'surge-p99': {
    title: 'the filings of a flood',
    definition:
      'p99 of POST /v1/claims while 10,000 filings of one province come in ten minutes on top of 0.7/s ordinary claims of others, from the scheduled instant',
    unit: 'ms',
    better: 'lower',
    aim: 500,
  },
  'surge-lost': {
    title: 'filings lost',
    definition:
      'of those: without a yes, or without a row of the log; that each has its workflow is a check after every part',
    unit: 'filings',
    better: 'lower',
    aim: 0,
    fail: 0,
    exact: true,
  },
  'surge-ordinary': {
    title: 'turn of an ordinary claim meanwhile',
    definition:
      'p99 from taking an ordinary claim in until its workflow first recorded something, of the province that waited longest; the report has every province',
    unit: 's',
    better: 'lower',
    aim: 5,
  },
  'surge-flood': {
    title: 'turn of a claim of the flood',
    definition: 'the same of the flooded province: what waits there waits behind its own',
    unit: 's',
    better: 'lower',
  },
  'sweep-first': {
    title: 'an emergency, the first claim',
    definition:
      'seconds from declaring an emergency over all open claims until the first has recorded that it applied it',
    unit: 's',
    better: 'lower',
    aim: 2,
  },
  sweep: {
    title: 'an emergency',
    definition:
      'seconds for 10,000 open claims, scaled from those there were, from declaring an emergency until the last has recorded that it applied it',
    unit: 's',
    better: 'lower',
    aim: 600,
  },
  'sweep-green': {
    title: 'a step in the green channel meanwhile',
    definition: 'p99 of every filing and command of claims in the green channel, from sending it until it is recorded',
    unit: 's',
    better: 'lower',
    aim: 5,
  },
  'sweep-others': {
    title: 'left for others meanwhile',
    definition:
      'claims of others that came to their end a second while claims were told, of the ordinary claims a second the machine does at best',
    unit: '%',
    better: 'higher',
    aim: 10,
  },
  'sweep-once': {
    title: 'told not once',
    definition:
      'claims that applied a declaration more than once or not at all, also where the only worker was killed three times',
    unit: 'claims',
    better: 'lower',
    aim: 0,
    fail: 0,
    exact: true,
  },
  'epidemic-contact': {
    title: 'an epidemic: contacts late',
    definition:
      'at 0.18 reports/s with measures revised twice: claims and people named by hospitals without a contact due within an hour and the ten minutes it may take to tell them of it',
    unit: 'people',
    better: 'lower',
    aim: 0,
    fail: 0,
    exact: true,
  },
  'epidemic-settle': {
    title: 'an epidemic: settlement targets missing',
    definition: 'of its accepted claims: without a settlement target of one working day',
    unit: 'claims',
    better: 'lower',
    aim: 0,
    fail: 0,
    exact: true,
  },
} as const satisfies Readonly<Record<string, Definition>>
