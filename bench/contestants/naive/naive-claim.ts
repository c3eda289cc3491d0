import { defineSearchAttributeKey } from '@temporalio/common'
import { condition, defineSignal, proxyActivities, setHandler, upsertSearchAttributes } from '@temporalio/workflow'

import type { ClaimStatus } from '../../../domain/claim/state.ts'
import { outsideCall } from '../../../workflows/activity-options.ts'
import type { TwinEffects, TwinFiling, TwinMessage, TwinReceipt } from '../twin/twin-contract.ts'

export const send = defineSignal<[TwinMessage]>('send')
export const tell = defineSignal<[TwinReceipt]>('tell')

/** One more than the effects: each step is written by an activity of its own. */
export interface NaiveActivities extends TwinEffects {
  writeStep(step: NaiveStep): Promise<void>
}

export interface NaiveStep {
  readonly claimId: string
  readonly n: number
  readonly status: ClaimStatus
}

type Heard = TwinMessage['type'] | 'settled' | `delivered ${number}`

const activities = proxyActivities<NaiveActivities>(outsideCall)
const statusKey = defineSearchAttributeKey('ClaimStatus', 'KEYWORD')

/**
 * What a team would write in a week, as demos are written: one line after the other, signals, a `condition` with a timer of
 * its own per wait, search attributes and a row at each step, every call awaited before the next. It knows the minimal life
 * only and ends with it.
 */
export async function naiveClaim({ claimId }: TwinFiling): Promise<void> {
  const heard = new Set<Heard>()
  let steps = 0
  let notices = 0

  setHandler(send, ({ type }) => void heard.add(type))
  setHandler(tell, (receipt) => void heard.add(receipt.type === 'settled' ? 'settled' : `delivered ${receipt.n}`))

  async function step(status: ClaimStatus): Promise<void> {
    upsertSearchAttributes([{ key: statusKey, value: status }])
    await activities.writeStep({ claimId, n: (steps += 1), status })
  }

  async function notify(): Promise<void> {
    await activities.sendNotice({ claimId, n: (notices += 1) })
  }

  /** When nobody does it in time somebody is told, and the claim waits on. */
  async function wait(what: Heard): Promise<void> {
    while (!(await condition(() => heard.has(what), '2 days'))) await notify()
  }

  await step('received')
  await activities.lookUpPolicy()
  await activities.findDuplicate(claimId)
  await notify()
  await wait('AcceptClaim')
  await step('reviewing')
  await notify()
  await wait('FixLiability')
  await step('assessing')
  await wait('AssessLoss')
  await step('awaiting-approval')
  await wait('ApproveProposal')
  await step('decided')
  await notify()
  await wait(`delivered ${notices}`)
  await step('offered')
  await wait('AgreeOffer')
  await step('agreed')
  await wait('FreezePayees')
  await step('paying')
  await wait('SubmitPayments')
  await step('paying')
  await wait('CheckPayment')
  await step('paying')
  await activities.preparePayment(claimId)
  await activities.sendPayment(claimId)
  await wait('settled')
  await step('paid')
  await notify()
  await notify()
  await wait('GiveFeedback')
  await step('closed')
}
