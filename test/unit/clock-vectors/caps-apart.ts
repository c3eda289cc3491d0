import type { CapVector } from './caps.ts'

/** Clocks of one act that began at different times: a cap that began late binds nothing, an early one binds what else would not. */
export const capsApart: readonly CapVector[] = [
  {
    clocks: [
      { rule: 'C03', start: '2026-03-02 09:00' },
      { rule: 'C05', start: '2026-03-23 09:00' },
    ],
    binds: 'C03',
    due: '2026-03-16 24:00',
    because: 'received anew three weeks later, the five days end on the 30th, two weeks behind the review',
  },
  {
    clocks: [
      { rule: 'C04', start: '2026-03-02 09:00' },
      { rule: 'C08', start: '2026-03-05 09:00' },
    ],
    binds: 'C04',
    due: '2026-03-09 24:00',
    because: 'the last document came on the 5th: its five days end on the 10th, a day behind the norm',
  },
  {
    clocks: [
      { rule: 'C04', start: '2026-03-02 09:00' },
      { rule: 'C09', start: '2026-03-09 09:00' },
    ],
    binds: 'C04',
    due: '2026-03-09 24:00',
    because: 'a part refused a week later has its own three days, until the 12th; the first result is due before',
  },
  {
    clocks: [
      { rule: 'C06', start: '2026-03-02 09:00' },
      { rule: 'C05', start: '2026-03-30 09:00' },
    ],
    binds: 'C06',
    due: '2026-04-01 24:00',
    because:
      'with Qingming in between the five days of a new request end on 7 April, the thirty of the first on the 1st',
  },
  {
    clocks: [
      { rule: 'C06', start: '2026-03-02 09:00' },
      { rule: 'C08', start: '2026-03-28 09:00' },
    ],
    binds: 'C06',
    due: '2026-04-01 24:00',
    because: 'the last document came so late that its five days end a day behind the thirtieth from the receipt',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-03-02 09:00' },
      { rule: 'C05', start: '2026-03-25 09:00' },
    ],
    binds: 'C12',
    due: '2026-03-30 24:00',
    because: 'the five days of a new request end on 1 April, two days behind the twenty of the norm',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-03-02 09:00' },
      { rule: 'C08', start: '2026-03-26 09:00' },
    ],
    binds: 'C12',
    due: '2026-03-30 24:00',
    because: 'the last document came on the 26th: its five days end on the 31st, a day behind the norm',
  },
  {
    clocks: [
      { rule: 'C17c', start: '2026-03-23 09:00' },
      { rule: 'C16c', start: '2026-03-02 09:00' },
    ],
    binds: 'C16c',
    due: '2026-04-01 24:00',
    because: 'accepted three weeks late, ten working days end after Qingming on 7 April, thirty days before it',
  },
  {
    clocks: [
      { rule: 'C17c', start: '2026-04-20 09:00' },
      { rule: 'C16d', start: '2026-03-02 09:00' },
    ],
    binds: 'C16d',
    due: '2026-05-01 24:00',
    because: 'ten working days end behind Labour Day on 7 May, the sixtieth day aims at 1 May',
  },
  {
    clocks: [
      { rule: 'C17c', start: '2026-03-02 09:00' },
      { rule: 'C16d', start: '2026-03-02 09:00' },
    ],
    binds: 'C17c',
    due: '2026-03-16 24:00',
    because: 'a very complex complaint may take until 1 May, its clear answer may not',
  },
]
