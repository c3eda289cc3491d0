import type { NoticeTexts } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-en.ts'

/** What is said of documents asked for, in English: the list, its reminders, the rest of the claim and its going on (#7 to #16). */
export const supplementNoticesEn = {
  correction: {
    subject: 'Please complete your documents',
    happened: [
      'Dear customer, your claim {claimId} needs more documents.',
      'These {onlyItems}; this list is complete and the only one:',
      'Something new came up: besides what we asked for before, these {furtherItems}:',
      '{list}',
    ],
    basis: ['Basis: Insurance Law article 22.'],
    time: [
      'Please supply all within {workingDays} working days of receiving this notice.',
      'From its delivery until these {onlyItems} are complete, the time for our decision stands still.',
      'While we wait for these {furtherItems}, the time for our decision runs on.',
    ],
    ask,
    redress,
    detail: {
      basis: ['If you cannot obtain a document, tell us why; we agree with you on another proof.'],
      time: [
        'If these {onlyItems} do not come in time, we decide what the present documents prove, or the claim rests; resting ends no right.',
        'If these {furtherItems} do not come in time, we decide what the present documents prove.',
      ],
      ...inDetail,
    },
  },
  'supplement-reminder': {
    subject: 'Documents still missing',
    happened: ['Dear customer, your claim {claimId} still waits for:', '{list}'],
    basis: ['Basis: Insurance Law article 22; what is listed is what has not arrived of the list we sent.'],
    time: ['Please send them by {supplyBy}; if that is difficult, talk to us.'],
    ask,
    redress,
    detail: inDetail,
  },
  dormant: {
    subject: 'Your claim rests',
    happened: [
      'Dear customer, your claim {claimId} rests.',
      'You reported it on {reportedAt}, and we have received no claim form since.',
      'The documents we asked for did not arrive; {remindersDelivered} reminders were delivered.',
      'The documents we asked for did not arrive; we could not prove that every reminder was delivered, so the time was lengthened once, to {lengthenedToAt}.',
    ],
    basis: ['Basis: Insurance Law article 22.'],
    time: [
      'Send the form or the documents at any time and it goes on. Resting ends no right; limitation runs by Insurance Law article 26.',
    ],
    ask,
    redress,
    detail: inDetail,
  },
  revived: {
    subject: 'Your claim goes on',
    happened: [
      'Dear customer, your claim {claimId} does not rest any more, it goes on.',
      'These {missing} are still missing:',
      '{list}',
    ],
    basis: ['Basis: Insurance Law article 22; what has not arrived of the list we sent is still needed.'],
    time: ['Please send what is missing by {supplyBy}; if nothing is, we go on and you need not do anything.'],
    ask,
    redress,
    detail: inDetail,
  },
} satisfies Partial<NoticeTexts>
