import type { Role } from '../claim/codes.ts'
import type { ClockKind, EscalationLevel } from './clock.ts'

/** Whom a lateness is told: a role, the customer, or `step-owner`, who has the step that is to be done. */
export type LatenessAudience = Role | 'claimant' | 'step-owner'

/** The levels a clock reaches, in the order of their instants, each with whom it is told, in the order of the notices. */
export type LatenessTable = Readonly<Partial<Record<EscalationLevel, readonly LatenessAudience[]>>>

const missedTarget: LatenessTable = {
  'at-risk': ['step-owner', 'supervisor'],
  due: ['supervisor'],
  late: ['branch-head'],
}

/** A breach goes to compliance and head office at once, and the customer is told. */
const brokenRule: LatenessTable = {
  'at-risk': ['step-owner', 'supervisor'],
  due: ['supervisor'],
  breach: ['compliance', 'head-office', 'claimant'],
  late: ['branch-head'],
}

/** Who is told at which lateness (升级督办), by what missing the clock means: the part of the registry that many rows share. */
export const toldByKind: Readonly<Record<ClockKind, LatenessTable>> = {
  law: brokenRule,
  norm: brokenRule,
  target: missedTarget,
  service: {},
}
