import { ApplicationFailure, patched } from '@temporalio/workflow'
import type { ClaimReceipt } from '../domain/claim/commands.ts'
import { decide, signed } from '../domain/claim/decide.ts'
import type { Context, Refusal, RefusalCode } from '../domain/claim/decision.ts'
import { refuse } from '../domain/claim/decision.ts'
import { fold } from '../domain/claim/evolve.ts'
import { learn } from '../domain/claim/learn.ts'
import { forCaller } from '../domain/claim/possible.ts'
import { summarise } from '../domain/claim/summary.ts'
import type { ClaimAnswer, ClaimMessage, ClaimRequest, ClaimView } from './claim-contract.ts'
import type { ClaimShell, Heard } from './shell.ts'
import { absorb, contextNow, lacks } from './shell.ts'

/**
 * The validator: a command that would be refused is refused here, before it leaves a trace in the history. Who knows less
 * than the log refuses nobody.
 */
export function refuseEarly(shell: ClaimShell, request: ClaimRequest): void {
  const { logLength: seen = 0 } = request
  if (lacks({ ...shell, logLength: Math.max(shell.logLength, seen) }, seen)) return
  const refusal = refusalOf(shell, request)
  if (refusal !== null) throw failure(refusal)
}

/**
 * The handler: decides once more, for the claim may have moved on, and answers when the events are in the log. It waits for
 * bells only, which no cancel request reaches.
 */
export async function answer(shell: ClaimShell, request: ClaimRequest): Promise<ClaimAnswer> {
  const { commandId, logLength: seen = 0 } = request
  hearOfLog(shell, seen)
  if (lacks(shell, seen)) {
    while (lacks(shell, seen)) await shell.settled.rung()
    const refusal = refusalOf(shell, request)
    if (refusal !== null) throw failure(refusal)
  }
  if (knownAnswer(shell, commandId) === null) {
    const refusal = obey(shell, request)
    if (refusal !== null) throw failure(refusal)
    shell.heard.push({ kind: 'request', request })
  }
  let given = recordedAnswer(shell, commandId)
  while (given === null && !shell.refused.has(commandId)) {
    await shell.settled.rung()
    given = recordedAnswer(shell, commandId)
  }
  if (given !== null) return given
  throw failure(shell.refused.get(commandId) ?? no(shell, request, 'WRONG_STATUS', 'the claim has moved on'))
}

/** Somebody has seen the log: the main loop reads on if there is more than the claim knows. */
export function hearOfLog(shell: ClaimShell, length: number): void {
  shell.logLength = Math.max(shell.logLength, length)
}

/** A receipt from the inbox: the same id twice is one. What does not apply becomes an event with its reason. */
export function take(shell: ClaimShell, { messageId, receipt }: ClaimMessage): void {
  if (shell.receipts.has(messageId)) return
  shell.receipts.add(messageId)
  // An event orders several notices at once. The patch is asked for here and not where they are sent (decision 44).
  if (receipt.type === 'EventTold') shell.sendsTogether ||= patched('notices-together')
  hear(shell, receipt)
}

/** A fact nobody waits for, from outside or from one of the claim's own effects. */
export function hear(shell: ClaimShell, receipt: ClaimReceipt): void {
  shell.heard.push({ kind: 'receipt', receipt })
  absorb(shell, learn(shell.claim, receipt, contextNow(shell)))
}

/** Judges again what was heard, on top of a claim that turned out to stand elsewhere. */
export function hearAgain(shell: ClaimShell, heard: Heard): void {
  if (heard.kind === 'receipt') {
    hear(shell, heard.receipt)
    return
  }
  const { request } = heard
  if (knownAnswer(shell, request.commandId) !== null) return
  const refusal = obey(shell, request)
  if (refusal === null) shell.heard.push(heard)
  else shell.refused.set(request.commandId, refusal)
}

export function view(shell: ClaimShell): ClaimView {
  const context = contextNow(shell)
  return { asOf: context.now, claim: shell.claim, summary: summarise(shell.claim, context) }
}

function obey(shell: ClaimShell, request: ClaimRequest): Refusal | null {
  const decision = decide(shell.claim, request, contextOf(shell, request))
  if ('refusal' in decision) return decision.refusal
  const events = signed(decision.events, request)
  absorb(shell, { claim: fold(shell.claim, events), events })
  return null
}

/** The rules also know what the caller was told of authority: only he was. */
function contextOf(shell: ClaimShell, { authority }: ClaimRequest): Context {
  return { ...contextNow(shell), ...(authority === undefined ? {} : { authority }) }
}

/** Known command first, then the version the caller has seen, then the rules. */
function refusalOf(shell: ClaimShell, request: ClaimRequest): Refusal | null {
  const known = knownAnswer(shell, request.commandId)
  if (known !== null) {
    if (known.bodyHash === request.bodyHash) return null
    return no(shell, request, 'COMMAND_REUSED', 'this Idempotency-Key belongs to another request')
  }
  const { expectedDecisionVersion } = request
  if (expectedDecisionVersion !== undefined && expectedDecisionVersion !== shell.claim.decisionVersion) {
    const message = `the claim is at decision version ${shell.claim.decisionVersion}, not ${expectedDecisionVersion}`
    return no(shell, request, 'STALE_VERSION', message)
  }
  const decision = decide(shell.claim, request, contextOf(shell, request))
  return 'refusal' in decision ? decision.refusal : null
}

/** What the shell itself says no to, in the words of the rules. */
function no({ claim }: ClaimShell, { actor }: ClaimRequest, code: RefusalCode, message: string): Refusal {
  return forCaller(claim, actor, refuse(claim, code, message).refusal)
}

function knownAnswer({ claim }: ClaimShell, commandId: string): ClaimAnswer | null {
  const known = claim.commands.find((command) => command.commandId === commandId)
  return known === undefined ? null : { claimId: claim.claimId, ...known }
}

/** The answer once it is in the log: nothing is acknowledged before. */
function recordedAnswer(shell: ClaimShell, commandId: string): ClaimAnswer | null {
  const known = knownAnswer(shell, commandId)
  return known !== null && known.version <= shell.recorded.version ? known : null
}

function failure(refusal: Refusal): ApplicationFailure {
  const { code: type, message } = refusal
  return ApplicationFailure.create({ type, message, nonRetryable: true, category: 'BENIGN', details: [refusal] })
}
