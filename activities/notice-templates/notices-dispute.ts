import type { DisputeNoticeKind, NoticeText } from './notice-text.ts'

type DisputeTexts = Readonly<Record<DisputeNoticeKind, NoticeText>>

/** What every notice of a language says of asking and of redress. */
interface CommonLines {
  readonly ask: readonly string[]
  readonly redress: readonly string[]
  readonly inDetail: { readonly ask: readonly string[]; readonly redress: readonly string[] }
}

/** When the dispute is decided, running, standing still or late: no notice leaves the time open. */
const settledByZh = [
  '处理决定最迟于 {decideBy} 前作出并告知您；依法不计入的期间除外。',
  '公估、调解期间，处理期限停止计算；原定 {decidePausedBy} 前作出处理决定，按该期间的天数顺延。',
  '我们本应于 {decideLateAt} 前作出处理决定，现已超过期限；超期情况已记录，我们将立即处理并告知您。',
]
const settledByEn = [
  'We decide and tell you at the latest by {decideBy}; time that the rules leave out does not count.',
  'Our time stands still during appraisal and mediation: we decide by {decidePausedBy}, later by the days they take.',
  'We should have decided by {decideLateAt} and are late; that is on record, we decide without delay and tell you.',
]

/** Notices of a dispute in Chinese (争议处理通知). Sources of the times: complaint measures (2020) art. 18, 19, 23. */
export const disputeNoticesZh = ({ ask, redress, inDetail }: CommonLines): DisputeTexts => ({
  'dispute-received': {
    subject: '争议已登记',
    happened: ['尊敬的客户：您对赔案 {claimId} 处理结果的异议已登记。', '无争议的部分人民币 {amountFen} 元照常支付。'],
    basis: ['由未参与原处理的人员负责核查；领取无争议的部分不影响您主张其余部分的权利。'],
    time: ['我们于 48 小时内首次答复。', ...settledByZh],
    ask,
    redress,
    detail: inDetail,
  },
  'dispute-answer': {
    subject: '对您异议的答复',
    happened: ['尊敬的客户：您对赔案 {claimId} 的异议已有专人核查。', '答复：{reason}'],
    basis: ['双方均可以聘请独立的保险公估机构（《保险法》第一百二十九条），也可以共同申请调解。'],
    time: settledByZh,
    ask,
    redress,
    detail: inDetail,
  },
  'dispute-pause': {
    subject: '争议处理期限说明',
    happened: ['尊敬的客户：赔案 {claimId} 的争议现进行{because}。'],
    basis: ['依据：《银行业保险业消费投诉处理管理办法》第十八条、第二十三条。'],
    time: ['{because}的期间不计入争议处理期限；核定和支付的法定期限不受影响。'],
    ask,
    redress,
    detail: inDetail,
  },
  'dispute-decision': {
    subject: '争议处理结果',
    happened: ['尊敬的客户：您对赔案 {claimId} 的争议已有结果：{outcome}。', '{reason}'],
    amount: ['另行支付金额：人民币 {amountFen} 元。'],
    basis: ['依据：保险合同的约定、《保险法》第二十三条以及查明的事实；处理记录均予保存。'],
    time: [
      '应支付的款项，我们最迟于 {payBy} 前支付。',
      '应支付的款项本应于 {payLateAt} 前支付，现已超过期限；超期情况已记录，我们将立即支付。',
      '在诉讼时效期间内，您均可以采取下列救济途径。',
    ],
    ask,
    redress,
    detail: inDetail,
  },
})

/** The same in English, line for line; the Chinese text prevails. */
export const disputeNoticesEn = ({ ask, redress, inDetail }: CommonLines): DisputeTexts => ({
  'dispute-received': {
    subject: 'Your objection is registered',
    happened: [
      'Dear customer, your objection to the decision of claim {claimId} is registered.',
      'The undisputed part of CNY {amountFen} is paid all the same.',
    ],
    basis: [
      'Somebody who took no part in the decision looks into it; taking the undisputed part costs you no right to the rest.',
    ],
    time: ['We answer first within 48 hours.', ...settledByEn],
    ask,
    redress,
    detail: inDetail,
  },
  'dispute-answer': {
    subject: 'Our answer to your objection',
    happened: ['Dear customer, somebody looks into your objection about claim {claimId}.', 'Our answer: {reason}'],
    basis: [
      'Either side may appoint an independent loss assessor (Insurance Law article 129), and both may ask for mediation.',
    ],
    time: settledByEn,
    ask,
    redress,
    detail: inDetail,
  },
  'dispute-pause': {
    subject: 'Time for deciding your objection',
    happened: ['Dear customer, the dispute about claim {claimId} now is in {because}.'],
    basis: ['Basis: complaint measures of banking and insurance, articles 18 and 23.'],
    time: [
      'The time of {because} does not count for deciding your objection; the times of the law for decision and payment run on.',
    ],
    ask,
    redress,
    detail: inDetail,
  },
  'dispute-decision': {
    subject: 'How your objection was decided',
    happened: ['Dear customer, your objection about claim {claimId} is decided: {outcome}.', '{reason}'],
    amount: ['To be paid besides: CNY {amountFen}.'],
    basis: ['Basis: your contract, Insurance Law article 23, and the facts found; all records are kept.'],
    time: [
      'What is to be paid is paid by {payBy} at the latest.',
      'What is to be paid should have been paid by {payLateAt}; we are late, that is on record, and we pay without delay.',
      'Until your right is barred by time, the ways of redress below stay open to you.',
    ],
    ask,
    redress,
    detail: inDetail,
  },
})
