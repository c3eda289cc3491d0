/** The roles the local issuer makes tokens for, in the order a claim meets them, each with what it is there for. */
export const localRoles = {
  integrator: { does: 'files claims from a channel', authorityLevel: 0, branch: '310000' },
  claimant: { does: 'sees and answers the own claims', authorityLevel: 0, branch: '310000' },
  'intake-clerk': { does: 'accepts claims, asks for documents', authorityLevel: 0, branch: '310000' },
  surveyor: { does: 'looks at the loss', authorityLevel: 0, branch: '310000' },
  reviewer: { does: 'reviews, proposes a decision', authorityLevel: 0, branch: '310000' },
  assessor: { does: 'puts the loss into money', authorityLevel: 0, branch: '310000' },
  approver: { does: 'approves, level 1', authorityLevel: 1, branch: '310000' },
  supervisor: { does: 'approves, level 2, assigns', authorityLevel: 2, branch: '310000' },
  'branch-head': { does: 'approves, level 3', authorityLevel: 3, branch: '310000' },
  'head-office': { does: 'approves, level 4', authorityLevel: 4, branch: '310000' },
  'payment-clerk': { does: 'prepares payments', authorityLevel: 0, branch: '310000' },
  'payment-checker': { does: 'checks and releases payments', authorityLevel: 0, branch: '310000' },
  compliance: { does: 'reads what was missed', authorityLevel: 0, branch: '310000' },
  'security-admin': { does: 'manages access', authorityLevel: 0, branch: '310000' },
  sre: { does: 'keeps it running', authorityLevel: 0, branch: '310000' },
} as const satisfies Readonly<Record<string, { does: string; authorityLevel: number; branch: string }>>

export type LocalRole = keyof typeof localRoles

export const localRoleNames = Object.keys(localRoles) as readonly LocalRole[]

export function isLocalRole(name: string): name is LocalRole {
  return Object.hasOwn(localRoles, name)
}
