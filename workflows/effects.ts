import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow'
import type { ClaimReceipt } from '../domain/claim/commands.ts'
import type { Effect } from '../domain/claim/next-step.ts'
import type { Notice } from '../domain/claim/state.ts'
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
export function startEffects(shell: ClaimShell, effects: readonly Effect[], how: SendingNotices): void {
  const due = effects.filter(({ key }) => !shell.effectsRunning.has(key) && !shell.effectsDone.has(key))
  for (const { key } of due) shell.effectsRunning.add(key)
  const joined = how.sendsTogether ? severalNotices(due) : []
  const alone = due.filter(({ key }) => !joined.some((effect) => effect.key === key))
  for (const effect of alone) void carryOut(shell, effect)
  if (joined.length > 0) void sendTogether(shell, joined)
}

async function carryOut(shell: ClaimShell, effect: Effect): Promise<void> {
  end(shell, effect, await receiptOf(shell, effect))
}

function end(shell: ClaimShell, effect: Effect, receipt: ClaimReceipt | null): void {
  shell.effectsRunning.delete(effect.key)
  shell.effectsDone.add(effect.key)
  shell.effectEnded = true
  if (receipt !== null) hear(shell, receipt)
}

type NoticeEffect = Extract<Effect, { kind: 'send-notice' }>

/** As it was when the turn began: what is heard while it records may be heard after it in a replay (decision 27). */
type SendingNotices = Pick<ClaimShell, 'sendsTogether'>

/** What goes out by one activity: every notice less is three events and mostly a wake-up less. */
function severalNotices(due: readonly Effect[]): readonly NoticeEffect[] {
  const notices = due.filter((effect): effect is NoticeEffect => effect.kind === 'send-notice')
  return notices.length > 1 ? notices : []
}

/** What is not sent at once goes on by itself, in the order it was asked for. */
async function sendTogether(shell: ClaimShell, effects: readonly NoticeEffect[]): Promise<void> {
  const { claimId, report } = shell.claim
  const notices = effects.map(({ notice }) => notice)
  const options = { ...outsideCall, summary: notices.map(titleOf).join(', ').slice(0, 390) }
  const order = { claimId, branch: report.branch, notices }
  const tried = await outside.sendNotices.executeWithOptions(options, [order]).catch(() => [])
  for (const effect of effects) {
    const { n } = effect.notice
    const one = tried.find((outcome) => outcome.n === n)
    if (one === undefined || one.outcome === 'later') void carryOut(shell, effect)
    else if (one.outcome === 'sent') end(shell, effect, { type: 'NoticeSentOut', n, ...one.sent })
    else end(shell, effect, unsent(n, one.cause))
  }
}

const titleOf = ({ n, kind, channel }: Notice): string => `notice ${n}: ${kind} by ${channel}`

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
  const { n } = order.notice
  const options = { ...outsideCall, summary: titleOf(order.notice) }
  try {
    return { type: 'NoticeSentOut', n, ...(await outside.sendNotice.executeWithOptions(options, [order])) }
  } catch (error) {
    // The provider being away is retried for ever; what comes back here cannot be sent by this channel at all.
    return unsent(n, causeOf(error))
  }
}

function unsent(n: number, cause: string): ClaimReceipt {
  const proof = { how: 'receipt', reference: 'not sent' } as const
  return { type: 'NoticeReceipt', n, outcome: 'failed', ageMs: 0, cause, proof }
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
