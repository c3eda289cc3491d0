/** The promises the drill holds the system to. Their long form stands in docs/reliability.md. */
export const invariants = {
  I1: 'no acknowledged claim is lost or begun twice',
  I2: 'nothing is paid twice, and nothing that nobody intended',
  I3: 'nothing is paid without the approval of another, sufficiently authorised person',
  I4: 'nothing is paid beyond what was approved or insured, and nothing that is held',
  I5: 'every deadline happens once: never early, never twice, never not at all',
  I6: 'the log is whole: no gap, every hash follows the one before; who was refused a decision or money is kept',
  I7: 'read model and running claim say what the log says',
  I8: 'every acknowledged command happened once, and nothing happened that nobody asked for',
  I9: 'nobody is stuck: every open claim has somebody to turn to, a deadline, and a workflow that works',
} as const

export type Invariant = keyof typeof invariants

/** What two witnesses contradict each other about. */
export interface Violation {
  readonly invariant: Invariant
  /** Absent when it concerns no single claim. */
  readonly claimId?: string
  readonly seen: string
}

export const violationOf =
  (claimId: string) =>
  (invariant: Invariant, seen: string): Violation => ({ invariant, claimId, seen })
