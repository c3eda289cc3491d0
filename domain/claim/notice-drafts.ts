import type { NoticeChannel, Role } from './codes.ts'
import type { Context } from './decision.ts'
import type { ClaimEventType, FactOf } from './events.ts'
import type { Claim, Notice, NoticeKind } from './state.ts'

/** A notice before it has its number. */
export type Draft = Pick<Notice, 'kind' | 'channel' | 'audience' | 'facts' | 'retryOf'>

/** The notices each fact orders. The claim stands after the fact. */
export type Orders = { readonly [T in ClaimEventType]?: Order<FactOf<T>> }
export type Order<F> = (claim: Claim, fact: F, context: Known) => readonly Draft[]

/** What a notice promises rests on the service policy. */
export type Known = Pick<Context, 'policy'>

export function toClaimant(claim: Claim, kind: NoticeKind, facts: Notice['facts'] = {}): Draft {
  return { kind, audience: 'claimant', channel: ownChannels(claim)[0] ?? 'sms', facts }
}

/** The ways the customer wants to be reached; those of the branch's own people are none of them. */
export const ownChannels = ({ report }: Claim): readonly NoticeChannel[] =>
  report.preferredChannels.filter((channel) => channel !== 'staff' && channel !== 'by-hand')

export const toBranch = (kind: NoticeKind, audience: Role, facts: Notice['facts']): Draft => ({
  kind,
  audience,
  channel: 'staff',
  facts,
})
