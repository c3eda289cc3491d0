import { setTimeout as delay } from 'node:timers/promises'

import { ApplicationFailure } from '@temporalio/common'

import type { ClaimEvent } from '../../domain/claim/events.ts'
import type { Notice, PolicyTerms } from '../../domain/claim/state.ts'
import type {
  ClaimActivities,
  KeptEvents,
  PaymentActivities,
  PaymentFinding,
  PaymentOrder,
  Recording,
} from '../../workflows/claim-contract.ts'

/** The outside of one claim in memory, honest about its faults: what was recorded, sent and paid is read from here. */
export interface OutsideWorld {
  readonly log: Map<string, ClaimEvent[]>
  readonly recordings: Recording[]
  readonly notices: { readonly claimId: string; readonly notice: Notice }[]
  readonly transfers: Map<string, number>
  /** Claims whose copies were looked for. */
  readonly looked: Set<string>
  readonly faults: WorldFaults
  /** What the tax authority says of every invoice. */
  invoices: Awaited<ReturnType<ClaimActivities['checkInvoice']>>['outcome']
  /** What the fraud score says of every claim it is asked about. */
  fraud: Awaited<ReturnType<ClaimActivities['scoreFraud']>>
  policy: Extract<PolicyTerms, { known: 'found' }> | null
  /** Policies of single claims, before {@link policy}. */
  readonly policyOf: Map<string, Extract<PolicyTerms, { known: 'found' }>>
  /** Entries of the screening lists that every payee matches. */
  onList: readonly string[]
  readonly activities: ClaimActivities
  readonly payments: PaymentActivities
}

export interface WorldFaults {
  databaseAway: boolean
  messagesAway: boolean
  /** Claims whose messages alone the provider takes none of. */
  readonly messagesAwayFrom: Set<string>
  /** Claims of whose notices that go out together the provider takes none by its channel. */
  readonly neverTaken: Set<string>
  /** Claims whose payees stand on a screening list. */
  readonly listed: Set<string>
  policyAway: boolean
  /** The bank takes the next transfer and the answer is lost. */
  loseBankAnswer: boolean
  /** The bank does not say what became of a transfer. */
  bankSilent: boolean
  /** The bank turns the next transfer down, for this cause. */
  rejectTransfer: string | null
  /** What comes about by claim the moment after its next recording is in the log, once. */
  readonly afterRecording: Map<string, () => void>
}

export const coveredPolicy: Extract<PolicyTerms, { known: 'found' }> = {
  known: 'found',
  inForce: true,
  line: 'medical',
  group: false,
  sumInsuredFen: 20_000_000,
  deductibleFen: 10_000,
  payRatioPercent: 80,
  fixedBenefit: false,
  contractPeriods: {},
  branch: '310000',
}

export function createWorld(): OutsideWorld {
  const world = {
    log: new Map<string, ClaimEvent[]>(),
    recordings: [] as Recording[],
    notices: [] as { claimId: string; notice: Notice }[],
    transfers: new Map<string, number>(),
    looked: new Set<string>(),
    faults: {
      databaseAway: false,
      messagesAway: false,
      messagesAwayFrom: new Set<string>(),
      neverTaken: new Set<string>(),
      listed: new Set<string>(),
      policyAway: false,
      loseBankAnswer: false,
      bankSilent: false,
      rejectTransfer: null as string | null,
      afterRecording: new Map<string, () => void>(),
    },
    policy: coveredPolicy as OutsideWorld['policy'],
    policyOf: new Map<string, Extract<PolicyTerms, { known: 'found' }>>(),
    fraud: { hardRules: [], signals: [] } as OutsideWorld['fraud'],
    invoices: 'genuine' as OutsideWorld['invoices'],
    onList: [] as readonly string[],
  }
  const activities: ClaimActivities = {
    recordEvents: async (recording) => keep(world, recording),
    readLog: async ({ claimId, from }) => (world.log.get(claimId) ?? []).slice(from),
    lookUpPolicy: async ({ claimId }) => {
      if (world.faults.policyAway) throw new Error('the policy system is away')
      return world.policyOf.get(claimId) ?? world.policy
    },
    sendNotice: async ({ claimId, notice }) => {
      if (world.faults.messagesAway || world.faults.messagesAwayFrom.has(claimId))
        throw awayForHours('the message provider is away')
      world.notices.push({ claimId, notice })
      return { messageId: `msg-${notice.n}` }
    },
    sendNotices: async ({ notices, ...order }) =>
      Promise.all(
        notices.map(async (notice) => {
          const { n } = notice
          if (world.faults.neverTaken.has(order.claimId)) return { n, outcome: 'never', cause: 'NOTICE_REFUSED' }
          const sent = await activities.sendNotice({ ...order, notice }).catch(() => null)
          return sent === null ? { n, outcome: 'later' } : { n, outcome: 'sent', sent }
        }),
      ),
    findDuplicate: async ({ claimId }) => {
      world.looked.add(claimId)
      return null
    },
    checkInvoice: async () => ({ outcome: world.invoices }),
    handOverCopy: async () => undefined,
    scoreFraud: async () => world.fraud,
  }
  // The same object: what a test sets on the world, the activities see.
  return Object.assign(world, { activities, payments: paymentsIn(world) })
}

/** The bank and the screening in front of it. */
function paymentsIn(world: Pick<OutsideWorld, 'transfers' | 'onList' | 'faults'>): PaymentActivities {
  const asked = async ({ claimId, payment: { reference }, released = [] }: PaymentOrder): Promise<PaymentFinding> => {
    if (world.faults.bankSilent) return { answer: 'no-answer', ageMs: 0 }
    if (world.transfers.has(reference)) return { answer: 'settled', ageMs: 0 }
    const entries = [...world.onList, ...(world.faults.listed.has(claimId) ? ['list_own'] : [])]
    const matches = entries.filter((entry) => !released.includes(entry))
    const screeningId = `scr_${reference}`
    return matches.length > 0
      ? { answer: 'screening-hit', screeningId, matches }
      : { answer: 'never-seen', ageMs: 0, screeningId }
  }
  return {
    preparePayment: asked,
    queryPayment: asked,
    sendPayment: async ({ payment }) => {
      const cause = world.faults.rejectTransfer
      if (cause !== null) {
        world.faults.rejectTransfer = null
        return { answer: 'rejected', cause, ageMs: 0 }
      }
      world.transfers.set(payment.reference, (world.transfers.get(payment.reference) ?? 0) + 1)
      if (!world.faults.loseBankAnswer) return { answer: 'settled', ageMs: 0 }
      world.faults.loseBankAnswer = false
      throw new Error('the answer was lost')
    },
  }
}

/** The retry is asked for in hours, so that a day of an outage is a few skips of the claim's clock. */
const awayForHours = (message: string): ApplicationFailure =>
  ApplicationFailure.create({ message, nextRetryDelay: '8h' })

/** The event log's promise: repeating is a no-op, what stands already is told, a log that lost events is loud. */
function keep(world: Pick<OutsideWorld, 'log' | 'recordings' | 'faults'>, recording: Recording): KeptEvents | null {
  if (world.faults.databaseAway) throw new Error('the database is away')
  const log = world.log.get(recording.claimId) ?? []
  if (recording.from > log.length) {
    throw ApplicationFailure.create({ message: `no events from ${log.length}`, type: 'HISTORY_CONFLICT' })
  }
  const known = log.slice(recording.from, recording.from + recording.events.length)
  if (JSON.stringify(known) !== JSON.stringify(recording.events.slice(0, known.length)))
    return { as: 'stood-there', events: log.slice(recording.from) }
  log.push(...recording.events.slice(known.length))
  world.log.set(recording.claimId, log)
  world.recordings.push(recording)
  world.faults.afterRecording.get(recording.claimId)?.()
  world.faults.afterRecording.delete(recording.claimId)
  return { as: 'given', events: recording.events }
}

/**
 * Polls until the condition holds; fails with its name after the deadline, which says that it will never hold and not how
 * fast it should: on a machine that is full of other tests a start of seconds takes a minute. What takes long is looked at
 * ever less often: a claim that is asked forty times a second costs more than the work that is waited for.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false> | T | null | false,
  withinMs = 120_000,
): Promise<T> {
  const began = Date.now()
  for (;;) {
    const seen = await look()
    if (seen !== null && seen !== false) return seen
    const waitedMs = Date.now() - began
    if (waitedMs > withinMs) throw new Error(`waited ${withinMs} ms for: ${what}`)
    await delay(Math.min(25 + waitedMs / 4, 400))
  }
}
