/** Chance that can be told again: the same seed throws the same. */
export interface Dice {
  /** A whole number from 0 to one less than `sides`. */
  below(sides: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32 (Tommy Ettinger): small, even enough, and the same everywhere. */
export function diceOf(seed: number): Dice {
  let state = seed | 0
  const below = (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides)
  }
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] }
}
