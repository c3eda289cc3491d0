import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { advanceAwaited, advancePaid, motorPaid, receive, subrogate } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { given } from '../../test/claim-story.ts'
import { approve, evaluated, investigated } from '../../test/dispute-examples.ts'
import { epidemic, spoken, told } from '../../test/emergency-claims.ts'
import { held as paymentHeld, noteRescue, toldByPolice } from '../../test/payee-claims.ts'
import { held, raise, release, serve, undisclosed, youngPolicy } from '../../test/held-claims.ts'
import type { Row } from '../../test/claim-clock-examples.ts'
import { answered, asked, complex, illness, motor, proves, supplied } from '../../test/claim-clock-examples.ts'
import { claimClockIds } from '../clocks/clock.ts'
import { DAY, MINUTE } from '../time.ts'

const { deliver, received, reviewing } = example

const sent = (scene: Scene, kind: 'refusal' | 'result'): Scene => scene.learns(example.sentOut(scene, kind))

/** The stop cells of 2.2 and every `-` of the timers of 3.5 that a claim has. */
const stops: readonly Row[] = [
  ['C01', 'with the acceptance (#6)', reviewing, (now) => ({ state: 'met', endedAt: now })],
  [
    'C01',
    'with the list of what is missing (#7)',
    example.awaitingDocuments,
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C01',
    'with the proposal to deny (#8)',
    () => example.awaitingApproval('deny'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C02',
    'with the acceptance notice delivered (#6)',
    () => deliver(example.accepted(), 'acceptance'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C02',
    'with the correction notice delivered (#7)',
    example.awaitingCustomer,
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['C02', 'with the denial delivered (#32)', example.denied, (now) => ({ state: 'met', endedAt: now })],
  ['C03', 'with liability fixed (#24)', example.assessing, (now) => ({ state: 'met', endedAt: now })],
  [
    'C03',
    'with the proposal to refuse (#25)',
    () => example.awaitingApproval('refuse'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C03',
    'with the approval of a denial (#28)',
    () => example.decided('deny'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['C04', 'with the result delivered (#31)', example.offered, (now) => ({ state: 'met', endedAt: now })],
  ['C04', 'with the refusal delivered (#32)', example.declined, (now) => ({ state: 'met', endedAt: now })],
  ['C05', 'with the determination (#28)', example.decided, (now) => ({ state: 'met', endedAt: now })],
  [
    'C05',
    'confirmed complex, and the customer told, before it is due (#23)',
    () => deliver(complex(reviewing()), 'complex'),
    (now) => ({ state: 'void', voidReason: 'complex: C06 binds', endedAt: now }),
  ],
  ['C06', 'with the determination (#28)', example.decided, (now) => ({ state: 'met', endedAt: now })],
  ['C07', 'with the acceptance (#6)', () => reviewing(motor), (now) => ({ state: 'met', endedAt: now })],
  [
    'C07',
    'told what to supply (#7)',
    () => example.awaitingDocuments(motor),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['C07', 'with the denial delivered (#32)', () => example.denied(motor), (now) => ({ state: 'met', endedAt: now })],
  ['C08', 'determined and told (#31)', () => example.offered('pay', motor), (now) => ({ state: 'met', endedAt: now })],
  ['C08', 'refused and told (#32)', () => example.declined(motor), (now) => ({ state: 'met', endedAt: now })],
  [
    'C09',
    'with the refusal dispatched, not only with its delivery (#32)',
    () => sent(example.decided('refuse'), 'refusal'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C09',
    'with the result of a part refusal dispatched (#31)',
    () => sent(example.decided('part'), 'result'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C09',
    'with a refusal handed over, which nobody had sent (#32)',
    handedOver,
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['C10', 'with that payee’s payment settled (#38)', example.paid, (now) => ({ state: 'met', endedAt: now })],
  ['C11', 'with the final amount paid (#45)', example.paid, (now) => ({ state: 'met', endedAt: now })],
  [
    'C11',
    'with the refusal (#32)',
    example.declined,
    (now) => ({ state: 'void', voidReason: 'nothing owed', endedAt: now }),
  ],
  [
    'C11',
    'with the denial (#32)',
    example.denied,
    (now) => ({ state: 'void', voidReason: 'nothing owed', endedAt: now }),
  ],
  ['C12', 'with the approval decision (#28)', example.decided, (now) => ({ state: 'met', endedAt: now })],
  ['C13', 'with everything paid (#45)', example.paid, (now) => ({ state: 'met', endedAt: now })],
  ['C14', 'with the last document (#10)', () => supplied(asked(received())), (now) => ({ state: 'met', endedAt: now })],
  ['C14', 'with the time over (#14)', example.dormant, (now) => ({ state: 'void', endedAt: now })],
  ['C18', 'with the answer to the feedback (#50)', () => answered(), (now) => ({ state: 'met', endedAt: now })],
  ['C19', 'with everything paid (#45)', () => example.paid(illness), (now) => ({ state: 'met', endedAt: now })],
  ['C19', 'with the refusal (#32)', () => example.declined(illness), (now) => ({ state: 'void', endedAt: now })],
  [
    'C20',
    'with the guidance delivered (#1)',
    () => deliver(example.reported(), 'guidance'),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['C20', 'with the acceptance (#6)', reviewing, (now) => ({ state: 'met', endedAt: now })],
  ['C20', 'told what to supply (#7)', example.awaitingDocuments, (now) => ({ state: 'met', endedAt: now })],
  [
    'C20',
    'where more is claimed than a small claim may be (#3)',
    () => received({ claimedFen: 300_001 }),
    (now) => ({ state: 'void', endedAt: now }),
  ],
  ['C11', 'with an advance that arrived (#58)', () => advancePaid(), (now) => ({ state: 'met', endedAt: now })],
  [
    'C11',
    'with the word that nothing is provable (#27)',
    () => advanceAwaited().when({ type: 'AnswerAdvance', answer: 'nothing-provable', reasonTextId: 'txt' }),
    (now) => ({ state: 'void', voidReason: 'nothing provable', endedAt: now }),
  ],
  [
    'R1',
    'with the last money of who is liable (#71)',
    () => motorPaid().when(subrogate(1)).after(MINUTE).when(receive(1)),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'R1',
    'written off (#71)',
    () => motorPaid().when(subrogate(1)).when({ type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt' }),
    (now) => ({ state: 'void', voidReason: 'written off', endedAt: now }),
  ],
  ['C23a', 'cancelled (#53)', () => cancelled('life'), (now) => ({ state: 'void', endedAt: now })],
  ['C23b', 'cancelled (#53)', () => cancelled('medical'), (now) => ({ state: 'void', endedAt: now })],
  [
    'C25',
    'with the notice of rescission served (#25)',
    () => given(reviewing(youngPolicy)).and(undisclosed).after(DAY).and(serve),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C25',
    'determined on another ground (#28)',
    () =>
      given(reviewing(youngPolicy)).and(
        undisclosed,
        { type: 'ProposeRefusal', ...example.notCovered },
        { type: 'ApproveProposal' },
      ),
    (now) => ({ state: 'void', voidReason: 'determined', endedAt: now }),
  ],
  [
    'C25',
    'under another policy (#53)',
    () => given(reviewing(youngPolicy)).and(undisclosed, example.relink),
    (now) => ({ state: 'void', voidReason: 'under another policy', endedAt: now }),
  ],
  ['T-lane', 'with the determination (#28)', example.decided, (now) => ({ state: 'met', endedAt: now })],
  ['T-approval', 'with the word on the proposal (#28)', example.decided, (now) => ({ state: 'met', endedAt: now })],
  ['C16a', 'with the first word to who disputes (#61)', answeredDispute, (now) => ({ state: 'met', endedAt: now })],
  ['C16b', 'with the outcome sent (#62)', disputeOver, () => ({ state: 'met' })],
  ['T-dispute', 'with the outcome sent (#62)', disputeOver, () => ({ state: 'met' })],
  [
    'C26',
    'with the answer of compliance',
    () =>
      paymentHeld()
        .when({ type: 'RecordObjection', textId: 'txt', ageMs: 0 })
        .after(DAY)
        .when({ type: 'AnswerObjection', textId: 'txt' }),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['C27', 'with the claim, where nothing is owed', rescueEnded, (now) => ({ state: 'void', endedAt: now })],
  [
    'E1',
    'with the first contact',
    () => struck().after(MINUTE).when(spoken),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'E2',
    'with everything paid (#45)',
    () => example.settle(example.paymentApproved().learns(told())),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'E2',
    'with more asked for (#16a)',
    () => struck().after(MINUTE).when(example.requestDocuments('photos')),
    (now) => ({ state: 'void', voidReason: 'documents are not complete', endedAt: now }),
  ],
  [
    'C21a',
    'with the first contact',
    () => infected().after(MINUTE).when(spoken),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C21b',
    'with everything paid (#45)',
    () => example.settle(example.paymentApproved().learns(told(epidemic()))),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  [
    'C21b',
    'with more asked for (#16a)',
    () => infected().after(MINUTE).when(example.requestDocuments('photos')),
    (now) => ({ state: 'void', voidReason: 'documents are not complete', endedAt: now }),
  ],
  [
    'E3',
    'with an advance that arrived (#58)',
    () => advancePaid(100_000, struck()),
    (now) => ({ state: 'met', endedAt: now }),
  ],
  ['T-siu', 'cleared (#55)', () => held().after(DAY).and(release), (now) => ({ state: 'met', endedAt: now })],
  [
    'T-siu',
    'with a refusal that is proven delivered (#32), where something was held after it was decided',
    () => example.deliver(given(example.decided('refuse')).and(raise(250_000)), 'refusal'),
    (now) => ({ state: 'void', voidReason: 'nothing is held any more', endedAt: now }),
  ],
]

/** The claim made ends one instance and begins the next (#3): only a claim filed as a test has none in the end. */
function cancelled(line: 'life' | 'medical'): Scene {
  return received({ report: { line, isTest: true }, policy: { line } }).when({ type: 'CancelClaim', because: 'test' })
}

function infected(): Scene {
  return reviewing().after(MINUTE).learns(told(epidemic()))
}

function struck(): Scene {
  return reviewing().after(MINUTE).learns(told())
}

function answeredDispute(): Scene {
  const scene = investigated()
  return scene.after(MINUTE).learns(example.sentOut(scene, 'dispute-answer'))
}

/** Upheld, decided and told. */
function disputeOver(): Scene {
  const decided = evaluated({ outcome: 'uphold' }, investigated()).when(approve)
  return given(decided).learns(example.sentOut(decided, 'dispute-decision'))
}

function rescueEnded(): Scene {
  return toldByPolice().and(noteRescue, { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' })
}

test('every clock of a claim has a row here', () => {
  expect([...new Set(stops.map(([id]) => id))].toSorted()).toEqual([...claimClockIds].toSorted())
})

proves(stops)

function handedOver(): Scene {
  const scene = example.decided('refuse')
  const n = example.noticeNumber(scene, 'refusal')
  return scene.after(MINUTE).when({ type: 'RecordDelivery', n, reference: 'slip', ageMs: 0 })
}
