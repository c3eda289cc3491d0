import type { NoticeTexts } from './notice-text.ts'

const ask = ['查询进度或咨询：请凭报案号 {claimId} 在本公司 APP、微信服务号查询，或致电客服、前往任一服务网点。']
const redress = [
  '如有异议，您可以要求本公司复核；也可以向行业调解组织申请调解、按约定申请仲裁，或者依法向人民法院起诉。',
  '您也可以向本公司投诉，或者拨打银行保险消费者投诉维权热线 12378。',
]

/** Notices in Chinese (通知模板). Addressed without a name, so that a message read by others gives nobody away. */
export const noticesZh: NoticeTexts = {
  guidance: {
    subject: '报案已登记',
    happened: ['尊敬的客户：我们已登记您的报案，报案号 {claimId}。'],
    basis: ['请提交索赔申请书及以下材料：{documents}。', '如涉及伤残，请在治疗终结后申请伤残鉴定。'],
    time: ['材料可通过 APP、微信、网点或代理人提交；收到后 48 小时内告知是否受理，结果将按您选择的方式通知您。'],
    ask,
  },
  'report-reminder': {
    subject: '请提交索赔材料',
    happened: ['尊敬的客户：您的报案 {claimId} 已登记 {afterDays} 天，尚未收到您的索赔申请。'],
    time: ['请尽快提交索赔申请书和相关材料；暂不申请不影响您在诉讼时效内的权利。'],
    ask,
  },
  acceptance: {
    subject: '索赔申请已受理',
    happened: ['尊敬的客户：您的索赔申请（{claimId}）已受理。'],
    basis: ['依据：《保险法》第二十三条及保险合同的约定。'],
    time: ['我们将及时核定，最迟于 {decideBy} 前作出核定；需要您补充材料的期间不计入。'],
    ask,
    redress,
  },
  correction: {
    subject: '请补充索赔材料',
    happened: ['尊敬的客户：您的索赔申请（{claimId}）需要补充以下材料，本通知为一次性完整清单：', '{list}'],
    basis: ['依据：《保险法》第二十二条。'],
    time: ['请于收到本通知后 {workingDays} 个工作日内补齐；自本通知送达至材料齐全的期间不计入核定期限。'],
    ask,
    redress,
  },
  'supplement-reminder': {
    subject: '补充材料提醒',
    happened: ['尊敬的客户：您的赔案 {claimId} 仍有材料待补充：', '{list}'],
    time: ['请于 {supplyBy} 前提交；提交有困难的，请与我们联系。'],
    ask,
  },
  dormant: {
    subject: '赔案暂停处理',
    happened: ['尊敬的客户：因未收到所需材料，您的赔案 {claimId} 暂停处理。'],
    time: ['您随时可以提交材料恢复办理；暂停处理不消灭您的权利，诉讼时效依《保险法》第二十六条计算。'],
    ask,
    redress,
  },
  complex: {
    subject: '赔案核定期限说明',
    happened: ['尊敬的客户：您的赔案 {claimId} 情形复杂，核定需要较长时间。'],
    basis: ['依据：《保险法》第二十三条。'],
    time: ['我们最迟于 {decideBy} 前作出核定并通知您。'],
    ask,
    redress,
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
    time: ['达成赔付协议后十日内支付；请确认结果并提供收款账户。'],
    ask,
    redress,
  },
  refusal: {
    subject: '不予赔付通知书',
    happened: ['尊敬的客户：经核定，您的赔案 {claimId} 我们不能赔付。'],
    basis: ['理由：{ground}。', '所依据的合同条款：{clause}。', '{reason}', '依据：《保险法》第二十四条。'],
    amount: ['所涉金额：人民币 {refusedFen} 元。'],
    time: ['您可以在诉讼时效内随时提出异议。'],
    ask,
    redress: ['本决定由人工作出；您有权要求由其他人员重新核定，并提交新的证据。', ...redress],
  },
  'offer-reminder': {
    subject: '请确认理赔结果',
    happened: ['尊敬的客户：您的赔案 {claimId} 的核定结果等待您确认。'],
    amount: ['核定赔付金额：人民币 {amountFen} 元。'],
    time: ['逾期未答复的，我们先行支付核定金额，不影响您就差额主张权利。'],
    ask,
    redress,
  },
  payment: {
    subject: '赔款已支付',
    happened: ['尊敬的客户：您的赔案 {claimId} 的赔款已支付。'],
    basis: ['依据：已通知您的核定结果和您确认的收款账户。'],
    amount: ['支付金额：人民币 {amountFen} 元。'],
    time: ['到账时间以收款银行为准；如两个工作日内未到账，请与我们联系。'],
    ask,
    redress,
  },
  survey: {
    subject: '请评价理赔服务',
    happened: ['尊敬的客户：您的赔案 {claimId} 的赔款已全部支付，请对我们的服务打分（1-10 分）。'],
    time: ['您的意见我们在 7 个工作日内答复。'],
    ask,
  },
  withdrawal: {
    subject: '索赔申请已撤回',
    happened: ['尊敬的客户：已按您的要求撤回赔案 {claimId}。'],
    time: ['撤回不影响您在诉讼时效内重新申请。'],
    ask,
    redress,
  },
  cancellation: {
    subject: '赔案已注销',
    happened: ['尊敬的客户：赔案 {claimId} 已注销。', '您的材料和受理时间已转入赔案 {originalClaimId}。'],
    time: ['注销不影响您的索赔权利。'],
    ask,
    redress,
  },
  'policy-correction': {
    subject: '赔案所属保险合同已更正',
    happened: ['尊敬的客户：您的赔案 {claimId} 原登记的保险合同有误，已更正，我们按正确的保险合同继续办理。'],
    time: ['我们收到您申请和材料的时间不变，办理期限照常计算；已提交的材料无需再次提交。'],
    ask,
    redress,
  },
  breach: {
    subject: '致歉：处理超过期限',
    happened: ['尊敬的客户：您的赔案 {claimId} 的「{clock}」未能在 {dueAt} 前完成，我们为此致歉。'],
    time: ['我们已督促立即办理，并将尽快告知您结果。'],
    ask,
    redress,
  },
  'staff-escalation': {
    subject: '时限督办',
    happened: ['赔案 {claimId} 的「{clock}」（第 {instance} 次）：{level}。'],
    time: ['到期时间：{dueAt}。'],
  },
  'staff-work-item': {
    subject: '待办事项',
    happened: [
      '赔案 {claimId}：{task}。',
      '涉及通知：第 {notice} 号。',
      '涉及付款：第 {payment} 笔。',
      '原因代码：{cause}。',
    ],
  },
}
