import { advanceNoticesEn } from './notices-advance-en.ts'
import { disputeNoticesEn } from './notices-dispute.ts'
import { emergencyNoticesEn } from './notices-emergency-en.ts'
import type { NoticeTexts } from './notice-text.ts'
import { payeeNoticesEn } from './payee-notices.ts'
import { paymentNoticesEn } from './payment-notices-en.ts'
import { ask, decidedOtherwise, inDetail, redress } from './shared-lines-en.ts'
import { supplementNoticesEn } from './supplement-notices-en.ts'

/** Notices in English, line for line what the Chinese says; the Chinese text prevails. */
export const noticesEn: NoticeTexts = {
  ...payeeNoticesEn({ ask, redress, inDetail }),
  ...disputeNoticesEn({ ask, redress, inDetail }),
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
    redress,
    detail: {
      basis: [
        'Basis: Insurance Law articles 21 and 22: tell us in time, and give us the proofs and papers about the event that you are able to give.',
      ],
      time: ['If documents are missing, we name all of them once.'],
      ...inDetail,
    },
  },
  'report-reminder': {
    subject: 'Please file your claim',
    happened: ['Dear customer, {afterDays} days after your report {claimId} we have not received your claim form.'],
    basis: [
      'Basis: Insurance Law article 26: limitation runs from the day you knew or should have known of the event, five years in life insurance, two years in all other.',
    ],
    time: ['Please file soon; waiting costs you no right within the limitation period.'],
    ask,
    redress,
    detail: inDetail,
  },
  acceptance: {
    subject: 'Your claim is accepted for handling',
    happened: ['Dear customer, your claim {claimId} is accepted for handling.'],
    basis: ['Basis: Insurance Law article 23 and your contract.'],
    time: [
      'We decide promptly, at the latest by {decideBy}; time you need to complete documents does not count.',
      'We decide promptly, at the latest by {decideSuppliedBy}: the time in which we waited for your documents is left out already; should we need more, our time runs on.',
      ...decidedOtherwise,
    ],
    ask,
    redress,
    detail: {
      time: [
        'If we need more documents we ask once; the time that ends on {decideBy} stands still from delivery of that notice until they are complete, and runs on otherwise.',
      ],
      ...inDetail,
    },
  },
  ...supplementNoticesEn,
  complex: {
    subject: 'Time for deciding your claim',
    happened: ['Dear customer, your claim {claimId} is complex and takes longer to decide.'],
    basis: ['Basis: Insurance Law article 23.'],
    time: ['We decide and tell you at the latest by {decideBy}.', ...decidedOtherwise],
    ask,
    redress,
    detail: {
      time: [
        'If the amount cannot be fixed within 60 days of your claim and its documents, we pay in advance what they prove (Insurance Law article 25).',
      ],
      ...inDetail,
    },
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
    time: [
      'Paid within {payDays} days of agreement; please confirm the result and name the receiving account.',
      'Paid within {fixedDays} days of this notice reaching you; you need not confirm the result, please name the receiving account.',
      'Paid by {payBy}, as you had agreed before; please confirm the result and the receiving account.',
    ],
    ask,
    redress,
    detail: {
      amount: [
        'The amount follows from cover, ratio, deductible and limits of your contract; ask us for the calculation.',
      ],
      time: ['If we pay late, we compensate your loss besides the benefit (Insurance Law article 23).'],
      ...inDetail,
    },
  },
  refusal: {
    subject: 'Notice: your claim is {decision}',
    happened: ['Dear customer, we examined your claim {claimId}: it is {decision}.'],
    basis: ['Reason: {ground}.', 'Clause it rests on: {clause}.', '{reason}', 'Basis: Insurance Law article 24.'],
    amount: [
      'Amount concerned: CNY {refusedFen}.',
      'Amount still due to you by contract or law: CNY {stillDueFen}; it is paid to you.',
    ],
    time: ['You may object at any time within the limitation period.'],
    ask,
    redress: [
      'A person took this decision; you may demand that somebody else decides again, and bring new evidence.',
      ...redress,
    ],
    detail: {
      amount: ['Cash value or premium that the contract owes you is not affected by this notice.'],
      time: [
        'This notice leaves within three days of the decision (Insurance Law article 24); you may ask for the list of what it rests on.',
      ],
      ...inDetail,
    },
  },
  'offer-reminder': {
    subject: 'Please confirm the result',
    happened: ['Dear customer, the result of your claim {claimId} waits for your answer.'],
    basis: ['Basis: your contract and Insurance Law article 23; confirming the result asks you to give up no right.'],
    amount: ['Amount to be paid: CNY {amountFen}.'],
    time: ['Without an answer in time we pay the determined amount, and you may still claim the difference.'],
    ask,
    redress,
    detail: inDetail,
  },
  payment: {
    subject: 'Your claim is paid',
    happened: ['Dear customer, the benefit of your claim {claimId} is paid.'],
    basis: ['Basis: the result you were told and the account you confirmed.'],
    amount: ['Amount paid: CNY {amountFen}.'],
    time: ['When it arrives depends on your bank; if it has not within two working days, please tell us.'],
    ask,
    redress,
    detail: {
      amount: ['If it differs from the result you were told, please tell us at once.'],
      time: ['By the law, your contract and our promise it was due by {payDueBy} (Insurance Law article 23).'],
      ...inDetail,
    },
  },
  ...paymentNoticesEn,
  survey: {
    subject: 'How did we do?',
    happened: ['Dear customer, your claim {claimId} is paid in full; please rate our service from 1 to 10.'],
    basis: ['What you say is read by others than those who handled your claim and costs you no right.'],
    time: ['We answer what you tell us within 7 working days.'],
    ask,
    redress,
    detail: inDetail,
  },
  withdrawal: {
    subject: 'Your claim is withdrawn',
    happened: ['Dear customer, claim {claimId} is withdrawn as you asked.'],
    basis: ['Basis: your own request; its reason is on record.'],
    time: ['You may file again within the limitation period.'],
    ask,
    redress,
    detail: inDetail,
  },
  cancellation: {
    subject: 'Your claim is cancelled',
    happened: [
      'Dear customer, claim {claimId} is cancelled.',
      'Its documents and date of receipt now belong to claim {originalClaimId}.',
    ],
    basis: [
      'It is cancelled because it was registered twice, joined to another claim for the same loss, or meant as a test; this is no decision on your claim.',
    ],
    time: ['Your right to the benefit is not affected.'],
    ask,
    redress,
    detail: inDetail,
  },
  'policy-correction': {
    subject: 'Your claim stands under another policy',
    happened: [
      'Dear customer, your claim {claimId} was registered under the wrong policy; this is corrected, and we go on under the right one.',
    ],
    basis: ['The reason is on record; conclusions drawn from the wrong policy are not used any more.'],
    time: [
      'The day we received your claim and its documents stays, and so do all time limits; what you sent need not be sent again.',
    ],
    ask,
    redress,
    detail: inDetail,
  },
  reopened: {
    subject: 'Your claim is reopened',
    happened: ['Dear customer, your claim {claimId} is worked on again: {because}.'],
    basis: ['What you sent before and all records are kept, and the reason for reopening is on record.'],
    time: ['We decide anew and tell you at the latest by {decideBy}.', ...decidedOtherwise],
    ask,
    redress,
    detail: inDetail,
  },
  'feedback-answer': {
    subject: 'Our answer to what you told us',
    happened: ['Dear customer, we have dealt with what you told us about claim {claimId}.', 'Our answer: {reason}'],
    basis: ['Basis: the norm of claims service: what a customer tells us is answered within seven working days.'],
    time: ['If the answer does not satisfy you, tell us whenever it suits you; somebody else looks at it again.'],
    ask,
    redress,
    detail: inDetail,
  },
  breach: {
    subject: 'We are late, and sorry',
    happened: ['Dear customer, for your claim {claimId} we missed "{clock}", due {dueAt}. We apologise.'],
    basis: [
      'The time limit stands in the law, the regulator’s rules or the norm of the industry; that we missed it is recorded, reported to compliance and head office, and never deleted.',
    ],
    time: ['We have pressed for it to be done at once and will tell you the outcome.'],
    ask,
    redress,
    detail: {
      time: ['If we pay late, we compensate your loss besides the benefit (Insurance Law article 23).'],
      ...inDetail,
    },
  },
  ...advanceNoticesEn,
  ...emergencyNoticesEn,
  'staff-escalation': {
    subject: 'Time limit at stake',
    happened: [
      '{clock} (instance {instance}) of claim {claimId}: {level}.',
      'Nobody has answered since {toldAt}: you are the next level.',
    ],
    time: ['Due {dueAt}.'],
    ask: ['Do it, or acknowledge escalation {escalation}.'],
  },
  'staff-work-item': {
    subject: 'Work item',
    happened: [
      'Claim {claimId}: {task}.',
      'Notice concerned: {notice}.',
      'Payment concerned: {payment}.',
      'Amount concerned: CNY {amountFen}.',
      'Time limit concerned: {clock}, due {dueAt}.',
      'Cause: {cause}.',
      'Nobody has answered since {toldAt}: you are the next level.',
      'Do it, or acknowledge escalation {escalation}.',
    ],
  },
}
