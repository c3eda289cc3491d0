import type { ClaimCommandType } from '../domain/claim/commands.ts'
import type { ProblemCode } from './problem-catalogue.ts'
import { problemCatalogue } from './problem-catalogue.ts'

/** One field at fault. */
export interface FieldFault {
  /** JSON pointer into the body (`#/claimant/phone`), or `query:limit`, `header:idempotency-key`. */
  readonly pointer: string
  readonly detail: string
  /** Stable: `required`, `unknown-field`, `type`, `size`, `format`, `value`. */
  readonly code: string
}

/** What a problem says besides its code: words and codes only, never what the caller sent. */
export interface ProblemFacts {
  readonly detail?: string
  readonly errors?: readonly FieldFault[]
  readonly claimStatus?: string
  /** Commands the claim would take from the caller instead. */
  readonly possible?: readonly ClaimCommandType[]
  readonly whoMay?: readonly string[]
  /** The claim this one may be a copy of. */
  readonly otherClaimId?: string
  /** The command that takes away what stands in the way. */
  readonly resolvedBy?: ClaimCommandType
  /** Sent as Retry-After. */
  readonly retryAfterSeconds?: number
  /** Sent as Allow. */
  readonly allow?: readonly string[]
  /** What really happened, for the log only. */
  readonly cause?: unknown
}

/** An answer that is no success. Anything may throw it; the server's error handler turns it into problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly facts: ProblemFacts

  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(facts.detail ?? problemCatalogue[code].title, { cause: facts.cause })
    this.name = 'Problem'
    this.code = code
    this.facts = facts
  }

  get status(): number {
    return problemCatalogue[this.code].status
  }

  /** The body as RFC 9457 has it. `type` leads to the code's row of the documentation. */
  toBody({ requestId, traceId }: { readonly requestId: string; readonly traceId: string }): ProblemBody {
    const { status, title, remedy, retryable = false } = problemCatalogue[this.code]
    const { errors, claimStatus, possible, whoMay, otherClaimId, resolvedBy } = this.facts
    return {
      type: `/docs/problems#${this.code}`,
      title,
      status,
      detail: this.message,
      remedy,
      instance: requestId,
      code: this.code,
      traceId,
      retryable,
      ...(errors && { errors }),
      ...(claimStatus !== undefined && { claimStatus }),
      ...(possible && { possible }),
      ...(whoMay && { whoMay }),
      ...(otherClaimId !== undefined && { otherClaimId }),
      ...(resolvedBy !== undefined && { resolvedBy }),
    }
  }
}

export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** What to do about it: one sentence. */
  readonly remedy: string
  readonly instance: string
  readonly code: ProblemCode
  readonly traceId: string
  readonly retryable: boolean
  readonly errors?: readonly FieldFault[]
  readonly claimStatus?: string
  readonly possible?: readonly ClaimCommandType[]
  readonly whoMay?: readonly string[]
  readonly otherClaimId?: string
  readonly resolvedBy?: ClaimCommandType
}

/** The problem a field of a header or the query causes. */
export function fieldProblem(code: ProblemCode, fault: FieldFault): Problem {
  return new Problem(code, { detail: fault.detail, errors: [fault] })
}
