import { z } from 'zod'

import { dutyRoles } from '../../../domain/duty/roster.ts'

export const acknowledgement = z
  .strictObject({
    /** The role that was told, for who has several. */
    as: z.enum(dutyRoles).optional(),
  })
  .meta({ examples: [{}, { as: 'compliance' }] })
