import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow'
import type { ClaimReceipt } from '../domain/claim/commands.ts'
import type { Effect } from '../domain/claim/next-step.ts'
import { bankSend, databaseLater, databaseNow, outsideCall } from './activity-options.ts'
import { paymentQueueBeside } from './claim-contract.ts'
import type { ClaimActivities, PaymentActivities, PaymentFinding, PaymentOrder } from './claim-contract.ts'
import { hear } from './messages.ts'
import { paymentOrder } from './payment-order.ts'
import type { ClaimShell } from './shell.ts'

const database = proxyLocalActivities<Pick<ClaimActivities, 'findDuplicate'>>(databaseNow)
const outside = proxyActivities<ClaimActivities>(outsideCall)
const bank = proxyActivities<PaymentActivities>(outsideCall)

/** Starts what the rules ask for and is not under way: each in its own time, each coming back as a receipt. */
export function startEffects(shell: ClaimShell, effects: readonly Effect[]): void {
  const due = effects.filter(({ key }) => !shell.effectsRunning.has(key) && !shell.effectsDone.has(key))
  for (const effect of due) {
    shell.effectsRunning.add(effect.key)
    void carryOut(shell, effect)
  }
}

async function carryOut(shell: ClaimShell, effect: Effect): Promise<void> {
  const receipt = await receiptOf(shell, effect)
  shell.effectsRunning.delete(effect.key)
  shell.effectsDone.add(effect.key)
  shell.effectEnded = true
  if (receipt !== null) hear(shell, receipt)
}

async function receiptOf(shell: ClaimShell, effect: Effect): Promise<ClaimReceipt | null> {
  const { claimId, report } = shell.claim
  switch (effect.kind) {
    case 'look-up-policy': {
      const { policyId, on } = effect
      const policy = await outside.lookUpPolicy.executeWithOptions({ ...outsideCall, summary: 'look up the policy' }, [
        { claimId, policyId, on },
      ])
      return { type: 'PolicyAnswered', policyId, policy }
    }
    case 'find-duplicate': {
      const found = await findDuplicate(claimId)
      return found === null ? null : { type: 'DuplicateFound', otherClaimId: found.otherClaimId }
    }
    case 'score-fraud': {
      const ask = { claimId, fraudCase: effect.fraudCase }
      const found = await outside.scoreFraud.executeWithOptions({ ...outsideCall, summary: 'ask the fraud score' }, [
        ask,
      ])
      return { type: 'FraudScored', ...found }
    }
    case 'check-invoice': {
      const { invoiceId, amountFen } = effect
      const options = { ...outsideCall, summary: 'check an invoice' }
      const { outcome } = await outside.checkInvoice.executeWithOptions(options, [{ claimId, invoiceId, amountFen }])
      return { type: 'InvoiceChecked', invoiceId, outcome }
    }
    case 'send-notice':
      return sendNotice({ claimId, branch: report.branch, notice: effect.notice })
    case 'hand-over':
      return handOver(claimId, effect)
    case 'prepare-payment':
    case 'send-payment':
    case 'query-payment':
      return askBank(claimId, effect)
  }
}

async function findDuplicate(claimId: string): ReturnType<ClaimActivities['findDuplicate']> {
  const summary = 'look for a copy'
  try {
    return await database.findDuplicate.executeWithOptions({ ...databaseNow, summary }, [{ claimId }])
  } catch {
    return outside.findDuplicate.executeWithOptions({ ...databaseLater, summary }, [{ claimId }])
  }
}

async function sendNotice(order: Parameters<ClaimActivities['sendNotice']>[0]): Promise<ClaimReceipt> {
  const { n, kind, channel } = order.notice
  const options = { ...outsideCall, summary: `notice ${n}: ${kind} by ${channel}` }
  try {
    return { type: 'NoticeSentOut', n, ...(await outside.sendNotice.executeWithOptions(options, [order])) }
  } catch (error) {
    // The provider being away is retried for ever; what comes back here cannot be sent by this channel at all.
    const proof = { how: 'receipt', reference: 'not sent' } as const
    return { type: 'NoticeReceipt', n, outcome: 'failed', ageMs: 0, cause: causeOf(error), proof }
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : null
  return cause instanceof ApplicationFailure && cause.type ? cause.type : 'failed'
}

async function handOver(claimId: string, effect: Extract<Effect, { kind: 'hand-over' }>): Promise<ClaimReceipt> {
  const { toClaimId, receivedAt, documents, claimants } = effect
  const goesAlong = { documents, ...(claimants === undefined ? {} : { claimants }) }
  const handover = { claimId, toClaimId, ...goesAlong, ...(receivedAt === null ? {} : { receivedAt }) }
  await outside.handOverCopy.executeWithOptions({ ...outsideCall, summary: `hand over to ${toClaimId}` }, [handover])
  return { type: 'HandoverDone', toClaimId }
}

type PaymentEffect = Extract<Effect, { kind: 'prepare-payment' | 'send-payment' | 'query-payment' }>

async function askBank(claimId: string, effect: PaymentEffect): Promise<ClaimReceipt> {
  const { n } = effect.payment
  const finding = await findingOf(effect, paymentOrder(claimId, effect))
  if (finding.answer === 'screening-hit') {
    return { type: 'PayeeScreened', n, screeningId: finding.screeningId, matches: finding.matches }
  }
  return { type: 'BankAnswered', n, ...finding }
}

/** Whatever goes wrong with the bank is an unknown outcome: it is asked for by reference, and in time a person is told. */
async function findingOf(effect: PaymentEffect, order: PaymentOrder): Promise<PaymentFinding> {
  try {
    return await bankWord(effect, order)
  } catch {
    return { answer: 'no-answer', ageMs: 0 }
  }
}

function bankWord({ kind, payment }: PaymentEffect, order: PaymentOrder): Promise<PaymentFinding> {
  const taskQueue = paymentQueueBeside(workflowInfo().taskQueue)
  const ask = { ...outsideCall, taskQueue, summary: `payment ${payment.n}: ask the bank` }
  const send = { ...bankSend, taskQueue, summary: `payment ${payment.n}: send` }
  if (kind === 'send-payment') return bank.sendPayment.executeWithOptions(send, [order])
  const activity = kind === 'prepare-payment' ? bank.preparePayment : bank.queryPayment
  return activity.executeWithOptions(ask, [order])
}
