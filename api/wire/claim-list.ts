import { z } from 'zod'

import type { ClaimListPage } from '../../db/claim-list.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import type { Role } from '../../domain/claim/codes.ts'
import { claimLines, roles } from '../../domain/claim/codes.ts'
import { confidant } from '../../domain/claim/confidential.ts'
import type { ClaimStatus } from '../../domain/claim/state.ts'
import { answerBody, linksOf } from './answer.ts'
import { onWire } from './on-wire.ts'
import { wirePersonId } from './values.ts'

/** A missing status does not compile, and an unknown one in a query is refused. */
const statuses = Object.keys({
  reported: 0,
  received: 0,
  'awaiting-documents': 0,
  accepted: 0,
  triaged: 0,
  investigating: 0,
  reviewing: 0,
  assessing: 0,
  'awaiting-approval': 0,
  decided: 0,
  offered: 0,
  agreed: 0,
  paying: 0,
  paid: 0,
  feedback: 0,
  closed: 0,
  denied: 0,
  declined: 0,
  withdrawn: 0,
  cancelled: 0,
  dormant: 0,
} satisfies Record<ClaimStatus, 0>) as ClaimStatus[]

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
}

export const listQuery = z.strictObject({
  ...paging,
  status: z.enum(statuses).optional(),
  line: z.enum(claimLines).optional(),
  /** Administrative code: the branch and everything below it. */
  branch: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  ownerId: wirePersonId.optional(),
  queue: z.enum(roles).optional(),
  escalated: z.enum(['true', 'false']).optional(),
  sort: z.enum(['newest', 'time-left']).default('newest'),
})
export type ListQuery = z.output<typeof listQuery>

const listedBody = z
  .object({
    claimId: z.string(),
    status: z.string(),
    version: z.int(),
    decisionVersion: z.int(),
    line: z.string(),
    lane: z.string().nullable(),
    branch: z.string(),
    region: z.string(),
    channel: z.string(),
    cause: z.string(),
    eventDate: z.string(),
    claimantId: z.string(),
    insuredId: z.string(),
    integratorId: z.string().nullable(),
    ownerId: z.string().nullable(),
    queue: z.string().nullable(),
    requiredLevel: z.int().nullable(),
    escalated: z.boolean(),
    claimedFen: z.string().nullable(),
    approvedFen: z.string().nullable(),
    paidFen: z.string(),
    reportedAt: z.string(),
    receivedAt: z.string().nullable(),
    lastAt: z.string(),
    nextDeadline: z.object({ at: z.string(), summary: z.string() }).nullable(),
    /** The claim's own now: from here time left is counted. */
    asOf: z.string(),
    links: answerBody.shape.links,
  })
  .meta({ id: 'ListedClaim' })

export const pageBody = z.object({ next: z.string().nullable(), hasMore: z.boolean() })

export const listAnswer = z.object({ data: z.array(listedBody), page: pageBody })

/** Who reads a list, by claim: a colleague of it, and one who may know what compliance does. */
export interface ListSight {
  readonly isStaffOf: (claim: ListedClaim) => boolean
  readonly isConfidantOf: (claim: ListedClaim) => boolean
}

/** One page. Who is no staff of a claim sees neither who works it nor what is decided and not told yet. */
export function listOnWire({ claims, next }: ClaimListPage, { isStaffOf, isConfidantOf }: ListSight) {
  const data = claims.map((claim) => ({
    ...onWire(isStaffOf(claim) ? withOpenQueue(claim, isConfidantOf(claim)) : forCustomers(claim)),
    links: linksOf(claim.claimId),
  }))
  return { data, page: { next, hasMore: next !== null } }
}

/** That a claim waits for compliance is compliance's to know. */
export const withOpenQueue = <T extends { readonly queue: Role | null }>(row: T, isConfidant: boolean): T =>
  isConfidant || row.queue !== confidant ? row : { ...row, queue: null }

function forCustomers(claim: ListedClaim): ListedClaim {
  const isTold = claim.status !== 'decided'
  const hidden = { ownerId: null, queue: null, requiredLevel: null, escalated: false, nextDeadline: null }
  return { ...claim, ...hidden, approvedFen: isTold ? claim.approvedFen : null }
}
