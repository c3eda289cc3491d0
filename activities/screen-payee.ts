import type { PaymentOrder } from '../workflows/claim-contract.ts'
import type { ScreenedPerson, ScreeningGateway } from './gateways/screening-gateway.ts'

export interface ScreeningDesk {
  readonly screening: ScreeningGateway
  /** Personal data: from the vault to the screening system and nowhere else. */
  readonly payeeOf: (claimId: string, payeeId: string, namedAs?: string) => Promise<readonly ScreenedPerson[]>
}

/** What a screening found that nobody has released. Opaque ids. */
export interface Screened {
  readonly screeningId: string
  readonly matches: readonly string[]
}

/**
 * Screens the payee and who takes the money for him (反洗钱筛查). An entry that compliance let pass for this payment is
 * no match; any other one is, each time it is screened. A screening system that is away holds the payment up: it throws.
 */
export async function screenPayee(
  { claimId, payment, namedAs, released = [] }: PaymentOrder,
  { screening, payeeOf }: ScreeningDesk,
): Promise<Screened> {
  const persons = await payeeOf(claimId, payment.payeeId, namedAs)
  const { screeningId, matches } = await screening.screen({ reference: payment.reference, persons })
  return { screeningId, matches: matches.filter((match) => !released.includes(match)) }
}
