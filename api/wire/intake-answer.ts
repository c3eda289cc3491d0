import { z } from 'zod'

import type { Claim } from '../../domain/claim/state.ts'
import { showInstant } from '../../domain/time.ts'
import { answerBody, answerOnWire } from './answer.ts'

/** What a claim begins with. `acceptBy` is until when the acceptance answer is due; null before it is filed. */
export const intakeAnswer = answerBody.extend({ acceptBy: z.string().nullable() }).meta({ id: 'IntakeAnswer' })

export function intakeOnWire({ claimId, version, decisionVersion, stage, clocks }: Claim) {
  const acceptance = clocks.find(({ id }) => id === 'C02')
  return {
    ...answerOnWire({ claimId, version, decisionVersion, status: stage.status }),
    acceptBy: acceptance === undefined ? null : showInstant(acceptance.dueTarget),
  }
}
