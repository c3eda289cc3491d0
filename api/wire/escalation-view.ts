import { z } from 'zod'

import type { ClaimEscalation, EscalationSubject } from '../../domain/claim/escalation.ts'
import type { Clock } from '../../domain/clocks/clock.ts'
import { onWire } from './on-wire.ts'

/** One escalation (升级督办) on record: how far it came, who was told when and who answered. */
export const escalationBody = z
  .object({
    /** Number on the claim, for its acknowledgement. */
    n: z.int(),
    level: z.string(),
    at: z.string(),
    told: z.array(
      z.object({
        /** The role, or `claimant`. */
        audience: z.string(),
        at: z.string(),
        /** Number of the notice. */
        notice: z.int(),
        sentAt: z.string().optional(),
        /** Whom the duty roster named. */
        to: z.object({ personId: z.string(), standsInFor: z.string().optional() }).optional(),
      }),
    ),
    acknowledged: z.object({ by: z.string(), role: z.string(), at: z.string() }).optional(),
    /** The act was done, or is not owed any more. */
    doneAt: z.string().optional(),
  })
  .meta({ id: 'Escalation' })

export const escalationOnWire = ({ subject: _subject, ...escalation }: ClaimEscalation) => onWire(escalation)

/** Those of one instance of a clock, in the order they were raised. */
export function escalationsOfClock({ id, n }: Pick<Clock, 'id' | 'n'>, all: readonly ClaimEscalation[]) {
  return all
    .filter(({ subject }) => subject.kind === 'clock' && subject.clock === id && subject.instance === n)
    .map(escalationOnWire)
}

/** What is late, in one word where it is no clock. */
export const subjectOnWire = (subject: EscalationSubject) =>
  subject.kind === 'clock' ? { clock: subject.clock, instance: subject.instance } : { target: subject.kind }
