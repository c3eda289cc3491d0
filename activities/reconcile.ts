import type { BookedPayment, ComparedDay, DueSpan } from '../db/reconciliation.ts'
import { compareStatement, shownBookings } from '../domain/reconciliation/compare.ts'
import { sumFen } from '../domain/money.ts'
import type { DateText } from '../domain/time.ts'
import { addDays } from '../domain/time.ts'
import type { ReconciledDays } from '../workflows/reconciliation-contract.ts'
import { askAboutDifferences } from './ask-about-differences.ts'
import type { BankGateway } from './gateways/bank-gateway.ts'
import type { StatementGateway } from './gateways/statement-gateway.ts'
import { GatewayJunk } from './gateways/http-call.ts'

/** What it takes to compare the bank's statements with our book. */
export interface ReconciliationDesk {
  readonly statements: StatementGateway
  /** Asked by reference about what the statement shows and our book excludes. */
  readonly bank: Pick<BankGateway, 'findTransfer'>
  /** The first and last day compared so far; null while none was. */
  readonly comparedDays: () => Promise<{ readonly first: DateText; readonly last: DateText } | null>
  readonly ourTransfers: (references: readonly string[], span: DueSpan) => Promise<readonly BookedPayment[]>
  /** Blind index of the account holder's name we ordered, per payment reference. */
  readonly holdersOf: (payments: readonly BookedPayment[]) => Promise<ReadonlyMap<string, string>>
  /** Blind index of a name: names are compared by it alone. */
  readonly indexOf: (holderName: string) => string
  readonly keep: (day: ComparedDay) => Promise<void>
  /** Tells a person that the statement of a day cannot be used; once. */
  readonly tellUnusable: (date: DateText) => Promise<void>
}

/**
 * Compares every day not compared yet, in order, up to `date`. A day whose statement is missing, cut off or does not add up
 * is not compared in part: it stops here, and the days behind it wait, or what it would have shown looked missing.
 *
 * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
 */
export async function reconcileThrough(date: DateText, desk: ReconciliationDesk): Promise<ReconciledDays> {
  const compared = await desk.comparedDays()
  let done: ReconciledDays = { days: 0, lines: 0, differences: 0 }
  for (let day = compared === null ? date : addDays(compared.last, 1); day <= date; day = addDays(day, 1)) {
    const { lines, differences } = await reconcileDay(day, compared?.first ?? date, desk)
    done = { days: done.days + 1, lines: done.lines + lines, differences: done.differences + differences.length }
  }
  return done
}

/** Older ones were due when they were younger, and are work items by now. */
const dueDays = 7

async function reconcileDay(date: DateText, first: DateText, desk: ReconciliationDesk): Promise<ComparedDay> {
  const statement = await desk.statements.readStatement(date).catch(async (error: unknown) => {
    if (error instanceof GatewayJunk) await desk.tellUnusable(date)
    throw error
  })
  const lines = statement.map(({ holderName, ...line }) => ({ ...line, holder: desk.indexOf(holderName) }))
  const references = [...new Set(lines.map(({ reference }) => reference))]
  const oldest = addDays(date, -dueDays)
  const payments = await desk.ourTransfers(references, { first, since: first > oldest ? first : oldest, date })
  const holders = await desk.holdersOf(payments)
  const ours = payments.map((payment) => ({ ...payment, holder: holders.get(payment.reference) ?? '' }))
  const { differences, heard } = await askAboutDifferences(compareStatement(date, lines, ours), desk.bank)
  const day = {
    date,
    lines: lines.length,
    sumFen: sumFen(lines.map(({ amountFen }) => amountFen)),
    differences,
    heard,
    shown: shownBookings(lines, ours),
  }
  await desk.keep(day)
  return day
}
