/** How to follow a claim or ask. */
export const ask = [
  'To follow your claim or ask: quote {claimId} in our app or WeChat account, call customer service, or visit any branch.',
]

/** Ways of redress (救济途径). */
export const redress = [
  'If you disagree you may ask us for a re-check, apply for mediation by the industry mediation body, for arbitration where agreed, or sue in a people’s court.',
  'You may also complain to us, or call the banking and insurance consumer hotline 12378.',
]

/** When the claim is decided, where no clock of it runs at the moment. */
export const decidedOtherwise = [
  'Our time stands still while we wait for your documents: we decide by {decidePausedBy}, later by the days we waited.',
  'We should have decided by {decideLateAt} and are late; that is on record, we decide without delay and tell you.',
]

/** What every detailed notice says besides. Sources of the times: complaint measures (2020) art. 18, 20. */
export const inDetail = {
  ask: [
    'You may ask for a person to explain: quote {claimId}, and whoever handles your claim answers face to face or by phone and helps with the papers.',
  ],
  redress: [
    'How to seek redress: a complaint is decided within 15 days, longer if it is complex; within 30 days of its decision you may ask the body above us for a re-check.',
  ],
}
