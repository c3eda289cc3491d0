import type { Instant } from '../time.ts'

/** One thing the response owes by an instant (处置目标), and when it was done. */
export interface ResponseTarget {
  /**
   * `contacts`, `callbacks`, `claims/<clock>`, `regulator/phone`, `regulator/written`, `bulletin/<n>`, `step/<plan>/<step>`,
   * `lesson/<n>`.
   */
  readonly target: string
  /** Of what is counted: by when the one was due that waits longest. */
  readonly dueAt: Instant | null
  readonly doneAt: Instant | null
  readonly state: 'met' | 'missed' | 'open'
  /** Of what is counted: how many were missed. */
  readonly count?: number
}
