import { z } from 'zod'

import { ownerRoles } from '../../../domain/claim/codes.ts'
import { wirePersonId } from '../values.ts'

/** Without a person: whoever asks. */
export const interest = z
  .strictObject({ personId: wirePersonId.optional() })
  .meta({ examples: [{}, { personId: 'per_8f2' }] })

export const assignment = z
  .strictObject({
    how: z.enum(['take', 'give', 'return']),
    /** For `give`: whom, and in which role; only those who have a step of the claim. */
    toPersonId: wirePersonId.optional(),
    toRole: z.enum(ownerRoles).optional(),
  })
  .meta({ examples: [{ how: 'take' }, { how: 'give', toPersonId: 'per_8f2', toRole: 'assessor' }] })
