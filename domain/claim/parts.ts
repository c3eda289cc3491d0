import type { Fen, Share } from '../money.ts'
import { splitByShares, sumFen } from '../money.ts'
import type { Entitlement } from './beneficiaries.ts'
import type { NamedPayee } from './payee-commands.ts'

type Sharing = Pick<NamedPayee, 'payeeId' | 'share' | 'through'>

interface Parting {
  readonly payees: readonly Sharing[]
  /** Whose is the fen that remains. */
  readonly roundingTo: string
  /** Who is entitled to a death benefit, where one is parted whole. */
  readonly entitled?: readonly Entitlement[] | null
}

/**
 * Each payee's part of a sum, in the order of the list. Shares are shown in hundredths of a percent, of which thirds leave
 * some over; money is parted by what they stand for, so that who has the same right has the same money to the fen. First
 * among the rights, then among those who take one; the fen that remain go to `roundingTo`, or of a right he has no part in
 * to the first.
 */
export function partsOf(amount: Fen, { payees, roundingTo, entitled = null }: Parting): Fen[] {
  const rights = [...new Set(payees.map(rightOf))]
  const takers = rights.map((right) => payees.filter((payee) => rightOf(payee) === right))
  const isNamed = ({ payeeId }: Sharing): boolean => payeeId === roundingTo
  const shares = takers.map((who) => sumFen(who.map(({ share }) => share)))
  const weights = rights.map((right) => entitled?.find(({ through }) => through === right)?.weight)
  const known = weights.filter((weight) => weight !== undefined)
  const byRight = known.length === rights.length ? known : evenOr(shares)
  const rounded = takers.findIndex((who) => who.some(isNamed))
  const sums = splitByShares(amount, byRight, Math.max(0, rounded))
  const parts = takers.map((who, index) =>
    splitByShares(sums[index] ?? 0, evenOr(who.map(({ share }) => share)), Math.max(0, who.findIndex(isNamed))),
  )
  return payees.map((payee) => {
    const right = rights.indexOf(rightOf(payee))
    return parts[right]?.[takers[right]?.indexOf(payee) ?? 0] ?? 0
  })
}

/** Whoever comes after a victim stands beside the other victims. */
const rightOf = ({ through }: Sharing): string | undefined => (through === 'third-party' ? undefined : through)

/** Shares that are all alike but for the hundredths no division gives away, to one or to several, stand for equal parts. */
function evenOr(shares: readonly Share[]): readonly number[] {
  const sum = sumFen(shares)
  const even = Math.floor(sum / shares.length)
  const odd = shares.filter((share) => share !== even)
  const isOnes = odd.length === 1 && odd[0] === sum - even * (shares.length - 1)
  return isOnes || odd.every((share) => share === even + 1) ? shares.map(() => 1) : shares
}
