import type { Logger } from 'pino'

import type { Database } from '../db/database.ts'
import { readNamedParties } from '../db/parties.ts'
import type { BookedPayment } from '../db/reconciliation.ts'
import { comparedDays, keepComparedDay, ourTransfers } from '../db/reconciliation.ts'
import type { Vault } from '../db/vault.ts'
import { storeWorkItem } from '../db/work-items.ts'
import type { ReconciliationActivities } from '../workflows/reconciliation-contract.ts'
import type { BankGateway } from './gateways/bank-gateway.ts'
import type { StatementGateway } from './gateways/statement-gateway.ts'
import type { ReconciliationDesk } from './reconcile.ts'
import { reconcileThrough } from './reconcile.ts'
import { shield } from './shield.ts'

interface ReconciliationDependencies {
  readonly db: Database
  readonly vault: Vault
  readonly log: Logger
  readonly gateways: { readonly statements: StatementGateway; readonly bank: BankGateway }
}

/** What reconciliation asks of the world, bound to the database and the bank. */
export function createReconciliationActivities({
  db,
  vault,
  log,
  gateways,
}: ReconciliationDependencies): ReconciliationActivities {
  const indexOf = (holderName: string): string => vault.index('holder', holderName)
  const desk: ReconciliationDesk = {
    ...gateways,
    indexOf,
    comparedDays: () => comparedDays(db),
    ourTransfers: (references, span) => ourTransfers(db, references, span),
    holdersOf: (payments) => holdersOf(payments, { db, vault, indexOf }),
    async keep(day) {
      await keepComparedDay(db, day)
      const { date, lines, differences, heard } = day
      const found = { differences: differences.length, heard: heard.length }
      log.info({ date, lines, ...found }, 'a statement of the bank is compared')
    },
    async tellUnusable(date) {
      log.error({ alert: 'STATEMENT_UNUSABLE', date }, 'the statement of this day is cut off or does not add up')
      await storeWorkItem(db, { kind: 'statement-unusable', reference: date, facts: { statementDate: date } })
    },
  }
  return shield(
    { reconcileThrough: ({ date }) => reconcileThrough(date, desk) } satisfies ReconciliationActivities,
    log,
  )
}

/** Parties read and opened at a time. */
const atOnce = 500

/** The names we ordered the transfers to, by their blind index; of a payee that is not found there is none. */
async function holdersOf(
  payments: readonly BookedPayment[],
  { db, vault, indexOf }: Pick<ReconciliationDependencies, 'db' | 'vault'> & Pick<ReconciliationDesk, 'indexOf'>,
): Promise<ReadonlyMap<string, string>> {
  const holders = new Map<string, string>()
  for (let from = 0; from < payments.length; from += atOnce) {
    const batch = payments.slice(from, from + atOnce)
    const named = batch.map(({ claimId, payeeId }) => ({ claimId, partyId: payeeId }))
    const parties = await readNamedParties(db, vault, named)
    const byPlace = new Map(parties.map((party) => [`${party.claimId}/${party.partyId}`, party.details.account]))
    for (const { reference, claimId, payeeId } of batch) {
      const account = byPlace.get(`${claimId}/${payeeId}`)
      if (account !== undefined) holders.set(reference, indexOf(account.holderName))
    }
  }
  return holders
}
