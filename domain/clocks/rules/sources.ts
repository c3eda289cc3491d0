import type { ClockRule } from '../clock.ts'

/** The texts the clocks come from, each with the date its present form took effect. */
export const norm = { from: '2025-01-01' }
export const insuranceLaw = { from: '2015-04-24' }
export const lifeService = { from: '2010-05-01' }
export const compulsoryMotor = { from: '2006-07-01' }
export const complaintMeasures = { from: '2020-03-01' }
export const smallClaims = { from: '2015-10-01' }

/** What most clocks have: they never pause, and no other clock caps them. */
export const plain = { pauses: 'never', cappedBy: [] } as const satisfies Partial<ClockRule>
