import { z } from 'zod'

import type { ClaimEscalation } from '../../domain/claim/escalation.ts'
import { bindingOf } from '../../domain/clocks/caps.ts'
import type { Clock } from '../../domain/clocks/clock.ts'
import { usageOf } from '../../domain/clocks/usage.ts'
import { ruleBook } from '../../domain/rules.ts'
import type { Instant } from '../../domain/time.ts'
import { escalationBody, escalationsOfClock } from './escalation-view.ts'
import { onWire } from './on-wire.ts'

const proof = z.object({
  kind: z.string(),
  reference: z.string(),
  channel: z.string().optional(),
  /** Of a delivery: the provider's message id, or the slip of a delivery by hand. */
  evidence: z.string().optional(),
})

/** One clock (时限) with where it comes from, both due times and every pause with its proof. */
export const clockBody = z
  .object({
    id: z.string(),
    n: z.int(),
    /** Whom it is owed to, where each payee has a clock of his own (C10). */
    payeeId: z.string().optional(),
    /** Of money that came back: the first payment of its chain (C10). */
    payment: z.int().optional(),
    /** Why the act waits for somebody else: it moves no due time (C10). */
    delay: z.object({ cause: z.enum(['account', 'payee']), from: z.string(), to: z.string().optional() }).optional(),
    obligation: z.string(),
    /** The article of the law or the norm. */
    source: z.string(),
    kind: z.enum(['law', 'norm', 'target', 'service']),
    state: z.string(),
    length: z.number(),
    unit: z.string(),
    startedAt: z.string(),
    /** What is aimed at and what the customer is told. */
    dueTarget: z.string(),
    /** The last lawful instant, rolled over statutory rest days. */
    dueLegal: z.string(),
    /** True while a date behind the calendar's end was used. */
    provisional: z.boolean(),
    /** By `asOf`, or when it ended: running and paused time are the time elapsed. At 80 per cent the owner is warned. */
    used: z.object({ runningMs: z.int(), pausedMs: z.int(), percent: z.int() }),
    ruleVersion: z.int(),
    calendarVersion: z.string(),
    /** Where the branch closes before midnight and its days end then: milliseconds after midnight. */
    closesAfterMs: z.int().optional(),
    /** Where dates promised by an earlier calendar are kept: by how many days they lie before those the newest would give. */
    kept: z.object({ targetDays: z.int(), legalDays: z.int() }).optional(),
    pauses: z.array(
      z.object({ from: z.string(), fromProof: proof, to: z.string().optional(), toProof: proof.optional() }),
    ),
    /** Who was told when that it runs out, and who answered: staff only. */
    escalations: z.array(escalationBody),
    /** What has to be kept: this clock, or one of the same act that is due earlier. Null while it stands still or has ended. */
    binding: z.object({ by: z.string(), n: z.int(), dueTarget: z.string(), because: z.string() }).nullable(),
    endedAt: z.string().optional(),
    voidReason: z.string().optional(),
  })
  .meta({ id: 'Clock' })

/** All clocks of one claim, each with what it has used by `asOf`, what binds, and who was told of it. */
export function clocksOnWire(clocks: readonly Clock[], asOf: Instant, escalations: readonly ClaimEscalation[] = []) {
  return clocks.map((clock) => {
    const rules = ruleBook(clock.ruleVersion).clocks
    const { obligation, source, kind, unit } = rules[clock.id]
    const binding = onWire(bindingOf(clock, clocks, rules))
    const told = escalationsOfClock(clock, escalations)
    const used = usageOf(clock, asOf)
    return { ...onWire(clock), obligation, source, kind, unit, used, binding, escalations: told }
  })
}
