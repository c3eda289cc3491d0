import type { NoticeTexts } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-zh.ts'

/** What is said of documents asked for, in Chinese: the list, its reminders, the rest of the claim and its going on (#7 to #16). */
export const supplementNoticesZh = {
  correction: {
    subject: '请补充索赔材料',
    happened: [
      '尊敬的客户：您的索赔申请（{claimId}）需要补充材料。',
      '以下 {onlyItems} 项，本通知为一次性完整清单：',
      '因出现新的情况，除此前通知的材料外，还需要以下 {furtherItems} 项：',
      '{list}',
    ],
    basis: ['依据：《保险法》第二十二条。'],
    time: [
      '请于收到本通知后 {workingDays} 个工作日内补齐。',
      '自本通知送达至这 {onlyItems} 项材料齐全的期间不计入核定期限。',
      '等待这 {furtherItems} 项材料的期间，核定期限照常计算。',
    ],
    ask,
    redress,
    detail: {
      basis: ['确实无法取得的材料，请说明原因，我们与您商定其他证明方式。'],
      time: [
        '这 {onlyItems} 项材料逾期未补齐的，我们就现有材料能够确定的部分先行核定，或者暂停处理；暂停处理不消灭您的权利。',
        '这 {furtherItems} 项材料逾期未补齐的，我们就现有材料能够确定的部分先行核定。',
      ],
      ...inDetail,
    },
  },
  'supplement-reminder': {
    subject: '补充材料提醒',
    happened: ['尊敬的客户：您的赔案 {claimId} 仍有材料待补充：', '{list}'],
    basis: ['依据：《保险法》第二十二条；所列材料是此前通知的清单中尚未收到的部分。'],
    time: ['请于 {supplyBy} 前提交；提交有困难的，请与我们联系。'],
    ask,
    redress,
    detail: inDetail,
  },
  dormant: {
    subject: '赔案暂停处理',
    happened: [
      '尊敬的客户：您的赔案 {claimId} 暂停处理。',
      '您于 {reportedAt} 报案，我们至今未收到索赔申请。',
      '我们未收到所需材料，{remindersDelivered} 次提醒均已送达。',
      '我们未收到所需材料；未能确认各次提醒均已送达，补充期限因此延长一次，至 {lengthenedToAt} 届满。',
    ],
    basis: ['依据：《保险法》第二十二条。'],
    time: ['您随时可以提交所缺的申请或者材料恢复办理；暂停处理不消灭您的权利，诉讼时效依《保险法》第二十六条计算。'],
    ask,
    redress,
    detail: inDetail,
  },
  revived: {
    subject: '赔案已恢复处理',
    happened: ['尊敬的客户：您的赔案 {claimId} 已恢复处理。', '仍缺以下 {missing} 项材料：', '{list}'],
    basis: ['依据：《保险法》第二十二条；此前通知的材料尚未收到的，仍需要补充。'],
    time: ['尚缺的材料请于 {supplyBy} 前提交；已全部提交的，我们继续办理，无需其他手续。'],
    ask,
    redress,
    detail: inDetail,
  },
} satisfies Partial<NoticeTexts>
