import type { LossFacts } from '../claim/evidence.ts'
import type { ContactTask } from './contact-task.ts'
import type { EventFacts } from './event-facts.ts'
import type { EventScope, LossPlace } from './event-word.ts'
import { outsideScope } from './event-word.ts'
import type { ListKind, ListRow } from './public-list.ts'
import type { Faulty } from './response-fault.ts'
import { fault } from './response-fault.ts'

/**
 * Whether the insurer may start the claim of somebody who has not reported (#2): the event runs and its measures say so, the
 * person or the family wants it, and a published list is the evidence. Without that the person files as anybody does.
 */
export function insurerStartFault(
  task: ContactTask,
  { state, measures: { insurerStarted } }: Pick<EventFacts, 'state' | 'measures'>,
): Faulty | null {
  if (state !== 'active') return fault('EVENT_NOT_ACTIVE', 'the insurer starts claims only while the event runs')
  if (!insurerStarted) {
    return fault('INSURER_START_NOT_ALLOWED', 'the measures of the event leave the claim request to the customer')
  }
  if (task.claimId !== null) return fault('CONTACT_CLAIMED', 'the claim of this person was started already')
  if (task.wish !== 'go-on')
    return fault('CONTACT_WISH_OTHER', 'nobody starts a claim the person has not asked to go on')
  return task.sources.some((source) => evidence.has(source)) ? null : unlisted
}

/** What one list says of the person. */
export interface ListedAs {
  readonly kind: ListKind
  readonly row: ListRow
}

/** A loss as the insurer reports it in place of who cannot; the line is the contract's. */
export interface StartedLoss extends LossPlace {
  readonly injury: LossFacts['injury']
}

/** The rows of published lists, the strongest first. What agents hand in is where to look, and proves nothing. */
export const evidenceOf = <T extends ListedAs>(listed: readonly T[]): readonly T[] =>
  listed.filter(({ kind }) => evidence.has(kind)).toSorted((one, other) => strength(other) - strength(one))

/** Lists that somebody answers for who is no party to it. */
const evidence: ReadonlySet<string> = new Set<ListKind>(['hospital-list', 'government-list'])

function strength(listed: ListedAs): number {
  if (provesDeath(listed)) return 2
  return listed.kind === 'government-list' ? 1 : 0
}

/** The government has published that the person is dead; who is missing is not, and a hospital issues a certificate. */
export const provesDeath = ({ kind, row }: ListedAs): boolean => kind === 'government-list' && row.condition === 'dead'

/** What of the loss does not follow from the event and the lists: it lies elsewhere, or says more than was published. */
export function startedLossFault(loss: StartedLoss, scope: EventScope, listed: readonly ListedAs[]): Faulty | null {
  if (evidenceOf(listed).length === 0) return unlisted
  const outside = outsideScope(scope, loss)
  if (outside !== null) {
    const message = `${outsideWords[outside]} the event: outside it the customer files the claim`
    return fault('LOSS_OUTSIDE_EVENT', message, { field: outside === 'line' ? '/policyNo' : `/${outside}` })
  }
  if (loss.injury !== 'death' || listed.some(provesDeath)) return null
  const message = 'no list of the government says that the person is dead: the family files with the certificate'
  return fault('DEATH_NOT_LISTED', message, { field: '/injury' })
}

const unlisted = fault('LIST_EVIDENCE_MISSING', 'the person stands on no published list')

const outsideWords: Readonly<Record<keyof LossPlace, string>> = {
  region: 'the place lies in no zone of',
  eventDate: 'the day lies before or after',
  cause: 'the cause is no peril of',
  line: 'contracts of this line are not among those of',
}
