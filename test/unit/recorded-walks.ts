import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { ClaimEvent, ClaimEventType } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { Claim, ClaimStatus } from '../../domain/claim/state.ts'
import type { EmergencyEvent, EmergencyEventType } from '../../domain/emergency/event-state.ts'
import type { ClaimInput, ClaimRequest, KeptEvents } from '../../workflows/claim-contract.ts'

const folder = fileURLToPath(new URL('../../workflows/histories', import.meta.url))

/** One event of a recorded claim, and where the claim stood before and behind it. */
interface Step {
  readonly from: ClaimStatus | 'none'
  readonly by: ClaimEventType
  readonly to: ClaimStatus
}

/**
 * What the recorded histories have been through, read from their payloads. In the oldest of them the log did not answer
 * what no command had caused (decision 0022): of such events those do not tell.
 */
export interface Recorded {
  readonly steps: readonly Step[]
  /** Types of the commands that claims were asked. */
  readonly commands: ReadonlySet<string>
  readonly emergencyEvents: ReadonlySet<EmergencyEventType>
  /** Names of what each claim did outside that an event reached. */
  readonly activitiesInEvents: readonly ReadonlySet<string>[]
}

export async function readRecorded(): Promise<Recorded> {
  const files = await readdir(folder)
  const histories = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  const payloads = histories.map(payloadsOf)
  const requests = payloads.flat().filter(isRequest)
  return {
    steps: payloads.flatMap(stepsOf),
    activitiesInEvents: histories
      .filter((_, index) => stepsOf(payloads[index] ?? []).some(({ by }) => by === 'EventApplied'))
      .map(activitiesOf),
    commands: new Set(requests.map(({ command }) => command.type)),
    emergencyEvents: new Set(
      payloads.filter((ofOne) => !ofOne.some(isInput)).flatMap((ofOne) => ofOne.flatMap(emergencyEventsIn)),
    ),
  }
}

/** Everything that crossed between the workflow and the world, in its order. */
const payloadsOf = (history: string): unknown[] =>
  [...history.matchAll(/"data": ?"([A-Za-z0-9+/=]+)"/g)].flatMap(([, data = '']) => {
    try {
      return [JSON.parse(Buffer.from(data, 'base64').toString()) as unknown]
    } catch {
      // What the SDK keeps for itself is not always JSON.
      return []
    }
  })

const activitiesOf = (history: string): ReadonlySet<string> =>
  new Set([...history.matchAll(/"activityType": ?\{\s*"name": ?"(\w+)"/g)].map(([, name = '']) => name))

/** From what the run began with, event by event as the log kept them. */
function stepsOf(payloads: readonly unknown[]): Step[] {
  const input = payloads.find(isInput)
  if (input === undefined) return []
  let claim: Claim | null = input.carried?.claim ?? null
  const steps: Step[] = []
  for (const event of [...input.events, ...payloads.filter(isKept).flatMap(({ events }) => events)]) {
    const from = claim?.stage.status ?? 'none'
    claim = fold(claim, [event])
    steps.push({ from, by: event.type, to: claim.stage.status })
  }
  return steps
}

const isInput = (payload: unknown): payload is ClaimInput => has(payload, 'claimId', 'events', 'policy', 'calendar')

const isKept = (payload: unknown): payload is KeptEvents & { readonly events: readonly ClaimEvent[] } =>
  has(payload, 'as', 'events')

const isRequest = (payload: unknown): payload is ClaimRequest => has(payload, 'commandId', 'actor', 'command')

/** The log answers a recording of an emergency with its events. */
const emergencyEventsIn = (payload: unknown): EmergencyEventType[] =>
  Array.isArray(payload)
    ? (payload as readonly EmergencyEvent[]).filter((each) => has(each, 'type', 'at', 'by')).map(({ type }) => type)
    : []

const has = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && keys.every((key) => key in value)
