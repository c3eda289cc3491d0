import type { Dice } from '../../../local/dice.ts'
import type { CrashPoint } from '../crash-points.ts'
import { crashPoints } from '../crash-points.ts'
import type { Fault } from './field.ts'
import { freezeSend, freezeWorker } from './frozen.ts'
import { diskFull } from './full-disk.ts'
import { kill, killAt, powerCut, shuffled } from './kills.ts'
import { damageWire, troublePartner } from './trouble.ts'

/** Faults without end: a deck that holds every kind is shuffled, dealt, and shuffled again. */
export function* dealFaults(dice: Dice): Generator<Fault, never> {
  for (;;) yield* shuffled(fullDeck, dice)
}

/** The five kills of the smoke run, always the same: each part whose loss claims notice, once. */
export const smokeFaults: readonly Fault[] = [kill('worker'), killAt('recording-after'), kill('api'), powerCut]

const times = (count: number, fault: Fault): readonly Fault[] => Array.from({ length: count }, () => fault)

/** Each kind as often as it is worth within some sixty kills: 200 kills are dealt from three decks and more. */
export const fullDeck: readonly Fault[] = [
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
  ...times(6, damageWire),
  ...times(4, troublePartner),
  diskFull,
]
