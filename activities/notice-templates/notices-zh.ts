import { advanceNoticesZh } from './notices-advance-zh.ts'
import { disputeNoticesZh } from './notices-dispute.ts'
import { emergencyNoticesZh } from './notices-emergency-zh.ts'
import type { NoticeTexts } from './notice-text.ts'
import { payeeNoticesZh } from './payee-notices.ts'
import { paymentNoticesZh } from './payment-notices-zh.ts'
import { ask, decidedOtherwise, inDetail, redress } from './shared-lines-zh.ts'
import { supplementNoticesZh } from './supplement-notices-zh.ts'

/** Notices in Chinese (通知模板). Addressed without a name, so that a message read by others gives nobody away. */
export const noticesZh: NoticeTexts = {
  ...payeeNoticesZh({ ask, redress, inDetail }),
  ...disputeNoticesZh({ ask, redress, inDetail }),
  guidance: {
    subject: '报案已登记',
    happened: ['尊敬的客户：我们已登记您的报案，报案号 {claimId}。'],
    basis: ['请提交索赔申请书及以下材料：{documents}。', '如涉及伤残，请在治疗终结后申请伤残鉴定。'],
    time: ['材料可通过 APP、微信、网点或代理人提交；收到后 48 小时内告知是否受理，结果将按您选择的方式通知您。'],
    ask,
    redress,
    detail: {
      basis: ['依据：《保险法》第二十一条、第二十二条：请及时通知，并提供您所能提供的与确认事故有关的证明和资料。'],
      time: ['材料不完整的，我们一次性告知需要补充的全部内容。'],
      ...inDetail,
    },
  },
  'report-reminder': {
    subject: '请提交索赔材料',
    happened: ['尊敬的客户：您的报案 {claimId} 已登记 {afterDays} 天，尚未收到您的索赔申请。'],
    basis: [
      '依据：《保险法》第二十六条：诉讼时效自知道或者应当知道保险事故发生之日起计算，人寿保险为五年，其他保险为二年。',
    ],
    time: ['请尽快提交索赔申请书和相关材料；暂不申请不影响您在诉讼时效内的权利。'],
    ask,
    redress,
    detail: inDetail,
  },
  acceptance: {
    subject: '索赔申请已受理',
    happened: ['尊敬的客户：您的索赔申请（{claimId}）已受理。'],
    basis: ['依据：《保险法》第二十三条及保险合同的约定。'],
    time: [
      '我们将及时核定，最迟于 {decideBy} 前作出核定；需要您补充材料的期间不计入。',
      '我们将及时核定，最迟于 {decideSuppliedBy} 前作出核定；等待您补充材料的期间已经扣除，今后再需要材料的，期限照常计算。',
      ...decidedOtherwise,
    ],
    ask,
    redress,
    detail: {
      time: [
        '材料需要补充的，我们一次性通知您；自通知送达至材料齐全，上述至 {decideBy} 的核定时间停止计算，其他时间照常计算。',
      ],
      ...inDetail,
    },
  },
  ...supplementNoticesZh,
  complex: {
    subject: '赔案核定期限说明',
    happened: ['尊敬的客户：您的赔案 {claimId} 情形复杂，核定需要较长时间。'],
    basis: ['依据：《保险法》第二十三条。'],
    time: ['我们最迟于 {decideBy} 前作出核定并通知您。', ...decidedOtherwise],
    ask,
    redress,
    detail: {
      time: [
        '自收到索赔申请和材料之日起六十日内仍不能确定金额的，我们按已有材料可以确定的金额先予支付（《保险法》第二十五条）。',
      ],
      ...inDetail,
    },
  },
  result: {
    subject: '理赔核定结果',
    happened: ['尊敬的客户：您的赔案 {claimId} 已核定。'],
    basis: [
      '依据：保险合同的约定及《保险法》第二十三条。',
      '部分不予赔付的理由：{ground}。',
      '所依据的合同条款：{clause}。',
      '{reason}',
    ],
    amount: ['核定赔付金额：人民币 {amountFen} 元。', '不予赔付金额：人民币 {refusedFen} 元。'],
    time: [
      '达成赔付协议后 {payDays} 日内支付；请确认结果并提供收款账户。',
      '自本通知送达之日起 {fixedDays} 日内支付；无需您确认结果，请提供收款账户。',
      '您此前已同意赔付，我们于 {payBy} 前支付；请确认结果和收款账户。',
    ],
    ask,
    redress,
    detail: {
      amount: ['金额按合同约定的保险责任、赔付比例、免赔额和限额计算，计算明细可以向我们索取。'],
      time: ['未及时支付的，除支付保险金外，我们赔偿您因此受到的损失（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
  refusal: {
    subject: '{decision}通知书',
    happened: ['尊敬的客户：经审核，您的赔案 {claimId} {decision}。'],
    basis: ['理由：{ground}。', '所依据的合同条款：{clause}。', '{reason}', '依据：《保险法》第二十四条。'],
    amount: [
      '所涉金额：人民币 {refusedFen} 元。',
      '依合同或者法律仍应支付给您的金额：人民币 {stillDueFen} 元，我们将另行支付。',
    ],
    time: ['您可以在诉讼时效内随时提出异议。'],
    ask,
    redress: ['本决定由人工作出；您有权要求由其他人员重新核定，并提交新的证据。', ...redress],
    detail: {
      amount: ['合同约定退还现金价值或者保险费的，不受本通知影响。'],
      time: ['本通知自作出核定之日起三日内发出（《保险法》第二十四条）；您可以索取作出决定所依据的材料目录。'],
      ...inDetail,
    },
  },
  'offer-reminder': {
    subject: '请确认理赔结果',
    happened: ['尊敬的客户：您的赔案 {claimId} 的核定结果等待您确认。'],
    basis: ['依据：保险合同的约定及《保险法》第二十三条；确认结果不要求您放弃任何权利。'],
    amount: ['核定赔付金额：人民币 {amountFen} 元。'],
    time: ['逾期未答复的，我们先行支付核定金额，不影响您就差额主张权利。'],
    ask,
    redress,
    detail: inDetail,
  },
  payment: {
    subject: '赔款已支付',
    happened: ['尊敬的客户：您的赔案 {claimId} 的赔款已支付。'],
    basis: ['依据：已通知您的核定结果和您确认的收款账户。'],
    amount: ['支付金额：人民币 {amountFen} 元。'],
    time: ['到账时间以收款银行为准；如两个工作日内未到账，请与我们联系。'],
    ask,
    redress,
    detail: {
      amount: ['金额与核定结果不一致的，请立即与我们联系。'],
      time: ['按法律、合同约定和我们的承诺，本笔应于 {payDueBy} 前支付（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
  ...paymentNoticesZh,
  survey: {
    subject: '请评价理赔服务',
    happened: ['尊敬的客户：您的赔案 {claimId} 的赔款已全部支付，请对我们的服务打分（1-10 分）。'],
    basis: ['您的评价由经办以外的人员处理，不影响您的任何权利。'],
    time: ['您的意见我们在 7 个工作日内答复。'],
    ask,
    redress,
    detail: inDetail,
  },
  withdrawal: {
    subject: '索赔申请已撤回',
    happened: ['尊敬的客户：已按您的要求撤回赔案 {claimId}。'],
    basis: ['依据：您本人的申请；撤回的原因已记录在案。'],
    time: ['撤回不影响您在诉讼时效内重新申请。'],
    ask,
    redress,
    detail: inDetail,
  },
  cancellation: {
    subject: '赔案已注销',
    happened: ['尊敬的客户：赔案 {claimId} 已注销。', '您的材料和受理时间已转入赔案 {originalClaimId}。'],
    basis: ['注销的原因是重复登记、并入同一事故的另一赔案或者测试登记，不是对您索赔申请的核定。'],
    time: ['注销不影响您的索赔权利。'],
    ask,
    redress,
    detail: inDetail,
  },
  'policy-correction': {
    subject: '赔案所属保险合同已更正',
    happened: ['尊敬的客户：您的赔案 {claimId} 原登记的保险合同有误，已更正，我们按正确的保险合同继续办理。'],
    basis: ['更正的原因已记录在案；依据原保险合同作出的审核结论不再使用。'],
    time: ['我们收到您申请和材料的时间不变，办理期限照常计算；已提交的材料无需再次提交。'],
    ask,
    redress,
    detail: inDetail,
  },
  reopened: {
    subject: '赔案已重新办理',
    happened: ['尊敬的客户：您的赔案 {claimId} 已重新办理，原因：{because}。'],
    basis: ['原有材料和办理记录全部保留，重新办理的原因已记录在案。'],
    time: ['我们最迟于 {decideBy} 前重新作出核定，并通知您。', ...decidedOtherwise],
    ask,
    redress,
    detail: inDetail,
  },
  'feedback-answer': {
    subject: '对您意见的答复',
    happened: ['尊敬的客户：您对赔案 {claimId} 的意见，我们已经处理。', '答复：{reason}'],
    basis: ['依据：理赔服务规范：客户评价后的意见在七个工作日内答复。'],
    time: ['对答复不满意的，请在方便时告知我们，我们由其他人员再次处理。'],
    ask,
    redress,
    detail: inDetail,
  },
  breach: {
    subject: '致歉：处理超过期限',
    happened: ['尊敬的客户：您的赔案 {claimId} 的「{clock}」未能在 {dueAt} 前完成，我们为此致歉。'],
    basis: ['该期限依据法律、监管规定或者行业服务规范；超期情况已记录并报告合规部门和总公司，不会删除。'],
    time: ['我们已督促立即办理，并将尽快告知您结果。'],
    ask,
    redress,
    detail: {
      time: ['未及时支付保险金的，除支付保险金外，我们赔偿您因此受到的损失（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
  ...advanceNoticesZh,
  ...emergencyNoticesZh,
  'staff-escalation': {
    subject: '时限督办',
    happened: ['赔案 {claimId} 的「{clock}」（第 {instance} 次）：{level}。', '自 {toldAt} 起无人确认，现逐级上报。'],
    time: ['到期时间：{dueAt}。'],
    ask: ['请办理或确认：第 {escalation} 号督办。'],
  },
  'staff-work-item': {
    subject: '待办事项',
    happened: [
      '赔案 {claimId}：{task}。',
      '涉及通知：第 {notice} 号。',
      '涉及付款：第 {payment} 笔。',
      '涉及金额：人民币 {amountFen} 元。',
      '涉及时限：「{clock}」，{dueAt} 届满。',
      '原因代码：{cause}。',
      '自 {toldAt} 起无人确认，现逐级上报。',
      '请办理或确认：第 {escalation} 号督办。',
    ],
  },
}
