import type { NoticeTexts } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-zh.ts'

/** Notices of what gets in the way of a payment, and of what our delay has cost (赔款支付通知). */
export const paymentNoticesZh: Pick<
  NoticeTexts,
  'account-trouble' | 'account-named' | 'payment-held' | 'compensation'
> = {
  'account-trouble': {
    subject: '请提供新的收款账户',
    happened: ['尊敬的客户：您的赔案 {claimId} 的赔款未能存入已提供的收款账户。'],
    basis: ['依据：收款银行的答复。款项归您所有，我们已为您备妥。'],
    amount: ['应付金额：人民币 {amountFen} 元。'],
    time: ['请提供领款人本人的其他账户；我们的工作人员也将在 24 小时内与您联系。'],
    ask,
    redress,
    detail: {
      basis: ['账户须为领款人本人名下；付款前我们将再次核验。'],
      time: ['其间我们的支付期限照常计算（《保险法》第二十三条）。'],
      ...inDetail,
    },
  },
  'account-named': {
    subject: '收款账户已变更',
    happened: ['尊敬的客户：您的赔案 {claimId} 的一笔赔款已登记新的收款账户。'],
    basis: ['依据：经核验身份的领款人的申请；付款仍须经两人复核。'],
    amount: ['应付金额：人民币 {amountFen} 元。'],
    time: ['如非您本人或者领款人办理，请在付款前立即与我们联系。'],
    ask,
    redress,
    detail: { basis: ['新账户须为领款人本人名下，变更记录已保存。'], ...inDetail },
  },
  'payment-held': {
    subject: '赔款已为您备妥',
    happened: ['尊敬的客户：您的赔案 {claimId} 的一笔赔款尚未送达领款人，我们已为其保留。'],
    basis: ['原因：未能联系到领款人，或者领款人暂不领取。'],
    amount: ['保留金额：人民币 {amountFen} 元。'],
    time: ['有权领取的人可以在诉讼时效内随时提供收款账户；我们每年提醒一次。'],
    ask,
    redress,
    detail: { basis: ['保留款项不影响领取的权利（《保险法》第二十六条）。'], ...inDetail },
  },
  compensation: {
    subject: '迟延支付的赔偿',
    happened: ['尊敬的客户：您的赔案 {claimId} 的一笔赔款迟延 {lateDays} 天支付，我们为此致歉。'],
    basis: ['依据：《保险法》第二十三条：未及时支付保险金的，赔偿因此受到的损失。'],
    amount: ['赔偿金额：人民币 {amountFen} 元。'],
    time: ['支付给同一领款人，存入收到赔款的账户。'],
    ask,
    redress: ['实际损失更大的，请告知我们并提供证明。', ...redress],
    detail: { amount: ['按迟延金额、迟延天数和服务政策规定的年利率计算。'], ...inDetail },
  },
}
