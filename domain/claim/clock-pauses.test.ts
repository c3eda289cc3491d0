import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { Row } from '../../test/claim-clock-examples.ts'
import {
  acceptedWithout,
  asked,
  askedAfterAcceptance,
  illness,
  motor,
  proves,
  secondList,
  supplied,
} from '../../test/claim-clock-examples.ts'
import { DAY } from '../time.ts'

const { deliver, received, reviewing } = example

const delivered = expect.objectContaining({ kind: 'notice-delivered' }) as never

/** The P cells, and the N cells beside them. */
const pauses: readonly Row[] = [
  ...(['C03', 'C05', 'C06'] as const).flatMap((id): Row[] => [
    [
      id,
      'stands still from the delivery of the first notice (#7)',
      () => asked(received()),
      (now) => ({ state: 'paused', pauses: [{ from: now, fromProof: delivered }] }),
    ],
    [
      id,
      'runs while the notice is not proven delivered (#7)',
      example.awaitingDocuments,
      () => ({ state: 'running', pauses: [] }),
    ],
    [id, 'runs when the notice failed (#7)', undelivered, () => ({ state: 'running', pauses: [] })],
    [
      id,
      'runs on with the last document (#10)',
      () => supplied(asked(received())),
      (now) => ({ state: 'running', pauses: [expect.objectContaining({ to: now })] as never }),
    ],
    [id, 'stands still while something is missing (#11)', partly, () => ({ state: 'paused' })],
    [
      id,
      'runs on when the time is over (#13)',
      () => acceptedWithout({}),
      (now) => ({ state: 'running', pauses: [expect.objectContaining({ to: now })] as never }),
    ],
  ]),
  [
    'C12',
    'stands still from the delivery of the first notice (#16a)',
    askedAfterAcceptance,
    (now) => ({ state: 'paused', pauses: [{ from: now, fromProof: delivered }] }),
  ],
  [
    'C12',
    'runs on with the last document (#10)',
    () => supplied(askedAfterAcceptance()),
    (now) => ({ state: 'running', pauses: [expect.objectContaining({ to: now })] as never }),
  ],
  ['C11', 'never stands still (#7)', () => asked(received()), () => ({ state: 'running' })],
  ['C08', 'never stands still (#16a)', () => asked(reviewing(motor)), () => ({ state: 'running' })],
  ['C23b', 'never stands still (#7)', () => asked(received()), () => ({ state: 'running' })],
  [
    'C19',
    'ends where documents turn out to be missing (#16a)',
    () => asked(reviewing(illness)),
    () => ({ state: 'void' }),
  ],
  ...(['C03', 'C05', 'C06', 'C12'] as const).map((id): Row => [
    id,
    'runs on through a second list (#16)',
    secondList,
    () => ({ state: 'running', pauses: [expect.objectContaining({ to: expect.any(Number) as number })] as never }),
  ]),
  [
    'C14',
    'gives the customer his time for the second list (#16)',
    secondList,
    (now) => ({ state: 'running', startedAt: now }),
  ],
]

proves(pauses)

test.each([
  ['by the provider', (sent: Scene) => sent.learns(example.receiptOf(sent, 'correction', 'delivered')), 'app', 'rcp_2'],
  [
    'by hand',
    (sent: Scene) => sent.when({ type: 'RecordDelivery', n: 2, reference: 'slip-77', ageMs: 0 }),
    'by-hand',
    'slip-77',
  ],
])(
  'a pause keeps which notice arrived, and %s by which channel and what proves it (#7)',
  (_how, prove, channel, evidence) => {
    const waiting = example.awaitingDocuments()
    const told = prove(waiting.learns(example.sentOut(waiting, 'correction')).after(DAY))
    const fromProof = { kind: 'notice-delivered', reference: 'notice 2', channel, evidence }
    for (const id of ['C03', 'C05', 'C06'] as const) {
      expect(told.clock(id).pauses).toEqual([{ from: told.now, fromProof }])
    }
  },
)

function undelivered(): Scene {
  const waiting = example.awaitingDocuments()
  const out = waiting.learns(example.sentOut(waiting, 'correction'))
  return out.learns(example.receiptOf(out, 'correction', 'failed'))
}

function partly(): Scene {
  const list = given(received()).when(example.requestDocuments('photos', 'diagnosis'))
  return deliver(list, 'correction').after(DAY).when(example.supply('photos'))
}
