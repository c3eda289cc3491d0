/** Search attributes of a claim's workflow: codes, instants and numbers only, they are never encrypted. */
export const claimSearchAttributes: Readonly<Record<string, 'Keyword' | 'KeywordList' | 'Int' | 'Bool' | 'Datetime'>> =
  {
    ClaimStatus: 'Keyword',
    ClaimTrack: 'Keyword',
    ClaimLine: 'Keyword',
    ClaimRegion: 'Keyword',
    EmergencyEvents: 'KeywordList',
    NextDeadline: 'Datetime',
    AuthorityLevel: 'Int',
    Escalated: 'Bool',
  }
