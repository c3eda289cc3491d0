import { z } from 'zod'

import type { StoredRoster } from '../../db/duty-rosters.ts'
import type { DutyRoster } from '../../domain/duty/roster.ts'
import { dutyRoles } from '../../domain/duty/roster.ts'
import { showInstant } from '../../domain/time.ts'
import { wireDate, wirePersonId } from './values.ts'

/** Whole days in Asia/Shanghai, both included; without `to` until further notice. */
const days = { from: wireDate, to: wireDate.optional() }

const duty = z.strictObject({ role: z.enum(dutyRoles), personId: wirePersonId, ...days })
const standIn = z.strictObject({ personId: wirePersonId, standInId: wirePersonId, ...days })

export const rosterBody = z.strictObject({ duties: z.array(duty).max(300), standIns: z.array(standIn).max(300) }).meta({
  examples: [
    {
      duties: [{ role: 'supervisor', personId: 'per_8f2', from: '2026-01-01' }],
      standIns: [{ personId: 'per_8f2', standInId: 'per_31c', from: '2026-03-02', to: '2026-03-06' }],
    },
  ],
})

export const branchPath = z.strictObject({ branch: z.string() })

export const rosterAnswer = rosterBody
  .extend({
    branch: z.string(),
    /** The ETag without its quotes; 0 where nobody has put a roster. */
    version: z.int(),
    putBy: z.string().nullable(),
    putAt: z.string().nullable(),
  })
  .meta({ id: 'DutyRoster' })

/** The roster as sent, without fields that say nothing. */
export function rosterOf({ duties, standIns }: z.output<typeof rosterBody>): DutyRoster {
  return { duties: duties.map(withDays), standIns: standIns.map(withDays) }
}

export function rosterOnWire({ duties, standIns, putAt, ...stored }: StoredRoster): z.input<typeof rosterAnswer> {
  const shown = putAt === null ? null : showInstant(putAt)
  return { ...stored, putAt: shown, duties: [...duties], standIns: [...standIns] }
}

function withDays<Row extends { to?: string | undefined }>({
  to,
  ...row
}: Row): Omit<Row, 'to'> & { readonly to?: string } {
  return to === undefined ? row : { ...row, to }
}
