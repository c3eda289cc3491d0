import { z } from 'zod'
import type { FraudCase } from '../../domain/claim/fraud-score.ts'
import type { PartnerAddress } from './http-call.ts'
import { callPartner } from './http-call.ts'

/** Asks the fraud score (欺诈评分) what speaks for fraud in a claim: codes and amounts only, nothing about a person. */
export interface FraudGateway {
  /**
   * The same reference is one case, and has one answer for ever.
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  score: (reference: string, fraudCase: FraudCase) => Promise<FraudFinding>
}

export interface FraudFinding {
  /** Codes of rules of which one alone is enough. */
  readonly hardRules: readonly string[]
  /** What is weak alone; points add up. */
  readonly signals: readonly { readonly code: string; readonly points: number }[]
}

export function createHttpFraudGateway({ baseUrl, timeoutMs }: PartnerAddress): FraudGateway {
  return {
    score(reference, { claimedFen, ...rest }) {
      const body = { reference, claimedFen: String(claimedFen), ...rest }
      const named = { partner: 'fraud score', intent: 'score a claim' }
      return callPartner({
        ...named,
        method: 'POST',
        baseUrl,
        path: '/scores',
        body,
        timeoutMs,
        answers: { 200: found },
      })
    },
  }
}

/** Codes stand in the claim's history for ever: words, and no names. */
const code = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

const found = z.object({
  hardRules: z.array(code).max(20),
  signals: z.array(z.object({ code, points: z.int().min(0).max(1_000) })).max(50),
}) satisfies z.ZodType<FraudFinding>
