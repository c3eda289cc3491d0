import { test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { hit } from '../../test/measured-claims.ts'
import type { CommandOf } from './commands.ts'
import type { AssessedItem } from './state.ts'

const cutting = (item: Partial<AssessedItem>): CommandOf<'AssessLoss'> => ({
  type: 'AssessLoss',
  items: [{ itemId: 'itm_1', claimedFen: 250_000, notCoveredFen: 50_000, ...example.cut, ...item }],
  textId: 'txt_reason',
})

test('#26 #72 without an event an item may be cut for the limits of the policy', () => {
  given(example.assessing())
    .when(cutting({ cutBy: 'hospital' }))
    .stands('awaiting-approval')
  given(example.assessing())
    .when(cutting({ cutBy: 'self-pay' }))
    .stands('awaiting-approval')
})

test('#26 #72 what an event has lifted cuts nothing, for anybody or for emergency care', () => {
  const lifted = hit(example.assessing(), 'II')
  lifted.when(cutting({ cutBy: 'hospital' })).isRefused('LIMIT_LIFTED')
  lifted.when(cutting({ cutBy: 'self-pay' })).isRefused('LIMIT_LIFTED')
  const urgent = hit(example.assessing(), 'III')
  urgent.when(cutting({ cutBy: 'hospital', emergencyCare: true })).isRefused('LIMIT_LIFTED')
  urgent.when(cutting({ cutBy: 'hospital' })).stands('awaiting-approval')
})

test('#26 #72 where what the insured bears himself is lifted, nothing comes off as his part', () => {
  const borne = { notCoveredFen: 0, selfPayFen: 50_000 }
  given(example.assessing()).when(cutting(borne)).stands('awaiting-approval')
  hit(example.assessing(), 'II').when(cutting(borne)).isRefused('LIMIT_LIFTED')
  hit(example.assessing(), 'II')
    .when(cutting({ notCoveredFen: 0, selfPayFen: 0 }))
    .stands('awaiting-approval')
})

test('#26 #72 an item is cut for other grounds as ever', () => {
  hit(example.assessing(), 'I').when(cutting({})).stands('awaiting-approval')
})

test('#26 #72 a limit that was lifted stays lifted when the event has ended', () => {
  hit(hit(example.assessing(), 'II'), 'II', {}, { version: 2, state: 'ended' })
    .when(cutting({ cutBy: 'hospital' }))
    .isRefused('LIMIT_LIFTED')
})
