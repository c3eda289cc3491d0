import { describe, expect, test } from 'vitest'

import type { ClaimEvent } from '../../../domain/claim/events.ts'
import { HOUR } from '../../../domain/time.ts'
import { person } from '../../../test/claim-people.ts'
import type { Scene } from '../../../test/claim-story.ts'
import { given } from '../../../test/claim-story.ts'
import * as disputes from '../../../test/dispute-examples.ts'
import { advancePaid, agreedOn, overpaid } from '../../../test/example-advances.ts'
import * as example from '../../../test/example-claims.ts'
import * as holds from '../../../test/held-claims.ts'
import * as payments from '../../../test/payment-examples.ts'
import { recorded } from '../../../test/recorded-scene.ts'
import { judgePayments } from './money.ts'
import type { Violation } from './violation.ts'
import type { RecordedClaim, Transfer } from './witnesses.ts'

/** One claim, and what the bank's own book says of it. */
interface Case {
  readonly recorded: RecordedClaim
  readonly book: readonly Transfer[]
}

/** Money that took more than one transfer, each story as it should be. */
const stories = {
  'an advance that was netted off': () => finalSumPaid(agreedOn(advancePaid(100_000), 250_000), 2),
  'more in advance than was owed': () => overpaid(),
  'two payees': () => twoPayees(),
  'an account that took no money': () => payments.paidAnew(payments.accountRejected()),
  'money that came back': () => payments.paidAnew(payments.bounced(example.paid())),
  'a hold that was cleared': () => finalSumPaid(agreedOn(cleared(), 250_000), 1),
  'a dispute won in mediation': () => finalSumPaid(mediated(), 2),
  'a judgment': () => finalSumPaid(disputes.judged(40_000), 2),
} as const satisfies Readonly<Record<string, () => Scene>>

test.each(Object.entries(stories))('%s: witnesses that agree are no violation', (_name, tell) => {
  expect(foundIn(caseOf(tell()))).toEqual([])
})

describe('what was planted is found, and named by the promise it breaks:', () => {
  test.each<readonly [Violation['invariant'], string, keyof typeof stories, (said: Case) => Case]>([
    ['I4', 'an advance nobody left out of the final sum', 'an advance that was netted off', finalSumWhole],
    [
      'I3',
      'an advance its own proposer approved',
      'an advance that was netted off',
      (said) => doneBy(said, 'PrepaymentApproved', authorOf(said, 'PrepaymentRequested')),
    ],
    [
      'I3',
      'an advance nobody approved',
      'an advance that was netted off',
      (said) => without(said, 'PrepaymentApproved'),
    ],
    [
      'I4',
      'an advance too large that nobody asks back',
      'more in advance than was owed',
      (said) => without(said, 'RecoveryOpened'),
    ],
    [
      'I3',
      'a second payee whose payment was checked by its maker',
      'two payees',
      (said) => doneBy(said, 'PaymentApproved', authorOf(said, 'PaymentSubmitted')),
    ],
    ['I2', 'the closed account that took the money after all', 'an account that took no money', allSettled],
    ['I2', 'money that came back and did not leave the payee', 'money that came back', allSettled],
    [
      'I3',
      'an account its own checker named',
      'an account that took no money',
      (said) => doneBy(said, 'AccountNamed', authorOf(said, 'PaymentApproved')),
    ],
    ['I4', 'money that left while it was held', 'a hold that was cleared', leftMeanwhile],
    ['I4', 'a disputed part that was paid twice', 'a dispute won in mediation', paidOnceMore],
    [
      'I3',
      'a dispute that was decided by who handled it',
      'a dispute won in mediation',
      (said) => doneBy(said, 'DisputeSettled', authorOf(said, 'MediationAgreed')),
    ],
    [
      'I3',
      'a judgment nobody let take effect',
      'a judgment',
      (said) => without(said, 'ProposalApproved', 'DisputeJudged'),
    ],
  ])('%s: %s', (invariant, _what, story, plant) => {
    const found = foundIn(plant(caseOf(stories[story]())))
    expect(found.map((violation) => violation.invariant)).toContain(invariant)
  })
})

const foundIn = ({ recorded: claim, book }: Case): readonly Violation[] => judgePayments(claim, book)

/** What was agreed on is paid to one payee, as payment `n`. */
function finalSumPaid(scene: Scene, n: number): Scene {
  const checked = given(scene).after(HOUR).and(example.freezePayees('pty_last'), payments.submit, payments.check(n))
  return example.settle(checked, n)
}

const mediated = (): Scene =>
  disputes
    .mediating()
    .after(HOUR)
    .when({ type: 'EndMediation', outcome: 'agreed', payFen: 60_000, textId: 'txt_note' })
    .after(HOUR)
    .when(disputes.approve, person('branch-head'))

function twoPayees(): Scene {
  const frozen = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), payments.submit)
  const checked = frozen.and(payments.check(1), payments.check(2))
  return example.settle(example.settle(checked, 1), 2)
}

/** Held while it was reviewed, and cleared an hour later. */
const cleared = (): Scene => holds.held().after(HOUR).when(holds.release)

/** Every payment the log tells of, as an honest bank has it: what failed does not stand in the way of what took over. */
function caseOf(scene: Scene): Case {
  const claim = recorded(scene)
  const book = claim.claim.payments.map(({ reference, amountFen, state, n }): Transfer => {
    const sent = scene.past.find((event) => event.type === 'PaymentCleared' && event.n === n)
    return {
      reference,
      amountFen: String(amountFen),
      state: state === 'settled' || state === 'returned' || state === 'rejected' ? state : 'accepted',
      duplicates: 0,
      acceptedAt: new Date(sent?.at ?? scene.now).toISOString(),
    }
  })
  return { recorded: claim, book }
}

const withLog = (said: Case, log: RecordedClaim['log']): Case => ({ ...said, recorded: { ...said.recorded, log } })

const without = (said: Case, ...types: readonly ClaimEvent['type'][]): Case =>
  withLog(
    said,
    said.recorded.log.filter(({ event }) => !types.includes(event.type)),
  )

const authorOf = ({ recorded: { log } }: Case, type: ClaimEvent['type']): ClaimEvent['by'] | undefined =>
  log.find(({ event }) => event.type === type)?.event.by

const doneBy = (said: Case, type: ClaimEvent['type'], by: ClaimEvent['by'] | undefined): Case =>
  withLog(
    said,
    said.recorded.log.map((row) => (row.event.type === type && by ? { ...row, event: { ...row.event, by } } : row)),
  )

const allSettled = (said: Case): Case => ({
  ...said,
  book: said.book.map((transfer) => ({ ...transfer, state: 'settled' })),
})

/** The second transfer moves all that was owed, the first one's part with it. */
const finalSumWhole = (said: Case): Case => ({
  ...said,
  book: said.book.map((transfer, at) => (at === 0 ? transfer : { ...transfer, amountFen: '250000' })),
})

const paidOnceMore = (said: Case): Case => ({
  ...said,
  book: [...said.book, ...said.book.slice(-1).map((transfer) => ({ ...transfer, reference: 'another' }))],
})

/** The bank took it between the hold and its clearing. */
function leftMeanwhile(said: Case): Case {
  const raised = said.recorded.log.find(({ event }) => event.type === 'HoldRaised')
  const acceptedAt = new Date((raised?.recordedAt ?? 0) + 1_000).toISOString()
  return { ...said, book: said.book.map((transfer) => ({ ...transfer, acceptedAt })) }
}
