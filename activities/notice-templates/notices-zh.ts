import type { NoticeTexts } from './notice-text.ts'

const ask = ['查询进度或咨询：请凭报案号 {claimId} 在本公司 APP、微信服务号查询，或致电客服、前往任一服务网点。']
const redress = [
  '如有异议，您可以要求本公司复核；也可以向行业调解组织申请调解、按约定申请仲裁，或者依法向人民法院起诉。',
  '您也可以向本公司投诉，或者拨打银行保险消费者投诉维权热线 12378。',
]

/** What every detailed notice says besides. Sources of the times: complaint measures (2020) art. 18, 20. */
const inDetail = {
  ask: ['您可以要求专人解释：说明赔案号 {claimId}，由经办人员当面或者电话答复，并协助准备材料。'],
  redress: [
    '如何救济：投诉自受理之日起十五日内作出处理决定，复杂的可以延长；对决定有异议的，自收到之日起三十日内可以向我们的上级机构申请核查。',
  ],
}

/** Notices in Chinese (通知模板). Addressed without a name, so that a message read by others gives nobody away. */
export const noticesZh: NoticeTexts = {
  guidance: {
    subject: '报案已登记',
    happened: ['尊敬的客户：我们已登记您的报案，报案号 {claimId}。'],
    basis: ['请提交索赔申请书及以下材料：{documents}。', '如涉及伤残，请在治疗终结后申请伤残鉴定。'],
    time: ['材料可通过 APP、微信、网点或代理人提交；收到后 48 小时内告知是否受理，结果将按您选择的方式通知您。'],
    ask,
    detail: {
      basis: ['依据：《保险法》第二十一条、第二十二条：请及时通知，并提供您所能提供的与确认事故有关的证明和资料。'],
      time: ['材料不完整的，我们一次性告知需要补充的全部内容。'],
      ...inDetail,
    },
  },
  'report-reminder': {
    subject: '请提交索赔材料',
    happened: ['尊敬的客户：您的报案 {claimId} 已登记 {afterDays} 天，尚未收到您的索赔申请。'],
    time: ['请尽快提交索赔申请书和相关材料；暂不申请不影响您在诉讼时效内的权利。'],
    ask,
    detail: {
      basis: [
        '依据：《保险法》第二十六条：诉讼时效自知道或者应当知道保险事故发生之日起计算，人寿保险为五年，其他保险为二年。',
      ],
      ...inDetail,
    },
  },
  acceptance: {
    subject: '索赔申请已受理',
    happened: ['尊敬的客户：您的索赔申请（{claimId}）已受理。'],
    basis: ['依据：《保险法》第二十三条及保险合同的约定。'],
    time: ['我们将及时核定，最迟于 {decideBy} 前作出核定；需要您补充材料的期间不计入。'],
    ask,
    redress,
    detail: {
      time: ['材料需要补充的，我们一次性通知您；自通知送达至材料齐全，核定时间停止计算，其他时间照常计算。'],
      ...inDetail,
    },
  },
  correction: {
    subject: '请补充索赔材料',
    happened: ['尊敬的客户：您的索赔申请（{claimId}）需要补充以下材料，本通知为一次性完整清单：', '{list}'],
    basis: ['依据：《保险法》第二十二条。'],
    time: ['请于收到本通知后 {workingDays} 个工作日内补齐；自本通知送达至材料齐全的期间不计入核定期限。'],
    ask,
    redress,
    detail: {
      basis: ['确实无法取得的材料，请说明原因，我们与您商定其他证明方式。'],
      time: ['逾期未补齐的，我们就现有材料能够确定的部分先行核定，或者暂停处理；暂停处理不消灭您的权利。'],
      ...inDetail,
    },
  },
  'supplement-reminder': {
    subject: '补充材料提醒',
    happened: ['尊敬的客户：您的赔案 {claimId} 仍有材料待补充：', '{list}'],
    time: ['请于 {supplyBy} 前提交；提交有困难的，请与我们联系。'],
    ask,
    detail: { basis: ['依据：《保险法》第二十二条；所列材料是此前通知的一次性清单中尚未收到的部分。'], ...inDetail },
  },
  dormant: {
    subject: '赔案暂停处理',
    happened: ['尊敬的客户：因未收到所需材料，您的赔案 {claimId} 暂停处理。'],
    time: ['您随时可以提交材料恢复办理；暂停处理不消灭您的权利，诉讼时效依《保险法》第二十六条计算。'],
    ask,
    redress,
    detail: { basis: ['依据：《保险法》第二十二条；此前的补充材料通知和两次提醒均已送达。'], ...inDetail },
  },
  complex: {
    subject: '赔案核定期限说明',
    happened: ['尊敬的客户：您的赔案 {claimId} 情形复杂，核定需要较长时间。'],
    basis: ['依据：《保险法》第二十三条。'],
    time: ['我们最迟于 {decideBy} 前作出核定并通知您。'],
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
    time: ['达成赔付协议后十日内支付；请确认结果并提供收款账户。'],
    ask,
    redress,
    detail: {
      amount: ['金额按合同约定的保险责任、赔付比例、免赔额和限额计算，计算明细可以向我们索取。'],
      time: ['未及时支付的，除支付保险金外，我们赔偿您因此受到的损失（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
  refusal: {
    subject: '不予赔付通知书',
    happened: ['尊敬的客户：经核定，您的赔案 {claimId} 我们不能赔付。'],
    basis: ['理由：{ground}。', '所依据的合同条款：{clause}。', '{reason}', '依据：《保险法》第二十四条。'],
    amount: ['所涉金额：人民币 {refusedFen} 元。'],
    time: ['您可以在诉讼时效内随时提出异议。'],
    ask,
    redress: ['本决定由人工作出；您有权要求由其他人员重新核定，并提交新的证据。', ...redress],
    detail: {
      amount: ['合同约定退还现金价值或者保险费的，另行办理，不受本通知影响。'],
      time: ['本通知自作出核定之日起三日内发出（《保险法》第二十四条）；您可以索取作出决定所依据的材料目录。'],
      ...inDetail,
    },
  },
  'offer-reminder': {
    subject: '请确认理赔结果',
    happened: ['尊敬的客户：您的赔案 {claimId} 的核定结果等待您确认。'],
    amount: ['核定赔付金额：人民币 {amountFen} 元。'],
    time: ['逾期未答复的，我们先行支付核定金额，不影响您就差额主张权利。'],
    ask,
    redress,
    detail: { basis: ['依据：保险合同的约定及《保险法》第二十三条；确认结果不要求您放弃任何权利。'], ...inDetail },
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
      time: ['达成协议后十日内支付是我们的法定义务（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
  survey: {
    subject: '请评价理赔服务',
    happened: ['尊敬的客户：您的赔案 {claimId} 的赔款已全部支付，请对我们的服务打分（1-10 分）。'],
    time: ['您的意见我们在 7 个工作日内答复。'],
    ask,
    detail: { basis: ['您的评价由经办以外的人员处理，不影响您的任何权利。'], ...inDetail },
  },
  withdrawal: {
    subject: '索赔申请已撤回',
    happened: ['尊敬的客户：已按您的要求撤回赔案 {claimId}。'],
    time: ['撤回不影响您在诉讼时效内重新申请。'],
    ask,
    redress,
    detail: { basis: ['依据：您本人的申请；撤回的原因已记录在案。'], ...inDetail },
  },
  cancellation: {
    subject: '赔案已注销',
    happened: ['尊敬的客户：赔案 {claimId} 已注销。', '您的材料和受理时间已转入赔案 {originalClaimId}。'],
    time: ['注销不影响您的索赔权利。'],
    ask,
    redress,
    detail: { basis: ['注销的原因是重复登记或者测试登记，不是对您索赔申请的核定。'], ...inDetail },
  },
  'policy-correction': {
    subject: '赔案所属保险合同已更正',
    happened: ['尊敬的客户：您的赔案 {claimId} 原登记的保险合同有误，已更正，我们按正确的保险合同继续办理。'],
    time: ['我们收到您申请和材料的时间不变，办理期限照常计算；已提交的材料无需再次提交。'],
    ask,
    redress,
    detail: { basis: ['更正的原因已记录在案；依据原保险合同作出的审核结论不再使用。'], ...inDetail },
  },
  reopened: {
    subject: '赔案已重新办理',
    happened: ['尊敬的客户：因有新的证据，您的赔案 {claimId} 已重新办理。'],
    time: ['我们最迟于 {decideBy} 前重新作出核定，并通知您。'],
    ask,
    redress,
    detail: {
      basis: ['依据：您或者他人提交的新证据；原有材料和办理记录全部保留，重新办理的原因已记录在案。'],
      ...inDetail,
    },
  },
  'feedback-answer': {
    subject: '对您意见的答复',
    happened: ['尊敬的客户：您对赔案 {claimId} 的意见，我们已经处理。', '答复：{reason}'],
    time: ['对答复不满意的，请在方便时告知我们，我们由其他人员再次处理。'],
    ask,
    redress,
    detail: { basis: ['依据：理赔服务规范：客户评价后的意见在七个工作日内答复。'], ...inDetail },
  },
  breach: {
    subject: '致歉：处理超过期限',
    happened: ['尊敬的客户：您的赔案 {claimId} 的「{clock}」未能在 {dueAt} 前完成，我们为此致歉。'],
    time: ['我们已督促立即办理，并将尽快告知您结果。'],
    ask,
    redress,
    detail: {
      basis: ['该期限依据法律、监管规定或者行业服务规范；超期情况已记录并报告合规部门和总公司，不会删除。'],
      time: ['未及时支付保险金的，除支付保险金外，我们赔偿您因此受到的损失（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
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
      '原因代码：{cause}。',
      '自 {toldAt} 起无人确认，现逐级上报。',
      '请办理或确认：第 {escalation} 号督办。',
    ],
  },
}
