import type { Figure } from './report/report-shape.ts'

/** What a figure means, whatever a run finds. */
export interface Definition extends Omit<Figure, 'id' | 'value' | 'spread' | 'verdict'> {
  /** A count, which a short run finds as well as a long one. */
  readonly exact?: true
}
