import { z } from 'zod'

import { contactWays, greenReasons } from '../../../domain/claim/emergency-state.ts'
import { wireId, wireText } from '../values.ts'

const reason = wireText(1_000)

export const emergency = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('join'), eventId: wireId(), reason }),
    z.strictObject({ action: z.literal('leave'), eventId: wireId(), reason }),
  ])
  .meta({
    examples: [
      { action: 'join', eventId: 'emg_1', reason: '出险地在灾区边界，受同一暴雨影响' },
      { action: 'leave', eventId: 'emg_1', reason: '火灾系用电引起，与暴雨无关' },
    ],
  })

export const greenChannel = z
  .strictObject({ because: z.array(z.enum(greenReasons)).min(1).max(greenReasons.length), reason })
  .meta({ examples: [{ because: ['hardship'], reason: '低保家庭，住院费用无力垫付' }] })

export const firstContact = z
  .strictObject({
    how: z.enum(contactWays),
    /** What was said, in words. */
    text: wireText().optional(),
  })
  .meta({ examples: [{ how: 'phone', text: '已说明应急措施，客户暂住安置点' }] })
