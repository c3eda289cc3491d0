import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { Claim, ClaimFile } from './state.ts'

/** The money side of the claim after the event: assessment, payees and the payments prepared for them. */
export function evolveSettlement(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  LossAssessed: (_claim, { assessment }) => ({ assessment }),
  SmallClaimApproved: (_claim, { assessment }) => ({ assessment }),
  PayeesFrozen: (claim, { payees, payments }) => ({
    payees,
    payments: [...claim.payments, ...payments],
    ...(claim.thaw ? { thaw: null } : {}),
    ...(claim.changeTold ? { changeTold: null } : {}),
  }),
}
