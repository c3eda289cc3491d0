import type { Actor } from '../../domain/claim/commands.ts'

const at = (id: string, role: Actor['role'], authorityLevel = 0): Actor => ({
  id: `per_${id}`,
  role,
  branch: '310000',
  authorityLevel,
})

/** One person for each duty, so that separation is met unless a test unites two on purpose. */
export const people = {
  claimant: at('claimant', 'claimant'),
  clerk: at('clerk', 'intake-clerk'),
  reviewer: at('reviewer', 'reviewer'),
  surveyor: at('surveyor', 'surveyor'),
  assessor: at('assessor', 'assessor'),
  approver: at('approver', 'approver', 1),
  supervisor: at('supervisor', 'supervisor', 2),
  branchHead: at('branchhead', 'branch-head', 3),
  headOffice: at('headoffice', 'head-office', 4),
  paymentClerk: at('payclerk', 'payment-clerk'),
  paymentChecker: at('paychecker', 'payment-checker'),
  compliance: at('compliance', 'compliance'),
  disputeHandler: at('handler', 'dispute-handler'),
  investigator: at('investigator', 'siu-investigator'),
} as const
