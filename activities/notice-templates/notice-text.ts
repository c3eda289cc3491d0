import type { NoticeKind, NoticeTemplate } from '../../domain/claim/state.ts'

export const noticeLanguages = ['zh', 'en'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

/**
 * What a notice says, in the order it is read. `{name}` stands for a fact of the notice or for `{claimId}`. A line whose
 * fact the notice lacks is left out, unless {@link factsNeeded} names the fact.
 */
export interface NoticeText extends NoticeParts {
  readonly subject: string
  readonly happened: readonly string[]
  /** What the detailed variant says besides, behind the lines of the same part (noticeVariant says who gets it). */
  readonly detail?: NoticeParts
}

interface NoticeParts {
  readonly basis?: readonly string[]
  readonly amount?: readonly string[]
  readonly time?: readonly string[]
  /** How to ask; colleagues know where. */
  readonly ask?: readonly string[]
  /** Ways of redress (救济途径), wherever somebody may disagree. */
  readonly redress?: readonly string[]
}

/** Which words a notice is rendered in. */
export interface NoticeWording {
  readonly language: NoticeLanguage
  readonly variant: NoticeTemplate['variant']
}

/** Kept with every notice. A text that changes is another version; a test holds the texts against it. */
export const noticeTextsVersion = '12'

export type NoticeTexts = Readonly<Record<NoticeKind, NoticeText>>

export type DisputeNoticeKind = Extract<NoticeKind, `dispute-${string}`>
