import type { EventWord } from '../domain/emergency/event-word.ts'
import type { EventLevel } from '../domain/emergency/grades.ts'
import type { AuthorityMultiplier, Measures } from '../domain/emergency/measures.ts'
import { measuresOfGrade } from '../domain/emergency/measures.ts'
import { DAY } from '../domain/time.ts'
import { monday } from './claim-people.ts'
import type { Scene } from './claim-story.ts'

/** A level I event over the examples' place and day, with its defaults but for what is named. */
const wordOf = (level: EventLevel, measures: Partial<Measures> = {}, more: Partial<EventWord> = {}): EventWord => ({
  eventId: 'emg_storm',
  version: 1,
  state: 'active',
  kind: 'natural-disaster',
  level,
  scope: {
    zones: ['31'],
    from: '2026-02-20',
    to: '2026-03-10',
    causes: ['accident', 'rainstorm', 'illness'],
    lines: [],
  },
  measures: { ...measuresOfGrade[level], ...measures },
  drill: false,
  ...more,
})

/** The claim hears of it where it stands. */
export const hit = (scene: Scene, level: EventLevel, measures: Partial<Measures> = {}, more: Partial<EventWord> = {}) =>
  scene.learns({ type: 'EventTold', word: wordOf(level, measures, more) })

/** Five times the limits for ten days, raised by the commander. */
export const multiplier: AuthorityMultiplier = { times: 5, until: monday + 10 * DAY, raisedBy: 'per_commander' }
