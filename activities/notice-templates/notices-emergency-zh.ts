import type { NoticeKind } from '../../domain/claim/state.ts'
import type { NoticeText } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-zh.ts'

/** Notices of emergency measures and of the green channel, in Chinese (突发事件与绿色通道通知). */
export const emergencyNoticesZh = {
  emergency: {
    subject: '突发事件理赔服务措施',
    happened: ['尊敬的客户：因突发事件，您的赔案 {claimId} 适用应急理赔服务措施。'],
    basis: [
      '依据：本公司突发事件理赔服务方案；法定和约定的时限不因此延长。',
      '以下材料无需提交：{documents}。',
      '无法提供身份证件的，可以改为提供：{identity}。',
      '死亡证明可以由以下材料代替：{deathProof}。',
      '就诊医院：{hospitalLimit}。',
      '合同约定由您自付的费用：{selfPayLimit}。',
    ],
    amount: ['损失明确的部分，可以先行预付 {prepayPercent}%。'],
    time: [
      '我们的工作人员将在 {contactHours} 小时内与您联系。',
      '材料齐全后 {settleWorkingDays} 个工作日内赔付。',
      '如您不便，我们可以在 {doorToDoorWorkingDays} 个工作日内上门收取材料。',
      '以上承诺不因事件降级或者结束而取消。',
    ],
    ask,
    redress,
    detail: inDetail,
  },
  'green-channel': {
    subject: '您的赔案已进入绿色通道',
    happened: ['尊敬的客户：您的赔案 {claimId} 已进入绿色通道，由人工优先办理。'],
    basis: ['依据：本公司绿色通道服务方案；法定和约定的时限不因此延长。', '以下材料无需提交：{documents}。'],
    amount: ['损失明确的部分，可以先行预付 {prepayPercent}%。'],
    time: [
      '我们的工作人员将在 {contactHours} 小时内与您联系。',
      '材料齐全后 {settleWorkingDays} 个工作日内赔付。',
      '如您不便，我们可以在 {doorToDoorWorkingDays} 个工作日内上门收取材料。',
      '确有困难的，您可以申请先行预付。',
    ],
    ask,
    redress,
    detail: inDetail,
  },
} as const satisfies Partial<Record<NoticeKind, NoticeText>>
