import type { NoticeKind } from '../../domain/claim/state.ts'

export const noticeLanguages = ['zh', 'en'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

/**
 * What a notice says, in the order it is read. `{name}` stands for a fact of the notice or for `{claimId}`. A line whose
 * fact the notice lacks is left out, unless {@link factsNeeded} names the fact.
 */
export interface NoticeText {
  readonly subject: string
  readonly happened: readonly string[]
  readonly basis?: readonly string[]
  readonly amount?: readonly string[]
  readonly time?: readonly string[]
  /** How to ask; colleagues know where. */
  readonly ask?: readonly string[]
  /** Ways of redress (救济途径), wherever somebody may disagree. */
  readonly redress?: readonly string[]
}

export type NoticeTexts = Readonly<Record<NoticeKind, NoticeText>>
