import type { NoticeLanguage } from './notice-text.ts'

/** What customers read at the end of most notices: how to ask and how to seek redress, shortly and in detail. */
export const recurringLines: Readonly<Record<NoticeLanguage, RecurringLines>> = {
  zh: {
    ask: ['查询进度或咨询：请凭报案号 {claimId} 在本公司 APP、微信服务号查询，或致电客服、前往任一服务网点。'],
    redress: [
      '如有异议，您可以要求本公司复核；也可以向行业调解组织申请调解、按约定申请仲裁，或者依法向人民法院起诉。',
      '您也可以向本公司投诉，或者拨打银行保险消费者投诉维权热线 12378。',
    ],
    // Sources of the times: complaint measures (2020) art. 18, 20.
    inDetail: {
      ask: ['您可以要求专人解释：说明赔案号 {claimId}，由经办人员当面或者电话答复，并协助准备材料。'],
      redress: [
        '如何救济：投诉自受理之日起十五日内作出处理决定，复杂的可以延长；对决定有异议的，自收到之日起三十日内可以向我们的上级机构申请核查。',
      ],
    },
  },
  en: {
    ask: [
      'To follow your claim or ask: quote {claimId} in our app or WeChat account, call customer service, or visit any branch.',
    ],
    redress: [
      'If you disagree you may ask us for a re-check, apply for mediation by the industry mediation body, for arbitration where agreed, or sue in a people’s court.',
      'You may also complain to us, or call the banking and insurance consumer hotline 12378.',
    ],
    // Sources of the times: complaint measures (2020) art. 18, 20.
    inDetail: {
      ask: [
        'You may ask for a person to explain: quote {claimId}, and whoever handles your claim answers face to face or by phone and helps with the papers.',
      ],
      redress: [
        'How to seek redress: a complaint is decided within 15 days, longer if it is complex; within 30 days of its decision you may ask the body above us for a re-check.',
      ],
    },
  },
}

interface RecurringLines {
  readonly ask: readonly string[]
  readonly redress: readonly string[]
  /** What every detailed notice says besides. */
  readonly inDetail: { readonly ask: readonly string[]; readonly redress: readonly string[] }
}
