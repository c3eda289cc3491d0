import type { NoticeKind } from '../../domain/claim/state.ts'
import type { NoticeText } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-en.ts'

/** Notices of emergency measures and of the green channel, in English. */
export const emergencyNoticesEn = {
  emergency: {
    subject: 'Emergency measures for your claim',
    happened: ['Dear customer, because of an emergency special measures hold for your claim {claimId}.'],
    basis: [
      'Basis: our emergency service plan; no time limit of the law or of your contract becomes longer by it.',
      'You need not bring: {documents}.',
      'If you have no identity document at hand we accept instead: {identity}.',
      'As proof of a death we accept instead of its certificate: {deathProof}.',
      'Hospitals: {hospitalLimit}.',
      'What you would pay yourself by the contract: {selfPayLimit}.',
    ],
    amount: ['Of what is clear already, {prepayPercent} % can be paid in advance.'],
    time: [
      'A person of ours speaks with you within {contactHours} hours.',
      'Once the documents are complete, you are paid within {settleWorkingDays} working days.',
      'If it is hard for you to come, we collect your documents at your door within {doorToDoorWorkingDays} working days.',
      'What is promised here stays, also when the event is regraded or ends.',
    ],
    ask,
    redress,
    detail: inDetail,
  },
  'green-channel': {
    subject: 'Your claim is in the green channel',
    happened: ['Dear customer, your claim {claimId} is in the green channel: a person handles it first.'],
    basis: [
      'Basis: our green channel service plan; no time limit of the law or of your contract becomes longer by it.',
      'You need not bring: {documents}.',
    ],
    amount: ['Of what is clear already, {prepayPercent} % can be paid in advance.'],
    time: [
      'A person of ours speaks with you within {contactHours} hours.',
      'Once the documents are complete, you are paid within {settleWorkingDays} working days.',
      'If it is hard for you to come, we collect your documents at your door within {doorToDoorWorkingDays} working days.',
      'In hardship you may ask to be paid in advance.',
    ],
    ask,
    redress,
    detail: inDetail,
  },
} as const satisfies Partial<Record<NoticeKind, NoticeText>>
