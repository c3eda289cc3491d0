import type { ClockRegistry } from '../registry.ts'
import { norm, plain } from './sources.ts'

const target = { ...plain, unit: 'working-days', kind: 'target', inForce: norm } as const

/**
 * What the insurer sets itself beside the law and the norm (自定时效): lengths by its service policy, the default's here. They cap
 * nothing and nothing caps them: whatever binds has a row of its own.
 */
export const targetClocks = {
  'T-lane': {
    ...target,
    id: 'T-lane',
    obligation: 'determination within the target of the claim’s lane',
    length: 10,
    starts: 'triage; again when the lane is changed',
    stops: 'determined',
    pauses: 'supplement',
    source: 'service policy, by lane',
  },
  'T-approval': {
    ...target,
    id: 'T-approval',
    obligation: 'word of the approver on what is proposed',
    length: 2,
    starts: 'proposed for approval',
    stops: 'approved or returned; void where the claim is accepted instead',
    source: 'service policy',
  },
  'T-siu': {
    ...target,
    id: 'T-siu',
    obligation: 'special investigation of what is held',
    length: 10,
    starts: 'hold raised',
    stops: 'cleared or proven; void when the hold is over',
    source: 'company policy: a suspicion delays no claim without ground (anti-fraud measures 2024 no. 10)',
  },
} as const satisfies Partial<ClockRegistry>
