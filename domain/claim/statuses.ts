import type { AskingStage, ClaimStatus } from './state.ts'

/** Statuses that may send the customer back for documents, and that the claim returns to when they are complete. */
export const askingStatuses = [
  'received',
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
  'assessing',
] as const satisfies readonly AskingStage['status'][]

/** Every status in which nothing is decided yet. */
export const beforeDecided = [
  'reported',
  'awaiting-documents',
  'dormant',
  ...askingStatuses,
  'awaiting-approval',
] as const satisfies readonly ClaimStatus[]

/** While nothing is decided a copy may still be suspected (#4). */
export const isUndecided = (status: ClaimStatus): boolean => (beforeDecided as readonly ClaimStatus[]).includes(status)

/** Statuses of a claim that has ended; reopening leads out of some. */
export const endedStatuses: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  'closed',
  'denied',
  'declined',
  'withdrawn',
  'cancelled',
])
