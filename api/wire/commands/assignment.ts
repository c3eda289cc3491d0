import { z } from 'zod'

import { roles } from '../../../domain/claim/codes.ts'
import { wirePersonId } from '../values.ts'

export const assignment = z
  .strictObject({
    how: z.enum(['take', 'give', 'return']),
    /** For `give`: whom, and in which role. */
    toPersonId: wirePersonId.optional(),
    toRole: z.enum(roles).optional(),
  })
  .meta({ examples: [{ how: 'take' }, { how: 'give', toPersonId: 'per_8f2', toRole: 'assessor' }] })
