import type { ClaimEvent } from '../../domain/claim/events.ts'

/** What must hold of every amount that is recorded. */
export const moneyLaws = {
  'money in events is whole fen and never negative': ({ events }: { readonly events: readonly ClaimEvent[] }) =>
    events.flatMap((event) => oddAmounts(event).map((path) => `${event.type} ${path}`)),
} as const

/** Paths of fields whose name ends in Fen and that hold anything but whole fen; null says that there is no limit. */
function oddAmounts(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, field]) => {
    const at = `${path}/${name}`
    if (!/fen$/i.test(name) || field === null || typeof field === 'object') return oddAmounts(field, at)
    return Number.isSafeInteger(field) && (field as number) >= 0 ? [] : [`${at} is ${String(field)}`]
  })
}
