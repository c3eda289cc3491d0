import type { AuthorityLevel, AuthorityNeed, LadderStep } from '../authority.ts'
import { mayDecide, requiredLevel } from '../authority.ts'
import type { Actor } from './commands.ts'
import type { Context, Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import { ladderOf, multiplierOf } from './raised-authority.ts'
import type { AuthorityUsed, Claim, DecidedBy } from './state.ts'

/**
 * The refusal of a decision beyond this person's step of the ladder, with who may; or what he decides by. A5 is a
 * committee: no single person holds its authority, whatever the token says.
 */
export function authorityOf(
  claim: Claim,
  need: AuthorityNeed,
  actor: Actor,
  context: Context,
): AuthorityUsed | { readonly refusal: Refusal } {
  const { ladder } = context.policy
  const { authorityLevel } = actor
  if (authorityLevel < 5 && mayDecide(ladderOf(actor, context), authorityLevel, need)) {
    return authorityUsed(authorityLevel as AuthorityLevel, actor, context)
  }
  if (authorityLevel < 5 && mayDecide(ladder, authorityLevel, need)) {
    const message =
      'who raised the limits of an event, or joined the claim to it, approves nothing under them, nor does whom he lent his step'
    return refuse(claim, 'SEPARATION_OF_DUTIES', message, { whoMay: whoMayDecide(ladder, need) })
  }
  const whoMay = whoMayDecide(ladder, need)
  const message = whoMay.length === 0 ? nobodyMay : `this decision is beyond step A${authorityLevel}`
  return refuse(claim, 'AUTHORITY_EXCEEDED', message, { whoMay })
}

/** What a decision keeps of the tables it was taken by: what they say later changes nothing of it. */
export function authorityUsed(level: AuthorityLevel, actor: Actor, context: Context): AuthorityUsed {
  const { onBehalfOf } = actor
  const version = context.authority?.limits?.version
  // The committee and head office have no raised limits.
  const multiplier = level < 4 ? multiplierOf(actor, context) : null
  return {
    level,
    ...(version === undefined ? {} : { limitsVersion: version }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(multiplier === null ? {} : { multiplier }),
  }
}

/** As {@link authorityUsed}, with the limits of the step at this instant. */
export function decidedBy(level: AuthorityLevel, actor: Actor, context: Context): DecidedBy {
  const step = ladderOf(actor, context).find((candidate) => candidate.level === level)
  return {
    limits: { paymentFen: step?.paymentFen ?? null, refusalFen: step?.refusalFen ?? null },
    ...authorityUsed(level, actor, context),
  }
}

/** Whether nobody decides this alone, and the committee may. */
export const takesCommittee = (need: AuthorityNeed, { policy: { ladder } }: Context): boolean =>
  mayDecide(ladder, 5, need) && requiredLevel(ladder, need) === 5

/**
 * The refusal of sending back what waits for a decision (#30), or null: whoever could decide it sends it back. What takes the
 * committee goes back by its votes, or by a person of head office who has no part in the claim yet: a committee of few members that
 * is divided would hold it for ever.
 */
export function returnBarred(
  claim: Claim,
  need: AuthorityNeed,
  actor: Actor,
  context: Context,
): { readonly refusal: Refusal } | null {
  if (!takesCommittee(need, context)) {
    const authority = authorityOf(claim, need, actor, context)
    return 'refusal' in authority ? authority : null
  }
  if (actor.authorityLevel < 4) {
    const message = `this decision is beyond step A${actor.authorityLevel}`
    return refuse(claim, 'AUTHORITY_EXCEEDED', message, { whoMay: [stepNames[4], stepNames[5]] })
  }
  const hasPart = claim.acted.some(({ personId }) => personId === actor.id || personId === actor.onBehalfOf)
  if (!hasPart) return null
  const message = 'what waits for the committee goes back by who has no part in this claim yet'
  return refuse(claim, 'SEPARATION_OF_DUTIES', message, { whoMay: ['another person of head office (A4)'] })
}

/** What nobody decides alone head office brings before the committee; whoever stands lower is refused with who may, or null. */
export function bringing(claim: Claim, { authorityLevel }: Actor): { readonly refusal: Refusal } | null {
  if (authorityLevel >= 4) return null
  const whoMay = ['head office (A4), who brings it before the committee']
  return refuse(claim, 'AUTHORITY_EXCEEDED', `this decision is beyond step A${authorityLevel}`, { whoMay })
}

/** Steps that may take a decision, in words; none where no row of the table covers it. */
export const whoMayDecide = (ladder: readonly LadderStep[], need: AuthorityNeed): readonly string[] =>
  ladder.filter(({ level }) => mayDecide(ladder, level, need)).map(({ level }) => stepNames[level])

/** Nobody may: the table of limits has no row for such a decision. */
export const nobodyMay = 'no row of the table of limits covers this decision: the security administrator adds one'

const stepNames: Readonly<Record<AuthorityLevel, string>> = {
  1: 'approver (A1)',
  2: 'supervisor (A2)',
  3: 'branch head (A3)',
  4: 'head office (A4)',
  5: 'committee (A5)',
}
