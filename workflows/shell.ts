import { countedBy } from '../domain/claim/calendar.ts'
import { passTime } from '../domain/claim/decide.ts'
import type { ClaimReceipt } from '../domain/claim/commands.ts'
import type { Context, Refusal } from '../domain/claim/decision.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { nextStep } from '../domain/claim/next-step.ts'
import type { Claim } from '../domain/claim/state.ts'
import type { Unfolding } from '../domain/claim/unfold.ts'
import { system, unfold } from '../domain/claim/unfold.ts'
import { currentRules } from '../domain/rules.ts'
import type { Instant } from '../domain/time.ts'
import type { Bell } from './bell.ts'
import { hangBell } from './bell.ts'
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
  /** Notices that are ordered together go out by one activity. */
  sendsTogether: boolean
  /** Newer rules than its own were announced: it goes on in a new run once nothing is under way. */
  isToRenew: boolean
  /** Rings when what was heard is in the log, or was judged again on top of it. */
  readonly settled: Bell
  /** The longest length of its log anybody spoke of since the claim last looked. */
  logLength: number
  /** How far the claim's clock runs ahead of the server's: a claim never goes back behind its last event. */
  readonly aheadMs: number
}

export type Heard =
  | { readonly kind: 'request'; readonly request: ClaimRequest }
  | { readonly kind: 'receipt'; readonly receipt: ClaimReceipt }

/** How many receipts are remembered: far more than can be in the air at once. */
const receiptsKept = 500
const effectsKept = 200

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
    sendsTogether: false,
    isToRenew: false,
    settled: hangBell(),
    logLength: 0,
    aheadMs: carried?.aheadMs ?? Math.max(0, claim.lastAt - Date.now()),
  }
  if (carried !== undefined && claim.rules < carried.rules) raiseRules(shell, carried.rules)
  return shell
}

/** What the rules may know now. Whatever reads the time reads it here. */
export const contextNow = (shell: ClaimShell): Context => contextAt(shell, shell.claim, Date.now() + shell.aheadMs)

/** What the rules may know of a claim at an instant of its clock: never before its last event. */
export function contextAt({ input }: ClaimShell, claim: Claim, instant: Instant): Context {
  const now = Math.max(instant, claim.lastAt)
  // A version of the calendar the claim was told of since stands in its state: every later run counts by it too.
  return countedBy(claim, { now, calendar: input.calendar, policy: input.policy })
}

/** Takes what happened into the claim and queues it for the log. */
export function absorb(shell: ClaimShell, { claim, events }: Unfolding): void {
  shell.claim = claim ?? shell.claim
  shell.unrecorded.push(...events)
}

/**
 * True when the log holds events this run does not know: a worker recorded them, and neither it nor the server lived to
 * keep the task. What this run has itself still to record will meet them there.
 */
export const isBehind = ({ claim, unrecorded, logLength }: ClaimShell): boolean =>
  unrecorded.length === 0 && logLength > claim.version

/**
 * True while the claim may say no to nobody who has seen so much of the log: it lacks what they saw, or it is just recording
 * and cannot know yet whether the log holds the same.
 */
export const lacks = (shell: ClaimShell, seen: number): boolean =>
  seen > shell.recorded.version && (shell.claim.version > shell.recorded.version || isBehind(shell))

export function letTimePass(shell: ClaimShell): void {
  absorb(shell, passTime(shell.claim, contextNow(shell)))
}

/** True when a run may end here: nothing to record or to read, nothing under way outside. */
export const isIdle = (shell: ClaimShell): boolean =>
  shell.unrecorded.length === 0 && shell.effectsRunning.size === 0 && !isBehind(shell)

export function carry(shell: ClaimShell): CarriedClaim {
  const { claim, receipts, aheadMs } = shell
  const kept = { receipts: [...receipts].slice(-receiptsKept), effectsDone: effectsAtHand(shell) }
  return { claim, rules: currentRules, ...kept, aheadMs }
}

/** The last effects that were done, and of the older ones those the claim still asks for: they are not done twice. */
function effectsAtHand(shell: ClaimShell): readonly string[] {
  const step = nextStep(shell.claim, contextNow(shell))
  const asked = new Set(step.kind === 'go-on' ? step.effects.map(({ key }) => key) : [])
  const done = [...shell.effectsDone]
  return [...done.slice(0, -effectsKept).filter((key) => asked.has(key)), ...done.slice(-effectsKept)]
}

/**
 * Rules change only between runs, by an event of their own, so that folding the log gives the same claim; and to the
 * version the run was begun with, so that it replays alike under every later build.
 */
function raiseRules(shell: ClaimShell, rules: number): void {
  const context = contextNow(shell)
  const act = { by: system, at: context.now }
  absorb(shell, unfold({ claim: shell.claim, events: [] }, [{ type: 'RulesRaised', rules }], act, context))
}
