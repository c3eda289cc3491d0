import type { Share } from '../money.ts'
import { splitByShares, wholeShare } from '../money.ts'

/** Somebody the policy or a paper names to receive a death benefit (受益人). Ids are opaque. */
export interface DesignatedBeneficiary {
  readonly beneficiaryId: string
  /** Rank, from 1; absent where none was named. */
  readonly order?: number
  /** Absent where none was named: shares are equal then (Insurance Law 40). */
  readonly share?: Share
}

/**
 * What became of a beneficiary:
 *
 * - `alive`, `died-after` the event: the right is his, or his own heirs' (Civil Code 1127);
 * - `died-before` the event, or `died-in-same-event` when nobody knows who died first: he is taken to have died first
 *   (Insurance Law 42);
 * - `disclaimed`; `lost-right`, who killed the insured on purpose (43);
 * - `void`: the designation does not hold (39, changed after the event, a spouse by status who is divorced).
 */
export const beneficiaryFates = [
  'alive',
  'died-after',
  'died-before',
  'died-in-same-event',
  'disclaimed',
  'lost-right',
  'void',
] as const
export type BeneficiaryFate = (typeof beneficiaryFates)[number]

export interface Beneficiary extends DesignatedBeneficiary {
  readonly fate: BeneficiaryFate
}

/** A part of the benefit and by whose right it is taken: a beneficiary's id, or `estate` (遗产). */
export interface Entitlement {
  readonly through: string
  /** As it is shown: the shares sum to 100.00 %. */
  readonly share: Share
  /** In what proportion to the others money is parted, which no hundredth of a percent rounds. */
  readonly weight: number
}

export const estate = 'estate'

/**
 * Who is entitled to which share of a death benefit; the shares sum to 100.00 %, and hundredths of a percent that no
 * proportion gives away go to `roundingTo`, or where he is not among them to the first. The share of one who has none any
 * more passes by the four rules of interpretation III art. 12: to the others of his rank, equally where no shares were
 * named and else in proportion, and with no other of his rank to the next. With nobody left it is the estate's
 * (Insurance Law 42). Total for every list without a fault (see {@link designationFault}).
 */
export function entitlements(beneficiaries: readonly Beneficiary[], roundingTo?: string): readonly Entitlement[] {
  const left = beneficiaries.filter(({ fate }) => fate === 'alive' || fate === 'died-after')
  const first = Math.min(...left.map(rankOf))
  const heirs = left.filter((beneficiary) => rankOf(beneficiary) === first)
  if (heirs.length === 0) return [{ through: estate, share: wholeShare, weight: 1 }]
  const named = heirs.findIndex(({ beneficiaryId }) => beneficiaryId === roundingTo)
  // Somebody without a named share makes all shares equal: no list without a fault mixes the two.
  const isNamed = heirs.every(({ share }) => share !== undefined)
  const weights = heirs.map(({ share = 1 }) => (isNamed ? share : 1))
  const shares = splitByShares(wholeShare, weights, Math.max(0, named))
  return heirs.map(({ beneficiaryId }, index) => ({
    through: beneficiaryId,
    share: shares[index] ?? 0,
    weight: weights[index] ?? 0,
  }))
}

/** Whoever has no rank stands in the first: all share alike then. */
const rankOf = ({ order = 1 }: DesignatedBeneficiary): number => order

/** Why a list of beneficiaries says nothing certain, with the row at fault where one is; null when it does. */
export function designationFault(
  list: readonly DesignatedBeneficiary[],
): { readonly message: string; readonly row?: number } | null {
  const ids = list.map(({ beneficiaryId }) => beneficiaryId)
  const twice = ids.findIndex((id, index) => id === estate || ids.indexOf(id) !== index)
  if (twice >= 0) return { message: 'a beneficiary is listed twice, or has no id of his own', row: twice }
  const odd = list.findIndex((beneficiary) => !isOrder(beneficiary.order) || !isShare(beneficiary.share))
  if (odd >= 0)
    return { message: 'a rank is a whole number from 1, a share is above zero and at most 100.00 %', row: odd }
  if (!isAllOrNone(list.map(({ order }) => order)))
    return { message: 'either every beneficiary has a rank, or none has' }
  const ranks = [...new Set(list.map(rankOf))].map((rank) => list.filter((one) => rankOf(one) === rank))
  if (!ranks.every((rank) => isAllOrNone(rank.map(({ share }) => share))))
    return { message: 'of one rank either every beneficiary has a share, or none has' }
  const isWhole = ranks.every((rank) => rank.some(({ share }) => share === undefined) || sharesOf(rank) === wholeShare)
  return isWhole ? null : { message: 'the shares of one rank sum to 100.00 %' }
}

const isOrder = (order: number | undefined): boolean =>
  order === undefined || (Number.isSafeInteger(order) && order >= 1)

const isShare = (share: Share | undefined): boolean =>
  share === undefined || (Number.isSafeInteger(share) && share >= 1 && share <= wholeShare)

const isAllOrNone = (fields: readonly unknown[]): boolean =>
  fields.every((field) => field === undefined) || fields.every((field) => field !== undefined)

const sharesOf = (rank: readonly DesignatedBeneficiary[]): Share => rank.reduce((sum, { share = 0 }) => sum + share, 0)
