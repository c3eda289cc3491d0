/** The `n`-th notice of a claim: what a {@link noticeReference} names. */
export interface NoticePlace {
  readonly claimId: string
  readonly n: number
}

/**
 * Our reference of a notice with the message provider, unique for ever: `<claimId>-<n>`. It is made of the claim alone,
 * so that a repeated sending is the same message and a receipt finds its way back.
 */
export const noticeReference = ({ claimId, n }: NoticePlace): string => `${claimId}-${n}`

/** The place a reference names, or null when it is none of ours. */
export function parseNoticeReference(reference: string): NoticePlace | null {
  const parts = /^(clm_[A-Za-z0-9-]{1,60})-(0|[1-9]\d{0,8})$/.exec(reference)
  if (parts === null) return null
  const [, claimId = '', n = ''] = parts
  return { claimId, n: Number(n) }
}
