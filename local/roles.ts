import type { Role } from '../domain/claim/codes.ts'

/** Administrative division codes (GB/T 2260): who holds one sees its branch and everything below. */
const shanghai = '310000'
const wholeCompany = '000000'

/** The roles the local issuer makes tokens for, in the order a claim meets them, each with what it is there for. */
export const localRoles = {
  integrator: { does: 'files claims from a channel', authorityLevel: 0, branch: shanghai },
  claimant: { does: 'sees and answers the own claims', authorityLevel: 0, branch: shanghai },
  'intake-clerk': { does: 'accepts claims, asks for documents', authorityLevel: 0, branch: shanghai },
  surveyor: { does: 'looks at the loss', authorityLevel: 0, branch: shanghai },
  reviewer: { does: 'reviews, proposes a decision', authorityLevel: 0, branch: shanghai },
  assessor: { does: 'puts the loss into money', authorityLevel: 0, branch: shanghai },
  approver: { does: 'approves, level 1', authorityLevel: 1, branch: shanghai },
  supervisor: { does: 'approves, level 2, assigns', authorityLevel: 2, branch: shanghai },
  'branch-head': { does: 'approves, level 3', authorityLevel: 3, branch: shanghai },
  'head-office': { does: 'approves, level 4', authorityLevel: 4, branch: wholeCompany },
  committee: { does: 'votes in the committee, level 5', authorityLevel: 5, branch: wholeCompany },
  'payment-clerk': { does: 'prepares payments', authorityLevel: 0, branch: shanghai },
  'payment-checker': { does: 'checks and releases payments', authorityLevel: 0, branch: shanghai },
  compliance: { does: 'reads what was missed, signs refusals for fraud', authorityLevel: 0, branch: wholeCompany },
  'security-admin': { does: 'manages access', authorityLevel: 0, branch: wholeCompany },
  'calendar-officer': { does: 'publishes the calendar', authorityLevel: 0, branch: wholeCompany },
  sre: { does: 'keeps it running', authorityLevel: 0, branch: wholeCompany },
  'dispute-handler': { does: 'looks into disputes, took no part in the decision', authorityLevel: 0, branch: shanghai },
  'siu-investigator': { does: 'investigates what is held', authorityLevel: 0, branch: wholeCompany },
  'emergency-commander': { does: 'declares and leads an emergency', authorityLevel: 0, branch: wholeCompany },
  'disposal-team': { does: 'reports incidents, works in an emergency', authorityLevel: 0, branch: wholeCompany },
  'customer-support': { does: 'finds and calls those affected', authorityLevel: 0, branch: wholeCompany },
  logistics: { does: 'brings staff, vehicles and funds', authorityLevel: 0, branch: wholeCompany },
} as const satisfies Readonly<Record<Role, { does: string; authorityLevel: number; branch: string }>>

export const localRoleNames = Object.keys(localRoles) as readonly Role[]

export function isLocalRole(name: string): name is Role {
  return Object.hasOwn(localRoles, name)
}
