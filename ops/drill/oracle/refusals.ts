import type { CallEntry, Refused } from '../load/call-journal.ts'
import type { Violation } from './violation.ts'
import { violationOf } from './violation.ts'
import { query } from './witnesses.ts'

/** A no that was kept (`refusals`): which claim, and by what code. */
export interface KeptRefusal {
  readonly claimId: string
  readonly code: string
}

/** I6, of what was not allowed: whoever was refused a decision or money has a row, for ever, as what was allowed has. */
export function judgeRefusals(journal: readonly CallEntry[], kept: readonly KeptRefusal[]): Violation[] {
  const rows = new Set(kept.map(({ claimId, code }) => `${claimId} ${code}`))
  return journal.flatMap((entry): Violation[] => {
    if (entry.type !== 'refused' || entry.claimId === undefined || !isKept(entry)) return []
    const { claimId, code, door } = entry
    return rows.has(`${claimId} ${code}`)
      ? []
      : [violationOf(claimId)('I6', `${door} was refused ${code}, and no row says so`)]
  })
}

/** What the claim itself said no to, at a door whose every command is kept; a denial has its door together with what is not. */
const isKept = ({ door, code, httpStatus }: Refused): boolean =>
  code === 'TOO_LATE_TO_DENY' || (httpStatus === 409 && keptDoors.test(door))

const keptDoors =
  /^(?:approvals|assessment|payees|payments|settlement|prepayments|recoveries|holds|countersignature|disputes\/(?:evaluation|decision|adjudication))/

export const readRefusals = (ownerUrl: string): Promise<readonly KeptRefusal[]> =>
  query<KeptRefusal>(ownerUrl, `select claim_id as "claimId", code from refusals`)
