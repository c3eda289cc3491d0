import type { Instant } from '../time.ts'
import { DAY, HOUR } from '../time.ts'
import type { EventLevel } from './grades.ts'
import type { Measures } from './measures.ts'
import type { Faulty } from './response-fault.ts'
import { fault } from './response-fault.ts'

/** Where somebody affected was found (排查来源). */
export const contactSources = ['policy', 'hospital-list', 'government-list', 'agent-list'] as const
export type ContactSource = (typeof contactSources)[number]

/** What the customer or the family wants (客户意愿): a "no" is never a refusal, and may become a "go on" later. */
export const wishes = ['go-on', 'later', 'no'] as const
export type Wish = (typeof wishes)[number]

export const callOutcomes = ['reached', 'no-answer', 'wrong-number'] as const
export type CallOutcome = (typeof callOutcomes)[number]

export const callMedia = ['phone', 'visit', 'message'] as const
export type CallMedium = (typeof callMedia)[number]

/** What a person who is called can be offered and takes (关怀服务). */
export const careOffers = [
  'door-to-door',
  'human-service',
  'psychological-support',
  'prepayment',
  'remote-survey',
] as const
export type CareOffer = (typeof careOffers)[number]

/** One person to be contacted for one event (关怀联系任务), however often and wherever found. */
export interface ContactTask {
  readonly personId: string
  readonly sources: readonly ContactSource[]
  /** A person has to call: a message alone is no contact. */
  readonly byPerson: boolean
  readonly raisedAt: Instant
  /** E1: the level's hours after the task was raised; earlier when found again under a stricter level, never later. */
  readonly dueAt: Instant
  readonly calls: number
  readonly contactedAt: Instant | null
  readonly wish: Wish | null
  /** Who wants to be called later is; null while the first contact is still to be made, or nothing is left to do. */
  readonly nextCallAt: Instant | null
  readonly offers: readonly CareOffer[]
  /** The claim the insurer started for this person (#2). */
  readonly claimId: string | null
}

export interface Call {
  readonly outcome: CallOutcome
  readonly medium: CallMedium
  readonly wish?: Wish
  /** Hours until the next call of somebody who said "later"; a day where nothing is said. */
  readonly againInHours?: number
  readonly offers: readonly CareOffer[]
  /** Who called: a named person, opaque. */
  readonly by: string
}

interface Finding {
  readonly personId: string
  readonly source: ContactSource
  readonly at: Instant
}

/** Without a target of the event, the longest of any grade. */
const hoursAtMost = 4

/** A person found for the first time, with the target of the measures in force. */
export function raiseTask({ personId, source, at }: Finding, measures: Measures, level: EventLevel): ContactTask {
  return {
    personId,
    sources: [source],
    byPerson: isByPerson(level),
    raisedAt: at,
    dueAt: contactDueAt(at, measures),
    calls: 0,
    contactedAt: null,
    wish: null,
    nextCallAt: null,
    offers: [],
    claimId: null,
  }
}

/** When E1 is due of whoever is found, or still to be reached under a new version, at an instant. */
export const contactDueAt = (at: Instant, { contactHours }: Measures): Instant =>
  at + (contactHours ?? hoursAtMost) * HOUR

/** Whether a person calls or visits first at a level. */
export const isByPerson = (level: EventLevel): boolean => level !== 'III'

/** What a version of the event changes for whoever was found before: who is not reached yet is reached by it, never later. */
export function underVersion(
  task: ContactTask,
  { at, measures, level }: { readonly at: Instant; readonly measures: Measures; readonly level: EventLevel },
): ContactTask {
  if (task.contactedAt !== null) return task
  const dueAt = Math.min(task.dueAt, contactDueAt(at, measures))
  return { ...task, byPerson: task.byPerson || isByPerson(level), dueAt }
}

/** The same person found again is the same task: every source is kept, and of two target dates the earlier. */
export function foundAgain(task: ContactTask, again: ContactTask): ContactTask {
  const sources = contactSources.filter((source) => task.sources.includes(source) || again.sources.includes(source))
  return {
    ...task,
    sources,
    byPerson: task.byPerson || again.byPerson,
    raisedAt: Math.min(task.raisedAt, again.raisedAt),
    dueAt: Math.min(task.dueAt, again.dueAt),
  }
}

/** What a call changes. The wish is asked whenever somebody is reached, and asked for nothing else. */
export function recordCall(task: ContactTask, call: Call, now: Instant): { readonly task: ContactTask } | Faulty {
  const wrong = callFault(task, call)
  if (wrong !== null) return wrong
  const counted = { ...task, calls: task.calls + 1 }
  if (call.outcome !== 'reached' || call.wish === undefined) return { task: counted }
  return {
    task: {
      ...counted,
      contactedAt: task.contactedAt ?? now,
      wish: call.wish,
      nextCallAt:
        call.wish === 'later' ? now + (call.againInHours === undefined ? DAY : call.againInHours * HOUR) : null,
      offers: careOffers.filter((offer) => task.offers.includes(offer) || call.offers.includes(offer)),
    },
  }
}

function callFault(task: ContactTask, { outcome, medium, wish, by }: Call): Faulty | null {
  if (by === task.personId) return fault('CONTACT_OWN', 'nobody calls himself for the insurer')
  if (outcome !== 'reached') {
    if (wish === undefined) return null
    return fault('CONTACT_WISH_UNHEARD', 'who was not reached has said nothing', { field: '/wish' })
  }
  if (wish === undefined) return fault('CONTACT_WISH_MISSING', 'ask what the person wants', { field: '/wish' })
  if (task.byPerson && task.contactedAt === null && medium === 'message') {
    return fault('CONTACT_NOT_BY_PERSON', 'at this level a person calls or visits first', { field: '/medium' })
  }
  if (task.claimId !== null && wish !== 'go-on') {
    return fault('CONTACT_CLAIMED', 'a claim was started already: it is withdrawn there, if that is wished', {
      field: '/wish',
    })
  }
  return null
}

/** By when somebody has to call next; null where nothing is left to do. */
export const nextCallBy = ({ contactedAt, dueAt, nextCallAt }: ContactTask): Instant | null =>
  contactedAt === null ? dueAt : nextCallAt

/** E1 was missed: nobody was reached in time, or is not yet. */
export const isMissed = ({ contactedAt, dueAt }: ContactTask, now: Instant): boolean => (contactedAt ?? now) > dueAt
