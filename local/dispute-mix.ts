import type { Dice } from './dice.ts'

/** Where a dispute is settled. */
export type DisputeWay = 'internal' | 'mediation' | 'arbitration' | 'court'

/** How a dispute goes, from what was disputed to how it ends. */
export interface DisputeCourse {
  readonly of: 'offer' | 'refusal'
  readonly way: DisputeWay
  readonly ends: 'uphold' | 'change' | 'settle'
}

/**
 * The course one claim of the norm's mix takes: 15 % are disputed, of them half are settled by the insurer itself, 30 % in
 * mediation, 20 % by arbitration or a court. Null: nobody disputes it.
 */
export function disputeCourse(dice: Dice): DisputeCourse | null {
  if (dice.below(100) >= 15) return null
  const lot = dice.below(100)
  const way = lot < 50 ? 'internal' : lot < 80 ? 'mediation' : lot < 90 ? 'arbitration' : 'court'
  // Most offers stand, and most disputes are about the amount.
  return {
    of: dice.below(4) === 0 ? 'refusal' : 'offer',
    way,
    ends: dice.pick(['uphold', 'change', 'settle'] as const),
  }
}

/** What the mix of so many claims has come to, beside what the norm says of it; one line each. */
export function mixLines(courses: readonly (DisputeCourse | null)[]): readonly string[] {
  const disputed = courses.filter((course) => course !== null)
  const of = (...ways: readonly DisputeWay[]): number => disputed.filter(({ way }) => ways.includes(way)).length
  const shared = (what: string, count: number, { whole, norm }: { readonly whole: number; readonly norm: number }) =>
    `${what}: ${count} of ${whole}, ${whole === 0 ? '-' : ((100 * count) / whole).toFixed(1)} % (norm: ${norm} %)`
  const whole = disputed.length
  return [
    shared('disputed', whole, { whole: courses.length, norm: 15 }),
    shared('  settled by the insurer itself', of('internal'), { whole, norm: 50 }),
    shared('  in mediation', of('mediation'), { whole, norm: 30 }),
    shared('  by arbitration or a court', of('arbitration', 'court'), { whole, norm: 20 }),
  ]
}
