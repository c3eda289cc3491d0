import type { Role } from '../../domain/claim/codes.ts'
import { roles } from '../../domain/claim/codes.ts'

/** Whoever works for the insurer may have a step in the response to an event. */
export const responders: readonly Role[] = roles.filter((role) => role !== 'integrator' && role !== 'claimant')

/** Who leads the response. */
export const leaders: readonly Role[] = ['emergency-commander', 'head-office']

/** Who calls those affected. */
export const callers: readonly Role[] = ['customer-support', 'disposal-team', 'emergency-commander']
