import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import { person } from '../../test/claim-people.ts'
import { told } from '../../test/emergency-claims.ts'
import { advanceAwaited } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { holdProposed, proveWhole, raise } from '../../test/held-claims.ts'
import { acceptedForSystem } from '../../test/small-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import { DAY } from '../time.ts'
import type { ClaimCommand } from './commands.ts'
import { fold } from './evolve.ts'
import type { ClaimStatus } from './state.ts'
import type { Transition } from './transitions.ts'
import { transitionOf, transitions } from './transitions.ts'

const { exampleOf } = example
const asking = ['received', 'accepted', 'triaged', 'investigating', 'reviewing', 'assessing'] as const
const beforeDecided = ['reported', ...asking, 'awaiting-documents', 'dormant', 'awaiting-approval'] as const
const beforePaying = [...beforeDecided, 'decided', 'offered', 'agreed'] as const

const withdraw: ClaimCommand = { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_reason' }
const back: ClaimCommand = { type: 'ReturnProposal', questionTextId: 'txt_question' }
const same: readonly ClaimCommand[] = [
  { type: 'SuspectDuplicate', otherClaimId: example.otherClaimId },
  { type: 'ResolveDuplicate', outcome: 'same' },
]

/** Day 55 of the law has come for a claim that sleeps, or waits for documents it was asked for late. */
const startRefusal = (scene: Scene): Scene =>
  advanceAwaited(scene).when({ type: 'AnswerAdvance', answer: 'refuse', reasonTextId: 'txt_why' })
const asleepOver = (from: Scene): Scene => {
  const asked = example.deliver(from.and(example.requestDocuments('photos')), 'correction')
  return asked.passes(asked.now + 40 * DAY)
}
const askedLate = (from: Scene): Scene => advanceAwaited(from).and(example.requestDocuments('photos'))

const reopen = (to: 'received' | 'assessing'): ClaimCommand => ({
  type: 'ReopenClaim',
  reason: 'new-evidence',
  noteTextId: 'txt_note',
  to,
})

/** Assessed once, then returned: what follows is a claim that has been assessed and is not decided. */
const assessedOnce = (): Scene => example.awaitingApproval().and(back)
const declinedLate = (): Scene => {
  const refused = assessedOnce().and({ type: 'ProposeRefusal', ...example.notCovered }, { type: 'ApproveProposal' })
  return example.deliver(refused, 'refusal')
}
const asleepInAssessment = (): Scene => {
  const asked = example.deliver(assessedOnce().and(example.requestDocuments('photos')), 'correction')
  return asked.passes(asked.now + 40 * DAY)
}

const ranOut = (from: Scene): Scene => {
  const asked = example.deliver(from.and(example.requestDispensable), 'correction')
  return asked.passes(asked.now + 40 * DAY)
}

const change = { outcome: 'change' } as const
const disputable = ['paid', 'feedback', 'closed', 'denied', 'declined'] as const
const takenUp = (status: ClaimStatus): Scene => disputes.investigated(exampleOf[status]().and(disputes.raise))

/** How a dispute leads a claim on, from wherever it was decided. */
const disputeStories: readonly Scene[] = [
  disputes.disagreed(),
  ...disputable.map((status) => disputes.evaluated(disputes.compromise, takenUp(status)).and(disputes.approve)),
  ...disputable.map((status) => disputes.judged(1, disputes.atCourt(takenUp(status)))),
  ...(['denied', 'declined'] as const).map((status) => disputes.judged(0, disputes.atCourt(takenUp(status)))),
  ...disputable.map((status) => disputes.evaluated(change, takenUp(status)).and(disputes.approve)),
  disputes.conceded('compromise'),
  example
    .reviewing()
    .and(
      { type: 'RecordReview', parts: ['preliminary', 'detailed', 'risk'] },
      { type: 'ProposeConcession', kind: 'ex-gratia', payFen: 1, reasonTextId: 'txt' },
    ),
]

/** Stories that together walk every arrow there is. */
const stories: readonly Scene[] = [
  ...Object.values(exampleOf).map((begin) => begin()),
  ...asking.map((status) => exampleOf[status]().and(example.requestDocuments('photos'), example.supply('photos'))),
  ...beforePaying.map((status) => exampleOf[status]().and(withdraw)),
  ...beforeDecided.map((status) => exampleOf[status]().and(...same)),
  ...asking.map((status) => exampleOf[status]().and(example.relink)),
  ...(['closed', 'denied', 'declined', 'paid', 'feedback', 'dormant'] as const).map((status) =>
    exampleOf[status]().and(reopen('received')),
  ),
  ...[example.closed(), example.paid(), example.feedback(), declinedLate(), asleepInAssessment()].map((scene) =>
    scene.and(reopen('assessing')),
  ),
  ...(['pay', 'refuse', 'deny'] as const).map((kind) => example.awaitingApproval(kind).and(back)),
  example.awaitingApproval('part'),
  acceptedForSystem(),
  example
    .investigating()
    .and({ type: 'ReportSurvey', evidence: ['scene-photos', 'object-state', 'itemised-bills', 'hospital-contact'] }),
  given(example.assessing()).and({ type: 'ProposeRefusal', ...example.notCovered }),
  given(example.investigating()).learns(told()),
  example.awaitingApproval('deny').passes(example.awaitingApproval('deny').now + 3 * DAY),
  example.dormantReport().and(example.fileClaim()),
  example.withdrawn().and({ ...example.fileClaim(), documents: [] }),
  example.dormant().and({ type: 'ReviveClaim' }),
  ranOut(example.received()),
  ranOut(example.accepted()),
  ranOut(example.reviewing()),
  example.paid().passes(example.paid().now + 30 * DAY),
  ...disputeStories,
  ...(['investigating', 'reviewing', 'assessing', 'offered'] as const).map((status) =>
    exampleOf[status]().and(raise(1), proveWhole),
  ),
  ...[example.agreed(), example.paying()].map((scene) =>
    given(holdProposed(scene)).when({ type: 'ConfirmHold' }, person('compliance')).and(proveWhole),
  ),
  ...[
    example.triaged(),
    example.investigating(),
    example.dormant(),
    asleepOver(example.accepted()),
    asleepInAssessment(),
    ...[example.received(), example.accepted(), example.reviewing()].map(askedLate),
  ].map((scene) => startRefusal(scene)),
  payments.paidInPart(),
  given(payments.closedOutstanding()).and(payments.newAccount()),
  ...[payments.paidInPart(), payments.closedOutstanding()].map((scene) => given(scene).and(example.thaw)),
  ...[example.paid(), example.feedback(), example.closed()].map((scene) => payments.bounced(scene)),
]

test('every arrow of the table is walked by some claim, and no claim leaves the table', () => {
  const walked = stories.flatMap(arrowsOf)
  const drawn = transitions.flatMap(({ from, by, to }) => from.map((status) => `${status} -${by}-> ${to}`))
  expect(new Set(walked)).toEqual(new Set(drawn))
})

test('no arrow is drawn twice', () => {
  const drawn = transitions.flatMap(({ from, by, to }) => from.map((status) => `${status} -${by}-> ${to}`))
  expect(drawn).toHaveLength(new Set(drawn).size)
})

test('every status can be reached, and from every one that is no end there is an arrow', () => {
  const ends = new Set<ClaimStatus>(['cancelled'])
  const reached = new Set(transitions.map(({ to }) => to))
  const left = new Set(transitions.flatMap(({ from }) => from))
  for (const status of Object.keys(exampleOf) as ClaimStatus[]) {
    expect(reached.has(status)).toBe(true)
    expect(left.has(status)).toBe(!ends.has(status))
  }
})

test.each(Object.entries(exampleOf))('the example of %s stands there', (status, begin) => {
  expect(begin().standing().stage.status).toBe(status)
})

/** The changes of status in a story, in order. */
function arrowsOf({ past }: Scene): readonly string[] {
  return past.flatMap((event, index) => {
    const from = index === 0 ? 'none' : fold(null, past.slice(0, index)).stage.status
    const to = fold(null, past.slice(0, index + 1)).stage.status
    const row: Transition | null = transitionOf(from, event.type, to)
    return from === to && row === null ? [] : [`${from} -${event.type}-> ${to}`]
  })
}
