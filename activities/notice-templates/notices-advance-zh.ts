import type { NoticeKind } from '../../domain/claim/state.ts'
import type { NoticeText } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-zh.ts'

/** Notices of advances and of money to be returned, in Chinese (预付与返还通知). */
export const advanceNoticesZh = {
  prepayment: {
    subject: '理赔预付通知',
    happened: ['尊敬的客户：对您的赔案 {claimId}，我们先行支付现有材料能够证明的金额。'],
    basis: ['依据：《保险法》第二十五条及保险合同的约定。'],
    amount: ['预付金额：人民币 {amountFen} 元。'],
    time: ['预付款将于数日内支付；最终金额确定后，支付其余部分。'],
    ask,
    redress,
    detail: {
      amount: ['预付款是最终赔付金额的一部分，届时予以抵扣；预付不是结案，也不要求您放弃任何权利。'],
      ...inDetail,
    },
  },
  'prepayment-paid': {
    subject: '预付款已支付',
    happened: ['尊敬的客户：您的赔案 {claimId} 的预付款已支付。'],
    basis: ['依据：您提交的材料和您提供的收款账户。'],
    amount: ['预付金额：人民币 {amountFen} 元。'],
    time: ['到账时间以收款银行为准；如两个工作日内未到账，请与我们联系。'],
    ask,
    redress,
    detail: { amount: ['预付款计入最终赔付金额，我们继续核定。'], ...inDetail },
  },
  'prepayment-none': {
    subject: '暂无可以预付的金额',
    happened: ['尊敬的客户：您的赔案 {claimId} 目前没有材料能够证明的、可以先行支付的金额。'],
    basis: ['依据：《保险法》第二十五条：六十日内先行支付材料能够证明的金额。', '{reason}'],
    time: ['我们继续核定您的赔案；您提交的材料，我们收到后即审核。'],
    ask,
    redress,
    detail: { basis: ['总公司的专人审阅了全部材料；本通知不是对您索赔申请的核定。'], ...inDetail },
  },
  'prepayment-offer': {
    subject: '可以申请理赔预付',
    happened: ['尊敬的客户：因突发事件的应急措施，您的赔案 {claimId} 可以先行支付一部分。'],
    basis: ['依据：本公司的突发事件应急措施；按目前估计的金额的 {sharePercent}% 计算。'],
    amount: ['可以预付：人民币 {amountFen} 元。'],
    time: ['请告知收款人及其账户；核实并审批后即予支付。不需要预付的，不必回复。'],
    ask,
    redress,
    detail: {
      amount: ['预付款是最终赔付金额的一部分，届时予以抵扣；预付不是结案，也不要求您放弃任何权利。'],
      ...inDetail,
    },
  },
  'prepayment-netted': {
    subject: '已付款项计入最终金额',
    happened: ['尊敬的客户：您的赔案 {claimId} 此前已支付的款项，计入最终赔付金额。'],
    basis: ['依据：《保险法》第二十五条：最终确定赔偿数额后，支付相应的差额。'],
    amount: ['计入金额：人民币 {prepaidFen} 元。', '尚待支付：人民币 {amountFen} 元。'],
    time: [
      '尚待支付的部分，我们于 {payBy} 前支付。',
      '尚待支付的部分本应于 {payLateAt} 前支付，现已超过期限；超期情况已记录，我们将立即支付。',
    ],
    ask,
    redress,
    detail: { amount: ['两项合计即已通知您的核定金额，计算明细可以向我们索取。'], ...inDetail },
  },
  recovery: {
    subject: '多付款项返还通知',
    happened: ['尊敬的客户：您的赔案 {claimId} 的已付款项超过应付金额。'],
    basis: ['依据：赔案的最终核定金额，及《民法典》第九百八十五条：没有法律根据取得的利益应当返还。'],
    amount: ['请返还：人民币 {amountFen} 元。'],
    time: ['返还的时间和方式与您商定；我们不会自行从您的账户扣款。'],
    ask,
    redress,
    detail: { amount: ['已付金额、应付金额及差额的计算明细，可以向我们索取。'], ...inDetail },
  },
  'recovery-result': {
    subject: '多付款项返还情况',
    happened: ['尊敬的客户：关于您的赔案 {claimId} 的多付款项：', '{reason}'],
    basis: ['依据：此前的返还通知和实际收款。'],
    amount: [
      '已收到返还：人民币 {receivedFen} 元。',
      '尚待返还：人民币 {openFen} 元。',
      '不再要求返还：人民币 {waivedFen} 元。',
    ],
    time: ['与您的记录不一致的，请随时告知我们。'],
    ask,
    redress,
    detail: { amount: ['每一笔收款均有记录，您可以要求查看。'], ...inDetail },
  },
} as const satisfies Partial<Record<NoticeKind, NoticeText>>
