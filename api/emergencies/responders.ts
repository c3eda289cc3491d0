import type { Role } from '../../domain/claim/codes.ts'
import { roles } from '../../domain/claim/codes.ts'

/** Whoever works for the insurer may have a step in the response to an event. */
export const responders: readonly Role[] = roles.filter((role) => role !== 'integrator' && role !== 'claimant')

/** Who leads the response. */
export const leaders: readonly Role[] = ['emergency-commander', 'head-office']

/** Who calls those affected. */
export const callers: readonly Role[] = ['customer-support', 'disposal-team', 'emergency-commander']

/** Who speaks with the regulator. */
export const reporters: readonly Role[] = ['emergency-commander', 'head-office', 'compliance']

/** Who sums an event up. */
export const reviewers: readonly Role[] = ['emergency-commander', 'disposal-team', 'head-office', 'compliance']

/** Who puts response plans. */
export const planners: readonly Role[] = ['emergency-commander', 'head-office']
