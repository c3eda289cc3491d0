import type { Dice } from '../../local/dice.ts'

const odd = [-1, 0, 0.5, 1, 11, 1_000_000_000, Number.MAX_SAFE_INTEGER, 2 ** 53, -(2 ** 53), 1e300]

/** The same thing with one of its numbers, ids or lists bent: what a broken client might send, codes left whole. */
export function bent<T extends object>(value: T, dice: Dice): T {
  const fields = Object.entries(value).filter(([, field]) => typeof field !== 'boolean')
  const [name, field] = dice.pick(fields)
  if (typeof field === 'number') return { ...value, [name]: dice.pick(odd) }
  if (Array.isArray(field)) return { ...value, [name]: bentList(field, dice) }
  if (typeof field === 'string' && /Id$|^clause$|^reference$/.test(name)) {
    return { ...value, [name]: dice.pick(['', '__proto__', 'x'.repeat(300)]) }
  }
  return value
}

function bentList(list: readonly unknown[], dice: Dice): readonly unknown[] {
  const [first] = list
  const isRow = typeof first === 'object' && first !== null
  return dice.pick([[], [...list, ...list], isRow ? [bent(first, dice), ...list.slice(1)] : list])
}
