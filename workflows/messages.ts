import { ApplicationFailure, condition } from '@temporalio/workflow'
import { decide, signed } from '../domain/claim/decide.ts'
import type { Refusal } from '../domain/claim/decision.ts'
import { refuse } from '../domain/claim/decision.ts'
import { fold } from '../domain/claim/evolve.ts'
import { learn } from '../domain/claim/learn.ts'
import { summarise } from '../domain/claim/summary.ts'
import type { ClaimAnswer, ClaimMessage, ClaimRequest, ClaimView } from './claim-contract.ts'
import type { ClaimShell } from './shell.ts'
import { absorb, contextNow } from './shell.ts'

/** The validator: a command that would be refused is refused here, before it leaves a trace in the history. */
export function refuseEarly(shell: ClaimShell, request: ClaimRequest): void {
  const refusal = refusalOf(shell, request)
  if (refusal !== null) throw failure(refusal)
}

/** The handler: decides once more, for the claim may have moved on, and answers when the events are in the log. */
export async function answer(shell: ClaimShell, request: ClaimRequest): Promise<ClaimAnswer> {
  const known = knownAnswer(shell, request.commandId)
  if (known === null) obey(shell, request)
  const given = known ?? knownAnswer(shell, request.commandId)
  if (given === null) throw new Error('an obeyed command has an answer')
  await condition(() => shell.recorded >= given.version)
  return given
}

/** A receipt: what does not apply becomes an event with its reason. */
export function take(shell: ClaimShell, { messageId, receipt }: ClaimMessage): void {
  if (shell.receipts.has(messageId)) return
  shell.receipts.add(messageId)
  absorb(shell, learn(shell.claim, receipt, contextNow(shell)))
}

export function view(shell: ClaimShell): ClaimView {
  const context = contextNow(shell)
  return { asOf: context.now, claim: shell.claim, summary: summarise(shell.claim, context) }
}

function obey(shell: ClaimShell, request: ClaimRequest): void {
  const decision = decide(shell.claim, request, contextNow(shell))
  if ('refusal' in decision) throw failure(decision.refusal)
  const events = signed(decision.events, request)
  absorb(shell, { claim: fold(shell.claim, events), events })
}

/** Known command first, then the version the caller has seen, then the rules. */
function refusalOf(shell: ClaimShell, request: ClaimRequest): Refusal | null {
  const known = knownAnswer(shell, request.commandId)
  if (known !== null) {
    if (known.bodyHash === request.bodyHash) return null
    return refuse(shell.claim, 'COMMAND_REUSED', 'this Idempotency-Key belongs to another request').refusal
  }
  const { expectedDecisionVersion } = request
  if (expectedDecisionVersion !== undefined && expectedDecisionVersion !== shell.claim.decisionVersion) {
    const message = `the claim is at decision version ${shell.claim.decisionVersion}, not ${expectedDecisionVersion}`
    return refuse(shell.claim, 'STALE_VERSION', message).refusal
  }
  const decision = decide(shell.claim, request, contextNow(shell))
  return 'refusal' in decision ? decision.refusal : null
}

function knownAnswer({ claim }: ClaimShell, commandId: string): ClaimAnswer | null {
  const known = claim.commands.find((command) => command.commandId === commandId)
  return known === undefined ? null : { claimId: claim.claimId, ...known }
}

const failure = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({
    type: refusal.code,
    message: refusal.message,
    nonRetryable: true,
    category: 'BENIGN',
    details: [refusal],
  })
