import type { ClockId } from '../../../domain/clocks/clock.ts'
import type { ClockRun } from './vector.ts'

/** An act and the clocks that run: which of them binds it, and when, worked by hand. */
export interface CapVector {
  /** The first of the clocks is the act's own. */
  readonly clocks: readonly [ClockRun, ...ClockRun[]]
  readonly binds: ClockId
  readonly due: string
  readonly because: string
}

/** Where several clocks bind one act the earliest does, and only what the registry names as its cap. */
export const caps: readonly CapVector[] = [
  {
    clocks: [
      { rule: 'C13', start: '2026-09-23 11:00' },
      { rule: 'C10', start: '2026-09-23 11:00' },
    ],
    binds: 'C10',
    due: '2026-10-03 24:00',
    because: 'fifteen working days end on 21 October, the law’s ten days after the agreement on 3 October',
  },
  {
    clocks: [{ rule: 'C13', start: '2026-09-23 11:00' }],
    binds: 'C13',
    due: '2026-10-21 24:00',
    because: 'where no agreement has been reached nothing caps the norm’s payment',
  },
  {
    clocks: [
      { rule: 'C13', start: '2026-03-09 11:00' },
      { rule: 'C10', start: '2026-03-02 11:00' },
    ],
    binds: 'C10',
    due: '2026-03-12 24:00',
    because: 'applied for a week after the agreement, the payment is due on the 30th by the norm, on the 12th by law',
  },
  {
    clocks: [
      { rule: 'C13', start: '2026-03-02 11:00' },
      { rule: 'C10', start: '2026-03-20 11:00' },
    ],
    binds: 'C13',
    due: '2026-03-23 24:00',
    because: 'agreed late, the law’s ten days end on the 30th, a week behind the norm’s fifteen working days',
  },
  {
    clocks: [
      { rule: 'C13', start: '2026-03-02 11:00' },
      { rule: 'C10', start: '2026-03-13 11:00' },
    ],
    binds: 'C13',
    due: '2026-03-23 24:00',
    because: 'both end on the 23rd: on a tie a clock binds by itself',
  },
  {
    clocks: [
      { rule: 'C13', start: '2026-03-02 11:00' },
      { rule: 'C10', start: '2026-03-06 11:00' },
      { rule: 'C10', start: '2026-03-02 11:00' },
    ],
    binds: 'C10',
    due: '2026-03-12 24:00',
    because: 'of two payees’ clocks the earlier binds the payment of everything',
  },
  {
    clocks: [
      { rule: 'C13', start: '2026-02-09 11:00' },
      { rule: 'C10', start: '2026-02-09 11:00' },
    ],
    binds: 'C10',
    due: '2026-02-19 24:00',
    because: 'the aim of the law’s clock binds though it lies in the festival and rolls to the 24th',
  },
  {
    clocks: [
      { rule: 'C10', start: '2026-09-23 11:00' },
      { rule: 'C13', start: '2026-09-01 11:00' },
    ],
    binds: 'C10',
    due: '2026-10-03 24:00',
    because: 'the norm’s fifteen working days end on 21 September: earlier, but the norm is no cap of the law',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-09-21 09:00' },
      { rule: 'C06', start: '2026-09-21 09:00' },
    ],
    binds: 'C06',
    due: '2026-10-21 24:00',
    because: 'twenty working days over Mid-Autumn and National Day end on 26 October, thirty days on the 21st',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-02-02 09:00' },
      { rule: 'C06', start: '2026-02-02 09:00' },
    ],
    binds: 'C06',
    due: '2026-03-04 24:00',
    because: 'twenty working days over the festival end on 6 March, thirty days on the 4th',
  },
  {
    clocks: [
      { rule: 'C12', start: '2025-01-13 09:00' },
      { rule: 'C06', start: '2025-01-13 09:00' },
    ],
    binds: 'C06',
    due: '2025-02-12 24:00',
    because: 'twenty working days over the festival of 2025 end on 14 February, thirty days on the 12th',
  },
  {
    clocks: [
      { rule: 'C12', start: '2024-01-29 09:00' },
      { rule: 'C06', start: '2024-01-29 09:00' },
    ],
    binds: 'C06',
    due: '2024-02-28 24:00',
    because: 'twenty working days over the festival of 2024 end on the leap day, thirty days a day before',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-06-29 09:00' },
      { rule: 'C06', start: '2026-06-29 09:00' },
    ],
    binds: 'C12',
    due: '2026-07-27 24:00',
    because: 'where nothing is off twenty working days are 28 days: the norm is the shorter',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-09-21 09:00', pauses: [['2026-09-22 10:00', '2026-10-09 10:00']] },
      { rule: 'C06', start: '2026-09-21 09:00', pauses: [['2026-09-22 10:00', '2026-10-09 10:00']] },
    ],
    binds: 'C12',
    due: '2026-11-04 24:00',
    because:
      'one pause over the week takes seventeen days of the law and seven of the norm, and turns their order round',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-06-29 09:00' },
      { rule: 'C06', start: '2026-06-20 09:00' },
    ],
    binds: 'C06',
    due: '2026-07-20 24:00',
    because: 'accepted nine days after its receipt a claim has only the rest of the thirty days',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-03-02 09:00' },
      { rule: 'C05', start: '2026-03-02 09:00' },
      { rule: 'C06', start: '2026-03-02 09:00' },
    ],
    binds: 'C05',
    due: '2026-03-09 24:00',
    because: 'an ordinary life claim has five working days, the 9th, where others have until 30 March and 1 April',
  },
  {
    clocks: [
      { rule: 'C12', start: '2026-03-02 09:00' },
      { rule: 'C08', start: '2026-03-02 09:00' },
    ],
    binds: 'C08',
    due: '2026-03-07 24:00',
    because: 'compulsory motor has five days, a Saturday; the aim binds, not the Monday it rolls to',
  },
  {
    clocks: [
      { rule: 'C03', start: '2026-03-02 09:00' },
      { rule: 'C05', start: '2026-03-02 09:00' },
    ],
    binds: 'C05',
    due: '2026-03-09 24:00',
    because: 'five working days for what the norm gives ten',
  },
  {
    clocks: [
      { rule: 'C03', start: '2026-03-30 09:00' },
      { rule: 'C06', start: '2026-03-02 09:00' },
    ],
    binds: 'C06',
    due: '2026-04-01 24:00',
    because: 'a review begun four weeks after the receipt would end on 14 April, the law’s days on the 1st',
  },
  {
    clocks: [
      { rule: 'C03', start: '2026-02-11 09:00' },
      { rule: 'C06', start: '2026-02-11 09:00' },
    ],
    binds: 'C03',
    due: '2026-03-03 24:00',
    because: 'ten working days over the festival are twenty days, the law’s thirty end on 13 March',
  },
  {
    clocks: [
      { rule: 'C06', start: '2026-03-02 09:00' },
      { rule: 'C05', start: '2026-03-02 09:00' },
    ],
    binds: 'C05',
    due: '2026-03-09 24:00',
    because: 'until it is confirmed as complex, the ordinary claim’s five days bind the determination',
  },
  {
    clocks: [
      { rule: 'C06', start: '2026-09-24 09:00' },
      { rule: 'C05', start: '2026-09-24 09:00' },
    ],
    binds: 'C05',
    due: '2026-10-09 24:00',
    because: 'five working days over two holidays are fifteen days, still before the thirtieth',
  },
  {
    clocks: [
      { rule: 'C06', start: '2026-03-02 09:00' },
      { rule: 'C08', start: '2026-03-06 09:00' },
    ],
    binds: 'C08',
    due: '2026-03-11 24:00',
    because: 'compulsory motor counts five days from the last document, before the thirty from the receipt',
  },
  {
    clocks: [
      { rule: 'C06', start: '2026-03-02 09:00' },
      { rule: 'C12', start: '2026-03-02 09:00' },
    ],
    binds: 'C06',
    due: '2026-04-01 24:00',
    because: 'the norm’s twenty working days end on 30 March: earlier, but the norm is no cap of the law',
  },
  {
    clocks: [
      { rule: 'C04', start: '2026-03-02 09:00' },
      { rule: 'C09', start: '2026-03-02 09:00' },
    ],
    binds: 'C09',
    due: '2026-03-05 24:00',
    because: 'a refusal is told within three days, whatever the five working days of a result are',
  },
  {
    clocks: [
      { rule: 'C04', start: '2026-09-30 09:00' },
      { rule: 'C09', start: '2026-09-30 09:00' },
    ],
    binds: 'C09',
    due: '2026-10-03 24:00',
    because: 'before the National Day week a result has until the 13th, a refusal aims at the 3rd',
  },
  {
    clocks: [
      { rule: 'C04', start: '2026-03-02 09:00' },
      { rule: 'C08', start: '2026-02-27 09:00' },
    ],
    binds: 'C08',
    due: '2026-03-04 24:00',
    because: 'compulsory motor is determined and told in five days: what is left of them binds the notice',
  },
  {
    clocks: [
      { rule: 'C17c', start: '2026-09-24 09:00' },
      { rule: 'C16b', start: '2026-09-24 09:00' },
    ],
    binds: 'C16b',
    due: '2026-10-09 24:00',
    because: 'ten working days over two holidays end on 15 October, fifteen days on the 9th',
  },
  {
    clocks: [
      { rule: 'C17c', start: '2026-03-02 09:00' },
      { rule: 'C16b', start: '2026-03-02 09:00' },
    ],
    binds: 'C17c',
    due: '2026-03-16 24:00',
    because: 'where nothing is off ten working days are fourteen days, one before the fifteenth',
  },
  {
    clocks: [
      { rule: 'C17c', start: '2026-02-02 09:00' },
      { rule: 'C16c', start: '2026-02-02 09:00' },
    ],
    binds: 'C17c',
    due: '2026-02-14 24:00',
    because:
      'a complex complaint has until 4 March; the clear answer is due on the worked Saturday before the festival',
  },
]
