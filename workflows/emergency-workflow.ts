import {
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { EventDecision } from '../domain/emergency/event-decide.ts'
import { decideEvent } from '../domain/emergency/event-decide.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { EventRefusal } from '../domain/emergency/event-refusal.ts'
import { refuseEvent } from '../domain/emergency/event-refusal.ts'
import type { Emergency, EmergencyEvent, KnownCommand } from '../domain/emergency/event-state.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import { databaseLater, databaseNow, pagesOfClaims } from './activity-options.ts'
import type { AskedEvent, EmergencyActivities, EmergencyInput, EventAnswer } from './emergency-contract.ts'
import { askEmergency, readEmergency } from './emergency-contract.ts'

type LogActivities = Pick<EmergencyActivities, 'recordEmergency' | 'readEventLog'>

const now = proxyLocalActivities<LogActivities>(databaseNow)
const later = proxyActivities<LogActivities>(databaseLater)
const listing = proxyActivities<Pick<EmergencyActivities, 'listClaims'>>(pagesOfClaims)

/** A minute after the first round a second one finds what was taken in, or came back, by a process that did not know the version yet. */
const secondRoundAfter = '60s'
const firstReportWithin = '60s'
const rounds = 2

type ListedPage = Awaited<ReturnType<EmergencyActivities['listClaims']>>

/** An emergency while a run of its workflow holds it. */
interface EmergencyShell {
  readonly eventId: string
  emergency: Emergency | null
  /** The end of the line of those who want to record: one at a time. */
  turn: Promise<unknown>
}

/**
 * One emergency (突发事件), from the report of its incident to its review. It decides and records one command after the other,
 * and has the claims listed that are to be told of each version; telling them is the worker's, from the list.
 */
export async function emergencyWorkflow(input: EmergencyInput): Promise<void> {
  const { eventId, events, carried = null } = input
  const emergency = events.length > 0 ? foldEmergency(carried, events) : carried
  const shell: EmergencyShell = { eventId, emergency, turn: Promise.resolve() }
  setHandler(askEmergency, (request) => answer(shell, request), {
    validator: (request) => refuseEarly(shell, request),
    description: 'A command of the commander; refused ones leave no trace, accepted ones answer when recorded.',
  })
  setHandler(readEmergency, () => shell.emergency, { description: 'The emergency as its workflow knows it.' })
  // It ends by its review only: a stray cancel request must not leave claims untold.
  await CancellationScope.nonCancellable(() => live(shell, input))
}

async function live(shell: EmergencyShell, input: EmergencyInput): Promise<void> {
  // Asked for by a report; one that is refused leaves nothing to live for.
  if (!(await condition(() => shell.emergency !== null, firstReportWithin))) return
  for (;;) {
    const { emergency } = shell
    if (emergency !== null) setCurrentDetails(detailsOf(emergency))
    const word = toBeListed(emergency)
    if (word !== null) await listRound(shell, word)
    else if (emergency?.status === 'reviewed') break
    else await condition(() => shell.emergency !== emergency)
    if (isLong(input)) await carryOn(shell, input)
  }
  await condition(allHandlersFinished)
}

/** The word whose claims have not been listed twice yet. */
const toBeListed = (emergency: Emergency | null): EventWord | null =>
  emergency === null || emergency.listed.length >= rounds ? null : emergency.word

async function listRound(shell: EmergencyShell, word: EventWord): Promise<void> {
  const round = (shell.emergency?.listed.length ?? 0) + 1
  const isReplaced = (): boolean => shell.emergency?.word?.version !== word.version
  if (round > 1 && (await condition(isReplaced, secondRoundAfter))) return
  const summary = `list claims for version ${word.version}, round ${round}`
  let claims = 0
  for (let after: string | null = ''; after !== null && !isReplaced();) {
    const page: ListedPage = await listing.listClaims.executeWithOptions({ ...pagesOfClaims, summary }, [
      { word, after },
    ])
    claims += page.listed
    after = page.last
  }
  await inTurn(shell, async () => {
    if (isReplaced() || shell.emergency === null) return
    const by = { id: 'system', role: 'system' } as const
    const fact = { type: 'ClaimsListed', wordVersion: word.version, round, claims } as const
    await record(shell, [{ ...fact, at: clockOf(shell), by }])
  })
}

/**
 * The validator: what would be refused is refused here, before it leaves a trace in the history. Who knows less than the
 * log refuses nobody.
 */
function refuseEarly(shell: EmergencyShell, request: AskedEvent): void {
  if (lacks(shell, request)) return
  const known = knownCommand(shell, request)
  if (known !== null) return
  const decision = decideEvent(shell.emergency, request, clockOf(shell))
  if ('refusal' in decision) throw failure(decision.refusal)
}

/** The handler: decides once more when its turn comes, and answers when the event is in the log. */
function answer(shell: EmergencyShell, request: AskedEvent): Promise<EventAnswer> {
  return inTurn(shell, async () => {
    if (lacks(shell, request)) await readOn(shell)
    for (;;) {
      const known = knownCommand(shell, request)
      if (known !== null) return { eventId: shell.eventId, ...known }
      const decision = decide(shell, request)
      if ('refusal' in decision) throw failure(decision.refusal)
      await record(shell, decision.events)
    }
  })
}

/**
 * A level the regulator has set binds later commands too. Before it did, a lower one was accepted, and what is recorded so
 * replays so.
 */
function decide(shell: EmergencyShell, request: AskedEvent): EventDecision {
  const { emergency } = shell
  const decision = decideEvent(emergency, request, clockOf(shell))
  const isBelow = 'refusal' in decision && decision.refusal.code === 'LEVEL_BELOW_REGULATOR'
  if (emergency === null || !isBelow || patched('regulator-level-stays')) return decision
  return decideEvent({ ...emergency, regulatorLevel: null }, request, clockOf(shell))
}

function knownCommand({ emergency }: EmergencyShell, { commandId, bodyHash }: AskedEvent): KnownCommand | null {
  const known = emergency?.commands.find((command) => command.commandId === commandId)
  if (known === undefined) return null
  if (known.bodyHash === bodyHash) return known
  const message = 'this Idempotency-Key belongs to another request'
  throw failure(refuseEvent(emergency, { code: 'EVENT_COMMAND_REUSED', message }).refusal)
}

/** One after the other, in the order in which they came. */
function inTurn<T>(shell: EmergencyShell, act: () => Promise<T>): Promise<T> {
  const done = shell.turn.then(act)
  shell.turn = done.catch(() => undefined)
  return done
}

/**
 * What the log holds is what happened: where a worker wrote and died before Temporal knew, its events stand, and whoever
 * asked is answered by them or decided anew.
 */
async function record(shell: EmergencyShell, events: readonly EmergencyEvent[]): Promise<void> {
  const { eventId, emergency } = shell
  const recording = { eventId, from: emergency?.length ?? 0, events, emergency: foldEmergency(emergency, events) }
  const summary = events.map(({ type }) => type).join(', ')
  const stands = await now.recordEmergency
    .executeWithOptions({ ...databaseNow, summary }, [recording])
    .catch(() => later.recordEmergency.executeWithOptions({ ...databaseLater, summary }, [recording]))
  shell.emergency = foldEmergency(emergency, stands)
}

/** A worker recorded more than this run knows, and neither it nor the server lived to keep the task. */
const lacks = ({ emergency }: EmergencyShell, { logLength = 0 }: AskedEvent): boolean =>
  logLength > (emergency?.length ?? 0)

async function readOn(shell: EmergencyShell): Promise<void> {
  const { eventId, emergency } = shell
  const ask = { eventId, from: emergency?.length ?? 0 }
  const stored = await now.readEventLog(ask).catch(() => later.readEventLog(ask))
  if (stored.length > 0) shell.emergency = foldEmergency(emergency, stored)
}

/** An event never goes back behind its last one. */
const clockOf = ({ emergency }: EmergencyShell): number => Math.max(Date.now(), emergency?.lastAt ?? 0)

function isLong({ historyLimit }: EmergencyInput): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo()
  return continueAsNewSuggested || (historyLimit !== undefined && historyLength >= historyLimit)
}

async function carryOn(shell: EmergencyShell, { eventId, historyLimit }: EmergencyInput): Promise<void> {
  await condition(allHandlersFinished)
  if (shell.emergency === null) return
  const limit = historyLimit === undefined ? {} : { historyLimit }
  await continueAsNew<typeof emergencyWorkflow>({ eventId, events: [], carried: shell.emergency, ...limit })
}

function failure(refusal: EventRefusal): ApplicationFailure {
  const { code: type, message } = refusal
  return ApplicationFailure.create({ type, message, nonRetryable: true, category: 'BENIGN', details: [refusal] })
}

/** One line for whoever opens the run in the Temporal UI. */
function detailsOf({ status, kind, level, word, listed, drill }: Emergency): string {
  const told =
    word === null ? 'no claim is told' : `version ${word.version}, ${listed.length} of ${rounds} rounds listed`
  return `**${status}**${drill ? ' (drill)' : ''}, ${kind}, level ${level ?? 'not set'}, ${told}`
}
