import {
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import { nextStep } from '../domain/claim/next-step.ts'
import type { Instant } from '../domain/time.ts'
import { askClaim, eventMessage, lookAtLog, readClaim, renewRun, tellClaim } from './claim-contract.ts'
import type { ClaimInput } from './claim-contract.ts'
import { arm, hearRing, startTimer } from './claim-timer.ts'
import { startEffects } from './effects.ts'
import { answer, hearOfLog, refuseEarly, take, view } from './messages.ts'
import { readOn, recordNews } from './recording.ts'
import type { ClaimShell } from './shell.ts'
import { carry, contextAt, contextNow, isBehind, isIdle, letTimePass, openShell } from './shell.ts'
import type { Shown } from './showing.ts'
import { show, startShowing } from './showing.ts'

/**
 * One insurance claim, from first notice to the end of its lifetime. The rules decide; this turns messages and time
 * into their commands, keeps what they decided, and does what they ask for. It awaits nothing but the recording:
 * effects run beside it and come back as facts.
 */
export async function claimWorkflow(input: ClaimInput): Promise<void> {
  const shell = openShell(input)
  const shown = startShowing(shell)
  for (const word of input.told ?? []) take(shell, eventMessage(word))
  listen(shell)
  // A claim ends by its own rules only: withdrawing is a command, and a stray cancel request must not drop a deadline.
  await CancellationScope.nonCancellable(() => live(shell, shown))
}

/**
 * Messages may be there before a run has begun: a handler is called while it is set. In a replay the same messages may
 * come later, signals before commands. So the order here is that one, and nothing before it depends on what they say
 * (decision 0018).
 */
function listen(shell: ClaimShell): void {
  setHandler(tellClaim, (message) => take(shell, message), {
    description: 'A receipt nobody waits for: delivery, bank, policy system, another claim.',
  })
  setHandler(lookAtLog, (length) => hearOfLog(shell, length), {
    description:
      'The log is this long: a claim that knows less of it, because a worker died at the wrong moment, reads on.',
  })
  setHandler(renewRun, (rules) => void (shell.isToRenew ||= shell.claim.rules < rules), {
    description: 'There are newer rules: a claim that runs by older ones goes on in a new run, by those of its worker.',
  })
  setHandler(askClaim, (request) => answer(shell, request), {
    validator: (request) => refuseEarly(shell, request),
    description: 'A command somebody waits for; refused ones leave no trace, accepted ones answer when recorded.',
  })
  setHandler(readClaim, () => view(shell), { description: 'The claim as its workflow knows it, with its own now.' })
}

/**
 * Turn by turn: what is new is recorded, and then the turn acts on what it recorded, as of the instant it began. What comes
 * meanwhile waits for the next turn: a replay may be told of it before the recording ends or after (decision 27).
 */
async function live(shell: ClaimShell, shown: Shown): Promise<void> {
  const timer = startTimer()
  for (;;) {
    if (isBehind(shell)) await readOn(shell)
    letTimePass(shell)
    const turn = beginTurn(shell)
    await recordNews(shell)
    const { recorded } = shell
    const context = contextAt(shell, recorded, turn.now)
    show(shown, recorded, context)
    const step = nextStep(recorded, context)
    if (step.kind === 'finish' && (await isOver(shell))) return
    if (step.kind === 'go-on') {
      startEffects(shell, step.effects, turn)
      if (turn.mayEnd && shell.effectsRunning.size === 0) await carryOn(shell)
      arm(timer, step.wait, contextNow(shell).now)
    }
    await condition(() => isCalled(shell) || timer.rang)
    await allHeard()
    shell.effectEnded = false
    hearRing(timer)
  }
}

/** What a turn goes by to its end, whatever comes while it records. */
interface Turn {
  readonly now: Instant
  readonly mayEnd: boolean
  readonly sendsTogether: boolean
}

const beginTurn = (shell: ClaimShell): Turn => ({
  now: contextNow(shell).now,
  mayEnd: shell.effectsRunning.size === 0 && (isLong(shell) || shell.isToRenew),
  sendsTogether: shell.sendsTogether,
})

/**
 * Until everything a task brought is heard: messages are at once, what effects brought takes some turns of the microtask
 * queue. A condition that does not hold when it is set is looked at again only when that queue is empty.
 */
function allHeard(): Promise<void> {
  let looks = 0
  return condition(() => looks++ > 0)
}

/** Whether there is something to do before the next deadline. A run that is to be renewed waits for quiet first. */
const isCalled = (shell: ClaimShell): boolean =>
  shell.unrecorded.length > 0 || shell.effectEnded || isBehind(shell) || (shell.isToRenew && isIdle(shell))

/**
 * Whether a run may end here: nobody waits for an answer, nothing is unrecorded, nothing is under way. A short timer comes
 * first, so that the end is decided in a task of its own. Decided where a local activity returns, it would be refused by
 * the server when a signal came meanwhile, and then repeated on the retry before that signal is heard: the signal would
 * be lost (seen on SDK 1.24, server 1.32.1).
 */
async function isOver(shell: ClaimShell): Promise<boolean> {
  // Whoever waits for the log to be read on would wait for ever: it is read by the loop that waits here.
  await condition(() => allHandlersFinished() || shell.unrecorded.length > 0 || isBehind(shell))
  await sleep(1, { summary: 'listen once more before this run ends' })
  return isIdle(shell) && allHandlersFinished()
}

function isLong({ input }: ClaimShell): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo()
  return continueAsNewSuggested || (input.historyLimit !== undefined && historyLength >= input.historyLimit)
}

async function carryOn(shell: ClaimShell): Promise<void> {
  if (!(await isOver(shell))) return
  const { claimId, policy, calendar } = shell.input
  await continueAsNew<typeof claimWorkflow>({ claimId, policy, calendar, events: [], carried: carry(shell) })
}
