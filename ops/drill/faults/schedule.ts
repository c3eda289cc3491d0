import type { Dice } from '../../../local/dice.ts'
import type { CrashPoint } from '../crash-points.ts'
import { crashPoints } from '../crash-points.ts'
import type { Fault } from './field.ts'
import { freezeSend, freezeWorker } from './frozen.ts'
import { diskFull } from './full-disk.ts'
import { kill, killAt, powerCut, shuffled } from './kills.ts'
import { partnerTroubles, wireDamages } from './trouble.ts'

/** Faults without end: a deck that holds every kind is shuffled, dealt, and shuffled again. */
export function* dealFaults(dice: Dice): Generator<Fault, never> {
  const drawn: Readonly<Record<Pile, Generator<Fault, never>>> = {
    'damage a wire': dealt(wireDamages, dice),
    'partner in trouble': dealt(partnerTroubles, dice),
  }
  for (;;) {
    for (const card of shuffled(fullDeck, dice)) yield typeof card === 'string' ? drawn[card].next().value : card
  }
}

/** One card after the other until all of them were dealt, then all of them anew. */
function* dealt<T>(deck: readonly T[], dice: Dice): Generator<T, never> {
  for (;;) yield* shuffled(deck, dice)
}

/** Of these there are more kinds than one deck has room for: the next one is drawn, from a pile that outlasts the deck. */
type Pile = 'damage a wire' | 'partner in trouble'

/** The five kills of the smoke run, always the same: each part whose loss claims notice, once. */
export const smokeFaults: readonly Fault[] = [kill('worker'), killAt('recording-after'), kill('api'), powerCut]

const times = <T>(count: number, fault: T): readonly T[] => Array.from({ length: count }, () => fault)

/** Each kind as often as it is worth within some sixty kills: 200 kills are dealt from three decks and more. */
export const fullDeck: readonly (Fault | Pile)[] = [
  ...times(8, kill('worker')),
  ...crashPoints.map((point: CrashPoint) => killAt(point)),
  ...times(5, kill('api')),
  ...times(3, kill('postgres')),
  ...times(2, kill('temporal')),
  kill('temporalPostgres'),
  ...times(2, kill('bank')),
  kill('messages'),
  kill('policy'),
  kill('screening'),
  kill('fraud'),
  kill('tax'),
  ...times(2, powerCut),
  freezeWorker,
  freezeSend,
  ...times<Pile>(6, 'damage a wire'),
  ...times<Pile>(5, 'partner in trouble'),
  diskFull,
]
