import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import { ruleBook } from '../rules.ts'
import { isDeathBenefit } from './beneficiary-rules.ts'
import type { CommandOf } from './commands.ts'
import type { Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import { isLiability } from './liability.ts'
import type { HadBefore, NamedPayee } from './payee-commands.ts'
import { originOf } from './payment-region.ts'
import { isToBeNetted, outstandingFen, overpaidStill } from './prepaid.ts'
import type { Claim, Netting, NettedPart, Prepayment } from './state.ts'

type Freezing = Pick<CommandOf<'FreezePayees'>, 'payees' | 'had'>

/**
 * True where several may be paid by rights of their own (Insurance Law 42, 65), so that what one of them has had is no business
 * of the others: nothing is then counted for all of them at once.
 */
export const mayBeSeveral = (claim: Pick<Claim, 'rules' | 'report' | 'policy'>): boolean =>
  ruleBook(claim.rules).payees === 'entitled' && (isDeathBenefit(claim) || isLiability(claim))

/** What is left of each payee's part, what he had of it before, and what the final sum counts: all in the order of the list. */
export interface Counted {
  readonly amounts: readonly Fen[]
  readonly had: readonly Fen[]
  readonly netted: Netting | null
}

/**
 * #58: each advance that arrived, and each overpaid sum that is still to come back, is taken from the part of the payee who
 * had it, and from nobody else's; what it exceeds that part by is asked back of him (#59). Refused where nobody can tell
 * whose part that is: `had` says it. `parts` are the payees' parts of the final sum.
 */
export function countEarlier(
  claim: Claim,
  { payees, had = [] }: Freezing,
  parts: readonly Fen[],
): Counted | { readonly refusal: Refusal } {
  const earlier = earlierMoney(claim)
  const stray = had.findIndex(({ what, n, payeeId }, index) => {
    const isSame = (other: { readonly what: string; readonly n: number }) => other.what === what && other.n === n
    const isOnList = payeeId === undefined || payees.some((payee) => payee.payeeId === payeeId)
    return !isOnList || !earlier.some(isSame) || had.findIndex(isSame) !== index
  })
  if (stray >= 0) {
    const message =
      'had names once an advance that arrived and no sum has counted, or an overpaid sum that is still owed, and a payee of the list'
    return refuse(claim, 'EARLIER_MONEY_UNCLEAR', message, { field: `/had/${stray}` })
  }
  const counting = earlier.map((money) => ({ ...money, against: whoHad(money, payees, had) }))
  const unclear = counting.find(({ against }) => against === null)
  if (unclear !== undefined) {
    const what = unclear.what === 'advance' ? `advance ${unclear.n}` : `what recovery ${unclear.n} asks back`
    const message = `say in had against whose part ${what} counts, or that none of these payees had it`
    return refuse(claim, 'EARLIER_MONEY_UNCLEAR', message, { field: '/had' })
  }
  return counted(payees, counting, parts)
}

/** Money that went out before, and who may have had it. */
interface Earlier {
  readonly what: HadBefore['what']
  readonly n: number
  readonly amountFen: Fen
  /** Ids his name and account are sealed under. */
  readonly sealedAs: readonly string[]
  readonly through: string | undefined
  /** Paid for a right of his own, and not for the insured's. */
  readonly isOwnRight: boolean
}

/** Advances in their order, and then what is owed back, the oldest first. */
function earlierMoney(claim: Claim): readonly Earlier[] {
  const advances = (claim.prepayments ?? []).filter((advance) => isToBeNetted(claim, advance))
  return [
    ...advances.map((advance): Earlier => ({
      what: 'advance',
      n: advance.n,
      amountFen: advance.amountFen,
      sealedAs: sealedIds(claim, advance),
      through: advance.through,
      isOwnRight: advance.as !== undefined && ownRights.has(advance.as),
    })),
    ...overpaidStill(claim).map((asked): Earlier => ({
      what: 'overpaid',
      n: asked.n,
      amountFen: outstandingFen(asked),
      sealedAs: asked.payeeId === undefined ? [] : [asked.payeeId],
      through: undefined,
      isOwnRight: asked.payeeId !== undefined,
    })),
  ]
}

const ownRights: ReadonlySet<string> = new Set(['beneficiary', 'heir', 'third-party'])

/** With every account it was tried on. */
const sealedIds = ({ payments }: Claim, { payeeId, payment: first }: Prepayment): readonly string[] => [
  payeeId,
  ...payments
    .filter((payment) => originOf(payment) === first)
    .flatMap(({ payeeId: paidTo, accountId }) => (accountId === undefined ? [paidTo] : [paidTo, accountId])),
]

/** Said to be none of those who are paid now. */
const nobody = ''

/**
 * The payee who had it: as it is said; else whose name and account are those it went to, or who alone takes the same right; else
 * who alone is paid, where it was the insured's. Null where nobody can tell.
 */
function whoHad(money: Earlier, payees: readonly NamedPayee[], had: readonly HadBefore[]): string | null {
  const said = had.find(({ what, n }) => what === money.what && n === money.n)
  if (said !== undefined) return said.payeeId ?? nobody
  const isHis = ({ payeeId, sameAs = [] }: NamedPayee): boolean =>
    money.sealedAs.some((id) => id === payeeId || sameAs.includes(id))
  const same = payees.filter(isHis)
  const alike = payees.filter(({ through }) => isOnesRight(through) && through === money.through)
  const one = onlyOf(same) ?? onlyOf(alike) ?? (money.isOwnRight ? null : onlyOf(payees))
  return one?.payeeId ?? null
}

/** A beneficiary’s or the estate’s; there may be many victims, and heirs of each. */
const isOnesRight = (through: string | undefined): boolean => through !== undefined && through !== 'third-party'

const onlyOf = <T>(list: readonly T[]): T | null => (list.length === 1 ? (list[0] ?? null) : null)

type Counting = Earlier & { readonly against: string | null }

function counted(payees: readonly NamedPayee[], counting: readonly Counting[], parts: readonly Fen[]): Counted {
  const left = [...parts]
  const netted = counting.map(({ what, n, amountFen, sealedAs, against }): NettedPart => {
    const index = payees.findIndex(({ payeeId }) => payeeId === against)
    const taken = Math.min(amountFen, left[index] ?? 0)
    if (index >= 0) left[index] = (left[index] ?? 0) - taken
    return { what, n, payeeId: index < 0 ? (sealedAs[0] ?? '') : (against ?? ''), amountFen: taken }
  })
  const had = parts.map((part, index) => part - (left[index] ?? 0))
  const sumOf = (kind: HadBefore['what']): Fen =>
    sumFen(netted.filter(({ what }) => what === kind).map(({ amountFen }) => amountFen))
  const sums = { prepaidFen: sumOf('advance'), setOffFen: sumOf('overpaid') }
  // One alone who had it all needs no parts: what he has had too much is asked back in one sum.
  const isOnes = payees.length === 1 && counting.every(({ against }) => against === payees[0]?.payeeId)
  if (counting.length === 0) return { amounts: left, had, netted: null }
  return { amounts: left, had, netted: isOnes ? sums : { ...sums, parts: netted } }
}
