import { isDeepStrictEqual } from 'node:util'
import { deadlines } from '../../domain/claim/deadlines.ts'
import { isStanding } from '../../domain/claim/escalation.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { evolve, fold } from '../../domain/claim/evolve.ts'
import { nextStep } from '../../domain/claim/next-step.ts'
import { isPrincipal } from '../../domain/claim/payment-region.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { transitionOf } from '../../domain/claim/transitions.ts'
import type { Clock } from '../../domain/clocks/clock.ts'
import { sumFen } from '../../domain/money.ts'
import type { Instant } from '../../domain/time.ts'
import { contextAt } from '../claim-people.ts'
import { advanceLaws } from './advance-laws.ts'
import { approvalLaws } from './approval-laws.ts'
import { moneyLaws } from './money-laws.ts'
import { noticeLaws } from './notice-laws.ts'
import { payeeLaws } from './payee-laws.ts'
import { escalationLaws } from './escalation-laws.ts'
import { disputeLaws, excluding, isInDispute, isTimeLeftOut } from './dispute-laws.ts'
import { emergencyLaws } from './emergency-laws.ts'

/** One step as it went: its past, the claim before it, what it brought, the claim after it, and the claim's now. */
export interface Passage {
  /** Everything that had happened before, from the first event. */
  readonly past: readonly ClaimEvent[]
  readonly before: Claim
  readonly events: readonly ClaimEvent[]
  readonly after: Claim
  readonly now: Instant
}

/** What must hold of every step of every claim; each law names its breach, or says nothing. */
type Law = (passage: Passage) => readonly string[]

export const laws: Readonly<Record<string, Law>> = {
  'a status changes only along a row of the transition table': ({ before, events }) => {
    let claim = before
    return events.flatMap((event) => {
      const from = claim.stage.status
      claim = evolve(claim, event)
      const to = claim.stage.status
      return from === to || transitionOf(from, event.type, to) !== null ? [] : [`${from} -${event.type}-> ${to}`]
    })
  },
  'an event survives JSON': ({ events }) =>
    events.filter((event) => !isDeepStrictEqual(JSON.parse(JSON.stringify(event)), event)).map(({ type }) => type),
  'an event counts one version, and the decision version never falls': ({ before, events, after }) => [
    ...(after.version === before.version + events.length ? [] : ['version']),
    ...(after.decisionVersion >= before.decisionVersion ? [] : ['decision version']),
    ...(after.lastAt >= before.lastAt ? [] : ['last instant']),
  ],
  'a clock ends exactly once, and what it recorded stays': ({ before, after }) =>
    before.clocks.filter((clock) => !isLetGo(after, clock)).flatMap((clock) => changedRecord(clock, after)),
  'a number is given once, to a notice and to an instance of a clock': ({ before, events, after }) => {
    const ordered = events.flatMap(({ notices = [] }) => notices.map(({ n }) => n))
    const first = before.noticesOrdered + 1
    const known = (clock: Clock): boolean => newestOf(before, clock.id) >= clock.n
    const begun = events.flatMap(({ clocks = [] }) => clocks).filter((clock) => !known(clock))
    return [
      ...ordered.filter((n, index) => n !== first + index).map((n) => `notice ${n}`),
      ...begun.filter(({ id, n }) => n > newestOf(after, id)).map(({ id, n }) => `${id} ${n}`),
    ]
  },
  'pauses follow each other inside the clock’s life': ({ after }) => after.clocks.flatMap(pauseFaults),
  'no clock runs twice at a time': ({ after }) => {
    const running = after.clocks.filter(({ endedAt }) => endedAt === undefined)
    // Each payee is owed his own, and money that came back beside what another agreement owes him (C10, #44).
    const open = running.map(({ id, payeeId, payment }) => `${id} ${payeeId ?? ''} ${payment ?? ''}`)
    return open.filter((id, index) => open.indexOf(id) !== index)
  },
  'every level of a clock fires once, none before its instant': ({ events, after }) => [
    ...after.clocks.flatMap(({ id, n, escalations }) =>
      new Set(escalations.map(({ level }) => level)).size === escalations.length ? [] : [`${id} ${n}`],
    ),
    ...events.flatMap((event) => (event.type === 'ClockEscalated' ? earlyEscalation(event, after) : [])),
  ],
  ...escalationLaws,
  ...noticeLaws,
  ...moneyLaws,
  'nobody is told twice of an escalation, and nobody more once it is cleared': ({ before, events, after }) => [
    ...after.escalations.flatMap(({ n, told }) =>
      new Set(told.map(({ audience }) => audience)).size === told.length ? [] : [`escalation ${n} told twice`],
    ),
    ...events.flatMap((event, index) => {
      if (event.type !== 'EscalationUnanswered') return []
      const { escalations } = fold(before, events.slice(0, index))
      const escalation = escalations.find(({ n }) => n === event.escalation)
      return escalation !== undefined && isStanding(escalation) ? [] : [`escalation ${event.escalation} told on`]
    }),
  ],
  'deadlines become events in order, and none is left behind now': ({ events, after, now }) => {
    const passed = events.filter(({ by }) => by.role === 'system').map(({ at }) => at)
    const left = deadlines(after, contextAt(now)).filter(({ at, facts }) => facts.length > 0 && at <= now)
    const future = passed.some((at) => at > Math.max(now, after.lastAt))
    return [...left.map(({ summary }) => summary), ...(future ? ['an event after now'] : [])]
  },
  'nothing runs on a claim that has ended but its limitation, that of what may be recovered, what is owed, and its dispute':
    ({ after }) => {
      const { status } = after.stage
      if (!ended.has(status)) return []
      const running = after.clocks.filter(({ endedAt }) => endedAt === undefined)
      const goesOn = (clock: Clock): boolean =>
        outliving.has(clock.id) || isOwed(after, clock) || isInDispute(after, clock.id)
      return running.filter((clock) => status === 'cancelled' || !goesOn(clock)).map(({ id }) => `${id} in ${status}`)
    },
  'a clock of the law stands still only while a list is open or a dispute is appraised or mediated, and only where the law says so':
    ({ after }) => {
      const { stage, clocks } = after
      const isAsked = stage.status === 'awaiting-documents' || stage.status === 'dormant'
      const isExcluded = isTimeLeftOut(after)
      const still = clocks.filter(({ state }) => state === 'paused')
      const may = (id: string): boolean => (excluding.has(id) ? isExcluded : isAsked && pausing.has(id))
      return still.filter(({ id }) => !may(id)).map(({ id }) => `${id} paused in ${stage.status}`)
    },
  'an open claim has somebody to act on it or a day on which it moves': ({ after, now }) => {
    if (ended.has(after.stage.status) || after.stage.status === 'dormant') return []
    const { ownerId, queue, nextDeadline } = summarise(after, contextAt(now))
    const asked = nextStep(after, contextAt(now))
    const waits = asked.kind === 'go-on' && asked.effects.length > 0
    return ownerId === null && queue === null && nextDeadline === null && !waits ? [after.stage.status] : []
  },
  'what it asks for and waits for is the same whoever looks, named once, and lies ahead': ({ after, now }) => {
    const step = nextStep(after, contextAt(now))
    if (!isDeepStrictEqual(step, nextStep(structuredClone(after), contextAt(now)))) return ['unstable']
    if (step.kind === 'finish') return []
    const keys = step.effects.map(({ key }) => key)
    const late = step.wait !== null && step.wait.at <= now ? [`waits until the past: ${step.wait.summary}`] : []
    return [...late, ...keys.filter((key, index) => keys.indexOf(key) !== index)]
  },
  'nothing moves that one person has not submitted and another let go': ({ after }) =>
    after.payments
      .filter(({ state, checkedBy, submittedBy }) => {
        // What is void may have been given up before anybody approved it.
        const moved = !['prepared', 'submitted', 'void'].includes(state)
        return moved && (checkedBy === undefined || submittedBy === undefined || checkedBy === submittedBy)
      })
      .map(({ n }) => `payment ${n} without two persons`),
  'what is held does not leave the house': ({ before, events, after, now }) => [
    ...events.flatMap((event, index) => {
      if (event.type !== 'PaymentApproved') return []
      const claim = fold(before, events.slice(0, index + 1))
      const held = claim.hold?.standing?.amountFen ?? 0
      const isOfBenefit = claim.payments.some((payment) => payment.n === event.n && isPrincipal(payment))
      const leaving = claim.payments.filter((payment) => isPrincipal(payment) && isLeaving(payment.state))
      const gone = sumFen(leaving.map(({ amountFen }) => amountFen))
      return isOfBenefit && held > 0 && gone + held > atMost(claim)
        ? [`${gone} of ${atMost(claim)} with ${held} held`]
        : []
    }),
    ...sendsHeld(after, now),
  ],
  'a refusal for fraud has the signature of compliance': ({ after: { stage } }) => {
    if (!('determination' in stage)) return []
    const { ground, kind, fraudProven, countersignedBy } = stage.determination
    const isFraud = ground === 'event-never-happened' || fraudProven || (ground === 'false-material' && kind !== 'part')
    return isFraud && countersignedBy === undefined ? ['unsigned'] : []
  },
  'a decision has an approver who took no part in preparing it': ({ after: { stage, acted } }) => {
    if (!('determination' in stage)) return []
    const { approvedBy, proposedBy } = stage.determination
    const prepared = acted.filter(({ personId, as }) => personId === approvedBy && preparing.has(as))
    return [
      ...prepared.map(({ as }) => `approved by its ${as}`),
      ...(approvedBy === proposedBy ? ['by its proposer'] : []),
    ]
  },
  ...advanceLaws,
  ...payeeLaws,
  ...emergencyLaws,
  ...approvalLaws,
  ...disputeLaws,
  'nobody surveys, reviews or assesses what was not triaged': ({ after: { stage, triage } }) =>
    restsOnTriage.has(stage.status) && !triage ? [stage.status] : [],
  'texts in events are codes, ids and our own sentences': ({ events }) =>
    events.flatMap((event) => textsOf(event).filter((text) => looksPersonal(text))),
}

/** Let go by its checker, and neither turned down nor come back. */
const isLeaving = (state: string): boolean =>
  ['approved', 'waiting', 'cleared', 'sent', 'unknown', 'settled'].includes(state)

/** The most a claim can come to by what is claimed, assessed or insured. */
const atMost = ({ filing, policy, assessment }: Claim): number => {
  const insured = policy.known === 'found' ? policy.sumInsuredFen : 0
  return Math.max(Math.min(filing?.claimedFen ?? insured, insured), assessment?.calculation.payableFen ?? 0)
}

function sendsHeld(claim: Claim, now: Instant): readonly string[] {
  const held = claim.hold?.standing?.amountFen ?? 0
  const step = held === 0 ? null : nextStep(claim, contextAt(now))
  if (step === null || step.kind === 'finish') return []
  const sends = step.effects.flatMap((effect) =>
    effect.kind === 'send-payment' && isPrincipal(effect.payment) ? [effect.payment.amountFen] : [],
  )
  const out = ['sent', 'unknown', 'settled']
  const gone = claim.payments.filter((payment) => isPrincipal(payment) && out.includes(payment.state))
  const sum = sumFen([...gone.map(({ amountFen }) => amountFen), ...sends])
  return sends.length > 0 && sum + held > atMost(claim) ? [`sends ${sends.join(', ')} with ${held} held`] : []
}

const ended: ReadonlySet<string> = new Set(['closed', 'denied', 'declined', 'withdrawn', 'cancelled'])
/** Money that is held or came back is owed by its clock wherever the claim has got since (#43, #44). */
const isOwed = ({ payments }: Claim, { id, payeeId }: Clock): boolean =>
  id === 'C10' && payments.some((payment) => payment.payeeId === payeeId && !arrivedOrReplaced.has(payment.state))
const arrivedOrReplaced: ReadonlySet<string> = new Set(['settled', 'rejected', 'returned', 'recalled', 'void'])
const pausing: ReadonlySet<string> = new Set(['C03', 'C05', 'C06', 'C12', 'T-lane'])
/** The limitation, an answer that is owed whatever becomes of the claim (AML law art. 39), and a right against others. */
const outliving: ReadonlySet<string> = new Set(['C23a', 'C23b', 'C26', 'R1'])
const restsOnTriage: ReadonlySet<string> = new Set(['investigating', 'reviewing', 'assessing'])
const preparing: ReadonlySet<string> = new Set([
  'reviewer',
  'assessor',
  'surveyor',
  'proposer',
  'siu-investigator',
  'countersigner',
  'dispute-handler',
])
const instanceOf = (claim: Claim, { id, n }: Clock): Clock | undefined =>
  claim.clocks.find((clock) => clock.id === id && clock.n === n)

const newestOf = ({ clocks }: Claim, id: Clock['id']): number =>
  Math.max(0, ...clocks.map((clock) => (clock.id === id ? clock.n : 0)))

/** The state need not keep a clock that ended and has begun again since: its row in the database stays. */
const isLetGo = (after: Claim, clock: Clock): boolean =>
  clock.endedAt !== undefined && instanceOf(after, clock) === undefined && newestOf(after, clock.id) > clock.n

function changedRecord(clock: Clock, after: Claim): readonly string[] {
  const later = instanceOf(after, clock)
  const name = `${clock.id} ${clock.n}`
  if (later === undefined) return [`${name} vanished`]
  if (clock.endedAt !== undefined && !isDeepStrictEqual(clock, later)) return [`${name} changed after its end`]
  const kept = clock.escalations.every((escalation, index) => isDeepStrictEqual(escalation, later.escalations[index]))
  const closed = clock.pauses.filter(({ to }) => to !== undefined)
  const pauses = closed.every((pause, index) => isDeepStrictEqual(pause, later.pauses[index]))
  return kept && pauses ? [] : [`${name} forgot`]
}

function pauseFaults({ id, n, startedAt, endedAt, state, pauses }: Clock): readonly string[] {
  const edges = pauses.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))
  const inside = edges.every(
    (edge) => edge >= startedAt && (endedAt === undefined || edge <= Math.max(endedAt, startedAt)),
  )
  const sorted = edges.every((edge, index) => edge >= (edges[index - 1] ?? edge))
  const open = pauses.filter(({ to }) => to === undefined).length
  const agrees = open === (state === 'paused' ? 1 : 0)
  return inside && sorted && agrees ? [] : [`${id} ${n}: ${JSON.stringify(pauses)} while ${state}`]
}

function earlyEscalation(event: Extract<ClaimEvent, { type: 'ClockEscalated' }>, after: Claim): readonly string[] {
  const clock = event.clocks?.find(({ id, n }) => id === event.clock && n === event.n)
  if (clock === undefined) return [`${event.clock} ${event.n} is not in its event`]
  const early = event.level !== 'at-risk' && event.at < clock.dueTarget
  return early && after.claimId !== '' ? [`${event.clock} ${event.level} early`] : []
}

/** Every string of an event, with proofs and hashes. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

/** Names in Chinese, addresses with an at sign, phone and identity numbers standing alone. */
const looksPersonal = (text: string): boolean =>
  /\p{Script=Han}|@|(?<![\w-])(1[3-9]\d{9}|\d{17}[\dXx])(?![\w-])/u.test(text)
