import type { NoticeTexts } from './notice-text.ts'

const ask = [
  'To follow your claim or ask: quote {claimId} in our app or WeChat account, call customer service, or visit any branch.',
]
const redress = [
  'If you disagree you may ask us for a re-check, apply for mediation by the industry mediation body, for arbitration where agreed, or sue in a people’s court.',
  'You may also complain to us, or call the banking and insurance consumer hotline 12378.',
]

/** Notices in English, line for line what the Chinese says; the Chinese text prevails. */
export const noticesEn: NoticeTexts = {
  guidance: {
    subject: 'Your report is registered',
    happened: ['Dear customer, your report is registered under {claimId}.'],
    basis: [
      'Please send the claim form and: {documents}.',
      'In case of disability, apply for the appraisal when treatment has ended.',
    ],
    time: [
      'Submit by app, WeChat, branch or agent. Within 48 hours of receipt we tell you whether the claim is accepted; results reach you by the channel you chose.',
    ],
    ask,
  },
  'report-reminder': {
    subject: 'Please file your claim',
    happened: ['Dear customer, {afterDays} days after your report {claimId} we have not received your claim form.'],
    time: ['Please file soon; waiting costs you no right within the limitation period.'],
    ask,
  },
  acceptance: {
    subject: 'Your claim is accepted for handling',
    happened: ['Dear customer, your claim {claimId} is accepted for handling.'],
    basis: ['Basis: Insurance Law article 23 and your contract.'],
    time: ['We decide promptly, at the latest by {decideBy}; time you need to complete documents does not count.'],
    ask,
    redress,
  },
  correction: {
    subject: 'Please complete your documents',
    happened: [
      'Dear customer, your claim {claimId} lacks the following; this list is complete and the only one:',
      '{list}',
    ],
    basis: ['Basis: Insurance Law article 22.'],
    time: [
      'Please supply all within {workingDays} working days of receiving this notice. From its delivery until the documents are complete, the time for our decision stands still.',
    ],
    ask,
    redress,
  },
  'supplement-reminder': {
    subject: 'Documents still missing',
    happened: ['Dear customer, your claim {claimId} still waits for:', '{list}'],
    time: ['Please send them by {supplyBy}; if that is difficult, talk to us.'],
    ask,
  },
  dormant: {
    subject: 'Your claim rests',
    happened: ['Dear customer, the documents we asked for did not arrive, so your claim {claimId} rests.'],
    time: ['Send them at any time and it goes on. Resting ends no right; limitation runs by Insurance Law article 26.'],
    ask,
    redress,
  },
  complex: {
    subject: 'Time for deciding your claim',
    happened: ['Dear customer, your claim {claimId} is complex and takes longer to decide.'],
    basis: ['Basis: Insurance Law article 23.'],
    time: ['We decide and tell you at the latest by {decideBy}.'],
    ask,
    redress,
  },
  result: {
    subject: 'Your claim is decided',
    happened: ['Dear customer, your claim {claimId} is decided.'],
    basis: [
      'Basis: your contract and Insurance Law article 23.',
      'A part is not paid, because: {ground}.',
      'Clause it rests on: {clause}.',
      '{reason}',
    ],
    amount: ['Amount to be paid: CNY {amountFen}.', 'Amount not paid: CNY {refusedFen}.'],
    time: ['Paid within 10 days of agreement; please confirm the result and name the receiving account.'],
    ask,
    redress,
  },
  refusal: {
    subject: 'Notice of refusal',
    happened: ['Dear customer, we examined your claim {claimId} and cannot pay it.'],
    basis: ['Reason: {ground}.', 'Clause it rests on: {clause}.', '{reason}', 'Basis: Insurance Law article 24.'],
    amount: ['Amount concerned: CNY {refusedFen}.'],
    time: ['You may object at any time within the limitation period.'],
    ask,
    redress: [
      'A person took this decision; you may demand that somebody else decides again, and bring new evidence.',
      ...redress,
    ],
  },
  'offer-reminder': {
    subject: 'Please confirm the result',
    happened: ['Dear customer, the result of your claim {claimId} waits for your answer.'],
    amount: ['Amount to be paid: CNY {amountFen}.'],
    time: ['Without an answer in time we pay the determined amount, and you may still claim the difference.'],
    ask,
    redress,
  },
  payment: {
    subject: 'Your claim is paid',
    happened: ['Dear customer, the benefit of your claim {claimId} is paid.'],
    basis: ['Basis: the result you were told and the account you confirmed.'],
    amount: ['Amount paid: CNY {amountFen}.'],
    time: ['When it arrives depends on your bank; if it has not within two working days, please tell us.'],
    ask,
    redress,
  },
  survey: {
    subject: 'How did we do?',
    happened: ['Dear customer, your claim {claimId} is paid in full; please rate our service from 1 to 10.'],
    time: ['We answer what you tell us within 7 working days.'],
    ask,
  },
  withdrawal: {
    subject: 'Your claim is withdrawn',
    happened: ['Dear customer, claim {claimId} is withdrawn as you asked.'],
    time: ['You may file again within the limitation period.'],
    ask,
    redress,
  },
  cancellation: {
    subject: 'Your claim is cancelled',
    happened: [
      'Dear customer, claim {claimId} is cancelled.',
      'Its documents and date of receipt now belong to claim {originalClaimId}.',
    ],
    time: ['Your right to the benefit is not affected.'],
    ask,
    redress,
  },
  'policy-correction': {
    subject: 'Your claim stands under another policy',
    happened: [
      'Dear customer, your claim {claimId} was registered under the wrong policy; this is corrected, and we go on under the right one.',
    ],
    time: [
      'The day we received your claim and its documents stays, and so do all time limits; what you sent need not be sent again.',
    ],
    ask,
    redress,
  },
  breach: {
    subject: 'We are late, and sorry',
    happened: ['Dear customer, for your claim {claimId} we missed "{clock}", due {dueAt}. We apologise.'],
    time: ['We have pressed for it to be done at once and will tell you the outcome.'],
    ask,
    redress,
  },
  'staff-escalation': {
    subject: 'Time limit at stake',
    happened: ['{clock} (instance {instance}) of claim {claimId}: {level}.'],
    time: ['Due {dueAt}.'],
  },
  'staff-work-item': {
    subject: 'Work item',
    happened: [
      'Claim {claimId}: {task}.',
      'Notice concerned: {notice}.',
      'Payment concerned: {payment}.',
      'Cause: {cause}.',
    ],
  },
}
