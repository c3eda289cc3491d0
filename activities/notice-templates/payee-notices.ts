import type { NoticeText, NoticeTexts } from './notice-text.ts'

type PayeeTexts = Pick<NoticeTexts, 'payee-change' | 'objection-answer'>

/** What every notice of a language says about asking and redress, and what the detailed ones say besides. */
interface Standing {
  readonly ask: readonly string[]
  readonly redress: readonly string[]
  readonly inDetail: NonNullable<NoticeText['detail']>
}

/** Notices on payees, in English; the Chinese text prevails. */
export const payeeNoticesEn = ({ ask, redress, inDetail }: Standing): PayeeTexts => ({
  'payee-change': {
    subject: 'Who is paid is being changed',
    happened: ['Dear customer, the payees of your claim {claimId} are changed by the documents we received.'],
    basis: ['Basis: Insurance Law article 23; money goes to whoever is entitled to it.'],
    time: ['The decision stays as it is, and so does the time for paying; the payment itself is checked anew.'],
    ask,
    redress,
    detail: {
      time: [
        'What was on its way before the change is not touched; please name the receiving accounts if we ask for them.',
      ],
      ...inDetail,
    },
  },
  'objection-answer': {
    subject: 'Our answer',
    happened: ['Dear customer, we have looked at what you told us about claim {claimId}.', 'Our answer: {reason}'],
    basis: ['Basis: what you told us and the records of your claim.'],
    time: ['If the answer does not satisfy you, tell us whenever it suits you; somebody else looks at it again.'],
    ask,
    redress,
    detail: inDetail,
  },
})

/** Notices on payees, in Chinese (领款人通知). */
export const payeeNoticesZh = ({ ask, redress, inDetail }: Standing): PayeeTexts => ({
  'payee-change': {
    subject: '领款人变更',
    happened: ['尊敬的客户：根据收到的材料，您的赔案 {claimId} 的领款人正在变更。'],
    basis: ['依据：《保险法》第二十三条；赔款支付给依法享有权利的人。'],
    time: ['核定结果和支付期限不变，支付将重新复核。'],
    ask,
    redress,
    detail: { time: ['变更前已在途的款项不受影响；如我们询问，请提供收款账户。'], ...inDetail },
  },
  'objection-answer': {
    subject: '答复',
    happened: ['尊敬的客户：您对赔案 {claimId} 反映的情况，我们已经处理。', '答复：{reason}'],
    basis: ['依据：您反映的情况和赔案记录。'],
    time: ['对答复不满意的，请在方便时告知我们，我们由其他人员再次处理。'],
    ask,
    redress,
    detail: inDetail,
  },
})
