import { expect, test } from 'vitest'
import { monday } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { raise } from '../../test/dispute-examples.ts'
import { epidemic, told } from '../../test/emergency-claims.ts'
import { held as paymentHeld, noteRescue, toldByPolice } from '../../test/payee-claims.ts'
import { motorPaid, subrogate } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { held, undisclosed, youngPolicy } from '../../test/held-claims.ts'
import type { Row } from '../../test/claim-clock-examples.ts'
import {
  accept,
  acceptedWithout,
  asked,
  illness,
  motor,
  of,
  proves,
  receivedAt,
  reopen,
  supplied,
} from '../../test/claim-clock-examples.ts'
import { claimClockIds } from '../clocks/clock.ts'
import { DAY, endOfDay, HOUR, startOfDay } from '../time.ts'

const { deliver, received, reviewing } = example

/** The start cells of 2.2 and every `+` of the timers of 3.5 that a claim has. */
const starts: readonly Row[] = [
  ['C01', 'with the receipt of the request (#3)', received, () => ({ n: 1, startedAt: receivedAt })],
  [
    'C01',
    'with the last document of a claim not yet accepted (#10)',
    () => supplied(asked(received())),
    (now) => ({ n: 2, startedAt: now }),
  ],
  ['C02', 'with the receipt of the request (#3)', received, () => ({ n: 1, startedAt: receivedAt })],
  [
    'C02',
    'with the last document of a claim not yet accepted (#10)',
    () => supplied(asked(received())),
    (now) => ({ n: 2, startedAt: now }),
  ],
  ['C03', 'with the receipt of the request (#3)', received, () => ({ startedAt: receivedAt, length: 10 })],
  ['C04', 'with the determination (#28)', example.decided, (now) => ({ startedAt: now, length: 5 })],
  [
    'C05',
    'with the receipt of an individual life or health request (#3)',
    received,
    () => ({ startedAt: receivedAt, length: 5 }),
  ],
  ['C05', 'of life cover (#3)', () => received(of('life')), () => ({ startedAt: receivedAt })],
  [
    'C05',
    'of accident cover, which the same rules hold for (#3)',
    () => received(of('accident')),
    () => ({ startedAt: receivedAt }),
  ],
  ['C06', 'with the receipt of the request (#3)', received, () => ({ startedAt: receivedAt, length: 30 })],
  [
    'C06',
    'anew on new evidence (#69)',
    () => given(example.closed()).after(DAY).when(reopen('assessing')),
    (now) => ({ n: 2, startedAt: now }),
  ],
  [
    'C07',
    'with the receipt of a compulsory motor request (#3)',
    () => received(motor),
    () => ({ startedAt: receivedAt, length: 1 }),
  ],
  [
    'C08',
    'from the day a compulsory motor claim’s documents were complete (#6)',
    () => received(motor).after(DAY).when(accept),
    () => ({ startedAt: receivedAt, length: 5 }),
  ],
  ['C08', 'with the last document (#10)', () => supplied(asked(received(motor))), (now) => ({ startedAt: now })],
  [
    'C08',
    'on the day a claim is accepted without them (#13)',
    () => acceptedWithout(motor),
    (now) => ({ startedAt: now }),
  ],
  ['C09', 'refused (#28)', () => example.decided('refuse'), (now) => ({ startedAt: now, length: 3 })],
  ['C09', 'denied (#28)', () => example.decided('deny'), (now) => ({ startedAt: now })],
  ['C09', 'refused in part (#28)', () => example.decided('part'), (now) => ({ startedAt: now })],
  ['C10', 'with the agreement (#33)', example.agreed, (now) => ({ startedAt: now, length: 10 })],
  [
    'C10',
    'with silence that counts as agreement (#34)',
    () => given(example.offered()).passes(example.offered().now + 30 * DAY),
    () => ({ startedAt: endOfDay('2026-03-16') }),
  ],
  [
    'C10',
    'at once where a fixed benefit needs no agreement (#33)',
    () => deliver(example.decided('pay', { policy: { fixedBenefit: true } }), 'result'),
    (now) => ({ startedAt: now }),
  ],
  ['C11', 'with the receipt of the request (#3)', received, () => ({ startedAt: receivedAt, length: 60 })],
  ['C12', 'with the acceptance (#6)', reviewing, (now) => ({ startedAt: now, length: 20 })],
  [
    'C12',
    'with the acceptance that overtakes a denial (#8)',
    () => given(example.awaitingApproval('deny')).passes(monday + 3 * DAY),
    () => ({ startedAt: receivedAt + 44 * HOUR }),
  ],
  [
    'C13',
    'with the first payment that is approved (#37)',
    example.paymentApproved,
    (now) => ({ startedAt: now, length: 15 }),
  ],
  ['C14', 'with the delivery of the notice (#7)', example.awaitingCustomer, (now) => ({ startedAt: now, length: 10 })],
  [
    'C14',
    'anew when the claimant asks a dormant claim to go on (#15)',
    () => given(example.dormant()).when({ type: 'ReviveClaim' }),
    (now) => ({ n: 2, startedAt: now }),
  ],
  [
    'C18',
    'with feedback that needs an answer (#49)',
    () => example.feedback(3),
    (now) => ({ startedAt: now, length: 7 }),
  ],
  [
    'C19',
    'from the day an illness promised in one day was complete (#17)',
    () => reviewing(illness),
    () => ({ startedAt: receivedAt, length: 1 }),
  ],
  [
    'C19',
    'with the last document, where more was asked for (#10)',
    () => supplied(asked(reviewing(illness))),
    (now) => ({ n: 2, startedAt: now }),
  ],
  ['C20', 'with the report of a small medical claim (#1)', example.reported, () => ({ startedAt: monday, length: 1 })],
  [
    'C23a',
    'with the event, for life (#1)',
    () => example.reported(of('life')),
    () => ({ startedAt: startOfDay('2026-02-27'), length: 5 }),
  ],
  [
    'C23b',
    'with the event, for all else (#1)',
    example.reported,
    () => ({ startedAt: startOfDay('2026-02-27'), length: 2 }),
  ],
  ['C23b', 'anew with the request (#3)', received, () => ({ n: 2, startedAt: receivedAt })],
  ['C23b', 'anew with the acknowledgement (#31)', example.offered, (now) => ({ startedAt: now })],
  ['C23b', 'anew with a payment (#38)', () => example.paid(), (now) => ({ startedAt: now })],
  [
    'C23b',
    'when the liability is fixed, for liability (#24)',
    () => example.assessing(of('liability')),
    (now) => ({ startedAt: now }),
  ],
  [
    'R1',
    'with the payment, where somebody else is liable (#70)',
    () => motorPaid().after(DAY).when(subrogate()),
    (now) => ({ startedAt: now - DAY, length: 3 }),
  ],
  [
    'C25',
    'with the day the ground became known (#25)',
    () => given(reviewing(youngPolicy)).and({ ...undisclosed, ageMs: DAY }),
    (now) => ({ startedAt: now - DAY, length: 30 }),
  ],
  ['T-lane', 'with the lane (#17)', reviewing, (now) => ({ startedAt: now, length: 2 })],
  ['T-approval', 'with the proposal (#26)', () => example.awaitingApproval(), (now) => ({ startedAt: now, length: 2 })],
  ['T-siu', 'with the hold (#54)', held, (now) => ({ startedAt: now, length: 10 })],
  ['C16a', 'with the dispute (#60)', disputed, (now) => ({ startedAt: now })],
  ['C16b', 'with the dispute (#60)', disputed, (now) => ({ startedAt: now })],
  ['T-dispute', 'with the dispute (#60)', disputed, (now) => ({ startedAt: now })],
  ['C26', 'with the objection to a measure', objected, (now) => ({ startedAt: now, length: 15 })],
  ['C27', 'with the notice of the police', rescueNoted, (now) => ({ startedAt: now, length: 24 })],
  ['E1', 'with the event applied to the claim (#72)', struck, (now) => ({ startedAt: now, length: 1 })],
  ['E2', 'with the event applied, where the documents are complete (#72)', struck, (now) => ({ startedAt: now })],
  ['C21a', 'with an event of public health (#72)', infected, (now) => ({ startedAt: now, length: 1 })],
  ['C21b', 'with it, where the documents are complete (#72)', infected, (now) => ({ startedAt: now, length: 1 })],
  [
    'C21b',
    'with the documents, where it came before (#6)',
    () => example.received().learns(told(epidemic())).after(HOUR).when({ type: 'AcceptClaim' }),
    (now) => ({ startedAt: now - HOUR }),
  ],
  ['E3', 'with the advance that is computed (#58)', struck, (now) => ({ startedAt: now })],
]

function infected(): Scene {
  return reviewing().after(HOUR).learns(told(epidemic()))
}

function struck(): Scene {
  return reviewing().after(HOUR).learns(told())
}

function disputed(): Scene {
  return given(example.closed()).and(raise)
}

function objected(): Scene {
  return paymentHeld().when({ type: 'RecordObjection', textId: 'txt', ageMs: 0 })
}

function rescueNoted(): Scene {
  return toldByPolice().when(noteRescue)
}

test('every clock of a claim has a row here', () => {
  expect([...new Set(starts.map(([id]) => id))].toSorted()).toEqual([...claimClockIds].toSorted())
})

proves(starts)
