import { z } from 'zod'

import type { BroughtBefore } from '../../domain/claim/state.ts'
import { onWire } from './on-wire.ts'

/** Votes of the committee, in the order in which they were cast. */
export const castVotes = z.array(z.object({ personId: z.string(), vote: z.string(), at: z.string() }))

/** What head office brought before the committee. */
export const broughtBody = z.object({ broughtBy: z.string(), broughtAt: z.string(), votes: castVotes })

export const broughtOnWire = ({ broughtBy, broughtAt, votes }: BroughtBefore) =>
  onWire({ broughtBy, broughtAt, votes: [...votes] })
