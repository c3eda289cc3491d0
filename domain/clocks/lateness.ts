import type { Role } from '../claim/codes.ts'
import type { ClockId, ClockKind, ClockRule, EscalationLevel } from './clock.ts'

/**
 * Whom a lateness is told: a role, the customer, `step-owner`, who has the step that is to be done, or whoever stands one or
 * two steps of the ladder above the one whose decision is waited for.
 */
export type LatenessAudience = Role | 'claimant' | 'step-owner' | 'next-step-up' | 'two-steps-up'

/** The levels a clock reaches, in the order of their instants, each with whom it is told, in the order of the notices. */
export type LatenessTable = Readonly<Partial<Record<EscalationLevel, readonly LatenessAudience[]>>>

const missedTarget: LatenessTable = {
  'at-risk': ['step-owner', 'supervisor'],
  due: ['supervisor'],
  late: ['branch-head'],
}

/** A decision that waits goes up the ladder: whoever stands above may take it. */
const waitingDecision: LatenessTable = {
  'at-risk': ['step-owner'],
  due: ['next-step-up'],
  late: ['two-steps-up'],
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

/** The insurer's right against the policyholder: who loses it tells his own people, not the customer. */
const lostRight: LatenessTable = { ...brokenRule, breach: ['compliance', 'head-office'] }

/** What is held is the investigator's to look into, whoever has the claim. */
const investigation: LatenessTable = { ...missedTarget, 'at-risk': ['siu-investigator', 'supervisor'] }

/** Clocks that tell others than their kind does. */
export const toldById: Readonly<Partial<Record<ClockId, LatenessTable>>> = {
  'T-approval': waitingDecision,
  'T-siu': investigation,
  C25: lostRight,
}

/** Who is told at which lateness of one clock. */
export const toldOf = ({ id, kind }: Pick<ClockRule, 'id' | 'kind'>): LatenessTable => toldById[id] ?? toldByKind[kind]
