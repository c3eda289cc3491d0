import { clockNamesEn, clockNamesZh } from './clock-names.ts'
import type { DocumentKind, RefusalGround } from '../../domain/claim/codes.ts'
import type { ClockId, EscalationLevel } from '../../domain/clocks/clock.ts'
import type { NoticeLanguage } from './notice-text.ts'

/** Codes as people read them, each in both languages. */
export const noticeWords: Readonly<Record<NoticeLanguage, NoticeWords>> = {
  zh: {
    documents: {
      'claim-form': '索赔申请书',
      identity: '身份证明',
      'policy-original': '保险单',
      'medical-record': '病历',
      'medical-invoice': '医疗费用票据及明细',
      diagnosis: '诊断证明',
      'accident-proof': '意外事故证明',
      'death-certificate': '死亡证明',
      'disability-appraisal': '伤残鉴定书',
      'traffic-report': '道路交通事故认定书',
      photos: '现场照片或视频',
      'loss-list': '损失清单',
      'repair-invoice': '维修发票',
      'crop-survey': '农作物查勘记录',
      'third-party-statement': '第三方说明',
      'liability-document': '责任证明文件',
      'bank-account': '收款账户信息',
      'relationship-proof': '关系证明',
      'committee-paper': '村（居）民委员会出具的身份证明',
      'government-list': '政府公布的遇难人员名单',
      other: '其他材料',
      mandate: '授权委托书',
      'assignment-deed': '权利转让协议',
      'payment-proof': '已向第三者赔偿的付款凭证',
    },
    grounds: {
      'no-policy': '未查到有效的保险合同',
      'not-in-force': '事故发生时保险合同未生效或已终止',
      'not-covered': '不属于合同约定的保险责任',
      exclusion: '属于合同约定的责任免除情形',
      'waiting-period': '事故发生在等待期内',
      'false-material': '提供了虚假的证明材料',
      'non-disclosure': '投保时未如实告知，合同已依法解除',
      'event-never-happened': '经调查，所称的保险事故并未发生',
    },
    decisions: { deny: '不予受理', refuse: '不予赔付' },
    clocks: clockNamesZh,
    levels: { 'at-risk': '即将到期', due: '已到期', late: '已逾期一个工作日', breach: '违反法定或规范时限' },
    tasks: {
      'supplement reminders were not delivered': '补充材料提醒未能送达',
      'possible copy: decide before the acceptance answer is due': '疑似重复报案，请在受理答复到期前判定',
      'possible copy: decide before it is filed': '疑似重复报案，请在提交索赔申请前判定',
      'confirm that the claim is complex': '请确认是否列为复杂案件',
      'survey target missed: reassign': '查勘逾期，请改派',
      'payment rejected': '付款被银行退回：请在 24 小时内联系领款人',
      'money came back': '赔款被退回：请在 24 小时内联系领款人',
      'the bank keeps turning a payment down': '银行多次拒绝付款，请择时重新提交',
      'payment recalled': '付款已撤回，请查明原因后重新提交',
      'new account: submit the payment': '已登记新账户，请提交付款',
      'payee not contacted in time': '未按时联系领款人',
      'paid late: approve the compensation': '赔款迟延支付，请审批迟延赔偿',
      'paid late: answer the committee, which votes anew': '委员会对迟延赔偿有疑问，请答复，随后重新表决',
      'compensation approved: submit the payment': '迟延赔偿已批准，请提交付款',
      'payment outcome unknown': '付款结果长时间不明',
      'copy not wholly taken in': '重复案的材料未能全部并入',
      'copy not taken in': '重复案的材料未能并入',
      'limitation passed: decide whether it is raised': '诉讼时效已届满，请人工判定是否提出时效抗辩',
      'deliver by hand': '请派人送达并登记',
      'record the proof of registered post': '请登记挂号信回执',
      'a decision is disputed: look into it and answer': '客户对处理结果有异议，请核查并答复',
      'decide how a dispute ends': '请对争议处理意见作出决定',
      'the resolution of a dispute came back with a question': '争议处理意见被退回，请说明',
      'a mediation failed: rule on the dispute': '调解未成，请作出最终裁决',
      'a court or a tribunal has the case: keep its dates and its file': '案件已起诉或申请仲裁，请登记期日并保全案卷',
      'investigate what is held': '请调查暂缓赔付的可疑情形',
      'confirm a hold': '请复核暂缓赔付的申请',
      'countersign a refusal for fraud': '请会签欺诈拒赔',
      'countersign what is decided after a refusal for fraud': '欺诈拒赔后重新作出的决定，请会签',
      'countersign what takes back a refusal for fraud': '争议处理拟变更欺诈拒赔，请会签',
      'money is held and the determination is near: decide, or advance the provable part':
        '暂缓赔付且核定即将到期：请决定，或先行支付可确定的部分',
      'a hold lapses in a day: renew it, prove what is suspected, or clear it':
        '暂缓赔付将于一日内失效：请续期、提交调查结论或者解除',
      'a hold has lapsed: what it kept back may leave': '暂缓赔付已失效，所涉款项可以支付',
      'a hold was cleared: what it kept back may leave': '暂缓赔付已解除，所涉款项可以支付',
      'a hold was cleared: go on with the claim': '暂缓赔付已解除，请继续办理',
      'the fraud score found something after the decision': '欺诈评分在处理决定之后提示风险，请研判',
      'an invoice was refuted: answer it in the assessment': '税务机关未认可发票，请在定损时逐项说明',
      'an invoice was refuted: look into it': '税务机关未认可发票，请关注',
      'advance: decide what was proposed': '请审批理赔预付',
      'advance: what was proposed came back': '理赔预付意见被退回，请查看原因后重新提出',
      'advance: submit the payment': '请提交预付款支付',
      'advance: check the payment': '请复核预付款',
      'advance: propose what is provable': '六十日先予支付将到期，请提出材料能够证明的金额',
      'advance: record what is provable or start a refusal': '六十日先予支付将到期，请认定可以证明的金额或者转拒赔审核',
      'advance: propose what was computed': '系统已计算应急预付金额，请核实领款人并提出预付',
      'advance: propose the refusal': '已转拒赔审核，请提出拒赔意见',
      'recovery: demand it in writing': '请书面追偿',
      'event: speak with the customer': '突发事件：请联系客户',
      'recovery: vote on giving it up': '请表决是否核销追偿款',
      'recovery: the committee does not give it up': '委员会未同意核销追偿款，请另行处理',
      'reserve: vote on what head office brought': '请表决总公司提请的准备金',
      'reserve: the committee does not set it': '委员会未同意该准备金，请另行处理',
      'payees changed: name them anew': '领款人变更，请重新确认领款人',
      'your approval of the determination holds no longer': '您审批的理赔决定因其依据发生变更已失效',
      'your approval of an advance holds no longer': '您审批的理赔预付因其依据发生变更已失效',
      'your approval of a payment holds no longer': '您复核的付款因其依据发生变更已失效，须重新复核',
      'payment held: decide': '付款暂停，请处置',
      'a held payment is void: who is paid instead waits': '被暂停的付款已失效，改付他人的款项同样暂停，请处置',
      'objection: answer within 15 days': '收到异议，请在十五日内答复',
      'rescue costs: pay or advance them to the hospital': '抢救费用待支付或者垫付给医疗机构',
    },
    because: {
      'new-evidence': '有新的证据',
      'insurer-error': '本公司原处理有误',
      'dispute-won': '您的异议成立',
      appraisal: '独立公估',
      mediation: '调解',
    },
    outcomes: {
      uphold: '经核查，原处理结果不变',
      change: '原处理结果撤销，重新核定',
      adjudicated: '最终裁决，原处理结果不变',
      settled: '双方达成协议',
      judged: '按生效的判决或者裁决执行',
    },
    hospitalLimits: {
      lifted: '不受定点医院限制',
      'lifted-for-emergency-care': '急诊、急救不受定点医院限制',
    },
    selfPayLimits: {
      lifted: '不再扣除',
      'lifted-for-emergency-care': '急诊、急救费用不再扣除',
    },
    item: (n, kind, reason) => `${n}. ${kind}${reason === undefined ? '' : `：${reason}`}`,
    list: '、',
    zone: '（北京时间）',
  },
  en: {
    documents: {
      'claim-form': 'claim form',
      identity: 'proof of identity',
      'policy-original': 'policy',
      'medical-record': 'medical record',
      'medical-invoice': 'medical invoices with items',
      diagnosis: 'diagnosis',
      'accident-proof': 'proof of the accident',
      'death-certificate': 'death certificate',
      'disability-appraisal': 'disability appraisal',
      'traffic-report': 'traffic police report',
      photos: 'photos or video of the scene',
      'loss-list': 'list of losses',
      'repair-invoice': 'repair invoice',
      'crop-survey': 'crop survey',
      'third-party-statement': 'statement of the third party',
      'liability-document': 'proof of liability',
      'bank-account': 'receiving account',
      'relationship-proof': 'proof of relationship',
      'committee-paper': 'paper of the village or neighbourhood committee',
      'government-list': 'list published by the government',
      other: 'other documents',
      mandate: 'authorisation',
      'assignment-deed': 'deed of assignment',
      'payment-proof': 'proof of payment to the third party',
    },
    grounds: {
      'no-policy': 'no contract was found',
      'not-in-force': 'the contract was not in force at the time of the event',
      'not-covered': 'the event is not covered by the contract',
      exclusion: 'the contract excludes the event',
      'waiting-period': 'the event fell into the waiting period',
      'false-material': 'false material was submitted',
      'non-disclosure': 'the contract was rescinded because of what was not disclosed',
      'event-never-happened': 'the event did not happen, as an investigation found',
    },
    decisions: { deny: 'not accepted for handling', refuse: 'refused' },
    clocks: clockNamesEn,
    levels: { 'at-risk': 'nearly due', due: 'due', late: 'one working day late', breach: 'time limit breached' },
    tasks: {},
    because: {
      'new-evidence': 'there is new evidence',
      'insurer-error': 'we made an error',
      'dispute-won': 'your objection was right',
      appraisal: 'independent appraisal',
      mediation: 'mediation',
    },
    outcomes: {
      uphold: 'we looked into it, and the decision stands',
      change: 'the decision falls, and we decide anew',
      adjudicated: 'final ruling, the decision stands',
      settled: 'both sides came to an agreement',
      judged: 'by the judgment or award that is final',
    },
    hospitalLimits: {
      lifted: 'treatment in any hospital counts',
      'lifted-for-emergency-care': 'emergency care in any hospital counts',
    },
    selfPayLimits: {
      lifted: 'nothing is deducted for it',
      'lifted-for-emergency-care': 'nothing is deducted for it in emergency care',
    },
    item: (n, kind, reason) => `${n}. ${kind}${reason === undefined ? '' : `: ${reason}`}`,
    list: ', ',
    zone: ' (UTC+8)',
  },
}

export interface NoticeWords {
  readonly documents: Readonly<Record<DocumentKind, string>>
  readonly grounds: Readonly<Record<RefusalGround, string>>
  /** What was decided against the customer, at acceptance (#32 denied) or in review (#32 declined). */
  readonly decisions: Readonly<Record<'deny' | 'refuse', string>>
  readonly clocks: Readonly<Record<ClockId, string>>
  readonly levels: Readonly<Record<EscalationLevel, string>>
  /** What is to be done, as the rules name it; in English that is what is read. */
  readonly tasks: Readonly<Record<string, string>>
  /** Why a claim is worked on again, or the time of a dispute stands still. */
  readonly because: Readonly<Record<string, string>>
  /** How a dispute ended. */
  readonly outcomes: Readonly<Record<string, string>>
  /** How far limits of the contract are lifted in an event. */
  readonly hospitalLimits: Readonly<Record<string, string>>
  readonly selfPayLimits: Readonly<Record<string, string>>
  /** One line of a numbered list of documents, with the reason it is needed. */
  readonly item: (n: number, kind: string, reason: string | undefined) => string
  readonly list: string
  readonly zone: string
}
