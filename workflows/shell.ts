import { passTime } from '../domain/claim/decide.ts'
import type { ClaimReceipt } from '../domain/claim/commands.ts'
import type { Context, Refusal } from '../domain/claim/decision.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Claim } from '../domain/claim/state.ts'
import type { Unfolding } from '../domain/claim/unfold.ts'
import { system, unfold } from '../domain/claim/unfold.ts'
import { currentRules } from '../domain/rules.ts'
import type { CarriedClaim, ClaimInput, ClaimRequest } from './claim-contract.ts'

/** A claim while a run of its workflow holds it: the only mutable thing there is. */
export interface ClaimShell {
  readonly input: ClaimInput
  claim: Claim
  /** The claim as the log has it: what is not recorded yet may have to be decided again on top of it. */
  recorded: Claim
  /** Events not yet in the log, in order. */
  readonly unrecorded: ClaimEvent[]
  /** What was asked and told since the log's last event. */
  readonly heard: Heard[]
  /** Commands that were accepted, and refused when they had to be decided again. */
  readonly refused: Map<string, Refusal>
  /** Ids of the receipts taken: the same one twice is one. */
  readonly receipts: Set<string>
  readonly effectsRunning: Set<string>
  readonly effectsDone: Set<string>
  effectEnded: boolean
  /** How far the claim's clock runs ahead of the server's: a claim never goes back behind its last event. */
  readonly aheadMs: number
}

export type Heard =
  | { readonly kind: 'request'; readonly request: ClaimRequest }
  | { readonly kind: 'receipt'; readonly receipt: ClaimReceipt }

/** How many receipts are remembered: far more than can be in the air at once. */
const receiptsKept = 500

export function openShell(input: ClaimInput): ClaimShell {
  const { carried } = input
  const claim = fold(carried?.claim ?? null, input.events)
  const shell: ClaimShell = {
    input,
    claim,
    recorded: claim,
    unrecorded: [],
    heard: [],
    refused: new Map(),
    receipts: new Set(carried?.receipts),
    effectsRunning: new Set(),
    effectsDone: new Set(carried?.effectsDone),
    effectEnded: false,
    aheadMs: carried?.aheadMs ?? Math.max(0, claim.lastAt - Date.now()),
  }
  if (carried !== undefined && claim.rules < currentRules) raiseRules(shell)
  return shell
}

/** What the rules may know now. Whatever reads the time reads it here. */
export function contextNow({ input, claim, aheadMs }: ClaimShell): Context {
  return { now: Math.max(Date.now() + aheadMs, claim.lastAt), calendar: input.calendar, policy: input.policy }
}

/** Takes what happened into the claim and queues it for the log. */
export function absorb(shell: ClaimShell, { claim, events }: Unfolding): void {
  shell.claim = claim ?? shell.claim
  shell.unrecorded.push(...events)
}

export function letTimePass(shell: ClaimShell): void {
  absorb(shell, passTime(shell.claim, contextNow(shell)))
}

/** True when a run may end here: nothing to record, nothing under way outside. */
export const isIdle = (shell: ClaimShell): boolean => shell.unrecorded.length === 0 && shell.effectsRunning.size === 0

export function carry({ claim, receipts, effectsDone, aheadMs }: ClaimShell): CarriedClaim {
  return { claim, receipts: [...receipts].slice(-receiptsKept), effectsDone: [...effectsDone], aheadMs }
}

/** Rules change only between runs, by an event of their own, so that folding the log gives the same claim. */
function raiseRules(shell: ClaimShell): void {
  const context = contextNow(shell)
  const act = { by: system, at: context.now }
  absorb(
    shell,
    unfold({ claim: shell.claim, events: [] }, [{ type: 'RulesRaised', rules: currentRules }], act, context),
  )
}
