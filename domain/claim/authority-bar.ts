import type { AuthorityLevel, AuthorityNeed, LadderStep } from '../authority.ts'
import { mayDecide } from '../authority.ts'
import { stepNames } from './approval.ts'
import type { Actor } from './commands.ts'
import type { Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import type { Claim } from './state.ts'

/**
 * The refusal of a decision beyond this person's step of the ladder, with who may; or the level he decides at. A5 is a
 * committee: no single person holds its authority, whatever the token says.
 */
export function authorityOf(
  claim: Claim,
  need: AuthorityNeed,
  { authorityLevel }: Actor,
  ladder: readonly LadderStep[],
): { readonly level: AuthorityLevel } | { readonly refusal: Refusal } {
  if (authorityLevel < 5 && mayDecide(ladder, authorityLevel, need)) return { level: authorityLevel as AuthorityLevel }
  const whoMay = ladder.filter(({ level }) => mayDecide(ladder, level, need)).map(({ level }) => stepNames[level])
  return refuse(claim, 'AUTHORITY_EXCEEDED', `this decision is beyond step A${authorityLevel}`, { whoMay })
}
