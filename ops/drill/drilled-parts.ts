import type { WorkflowClientInterceptor, WorkflowStartInput } from '@temporalio/client'
import type { InjectedSinks } from '@temporalio/worker'

import type { Partners } from '../../activities/process/partners.ts'
import type { WorkerEquipment } from '../../activities/process/run-worker.ts'
import type { ClaimInput, ClaimMessage } from '../../workflows/claim-contract.ts'
import { tellClaim } from '../../workflows/claim-contract.ts'
import type { CrashPoint } from './crash-points.ts'
import { passBy } from './crash-points.ts'
import type { CrashSinks } from './drilled-workflows.ts'

// The parts of API and worker with crash points around them. Production code has no hook: its parts are wrapped from outside.

export const drilledPartners = ({ messages, bank, screening, ...others }: Partners): Partners => ({
  ...others,
  messages: { send: between('notice-before-send', messages.send, 'notice-after-send') },
  screening: { ...screening, screen: between('screening-before', screening.screen, 'screening-after') },
  bank: { ...bank, transfer: between('payment-before-bank', bank.transfer, 'payment-after-bank') },
})

export function drilledEquipment({ claimActivities, paymentActivities, ...kept }: WorkerEquipment): WorkerEquipment {
  return {
    ...kept,
    claimActivities: {
      ...claimActivities,
      recordEvents: between('recording-before', (batch) => claimActivities.recordEvents(batch), 'recording-after'),
      listClaims: between(null, (ask) => claimActivities.listClaims(ask), 'sweep-after-listing'),
    },
    paymentActivities: {
      ...paymentActivities,
      preparePayment: between(null, (order) => paymentActivities.preparePayment(order), 'payment-after-clearing'),
      sendPayment: between(null, (order) => paymentActivities.sendPayment(order), 'payment-before-recording'),
      queryPayment: between(null, (order) => paymentActivities.queryPayment(order), 'payment-after-query'),
    },
    sinks,
  }
}

const sinks: InjectedSinks<CrashSinks> = {
  crash: { continuing: { fn: () => passBy('continue-as-new'), callDuringReplay: false } },
}

/** The worker's client: its starter, its inbox and who tells of emergencies come by. */
export const workerCalls: WorkflowClientInterceptor = {
  async startWithDetails(input, next) {
    passBy('starter-before-start')
    try {
      return await next(withHistoryLimit(input))
    } finally {
      // Whatever the answer was: a start that timed out here may have happened there, and is "already started" next time.
      passBy('starter-after-start')
    }
  },
  async signal(input, next) {
    await next(input)
    const told = messageIdOf(input)
    if (told?.startsWith('event/')) passBy('sweep-before-marking')
    // Copies are handed over by an activity and not by the inbox.
    else if (told !== undefined && !told.startsWith('copy/')) passBy('inbox-before-marking')
  },
}

/** The API's client: intake comes by. */
export const apiCalls: WorkflowClientInterceptor = {
  async startWithDetails(input, next) {
    passBy('intake-before-start')
    return next(withHistoryLimit(input))
  },
}

/** Claims live too shortly to continue as new by themselves: `LIPEI_DRILL_HISTORY_LIMIT` has each do it once, after so many events. */
function withHistoryLimit(input: WorkflowStartInput): WorkflowStartInput {
  const historyLimit = Number(process.env['LIPEI_DRILL_HISTORY_LIMIT'] ?? 0)
  if (historyLimit === 0) return input
  const [claim] = input.options.args as [ClaimInput]
  return { ...input, options: { ...input.options, args: [{ ...claim, historyLimit }] } }
}

/** Of what a claim is told; undefined for any other signal. */
function messageIdOf({ signalName, args }: { readonly signalName: string; readonly args: unknown[] }) {
  const [message] = args as [ClaimMessage]
  return signalName === tellClaim.name ? message.messageId : undefined
}

function between<I, O>(before: CrashPoint | null, act: (input: I) => Promise<O>, after: CrashPoint) {
  return async (input: I): Promise<O> => {
    if (before !== null) passBy(before)
    const done = await act(input)
    passBy(after)
    return done
  }
}
