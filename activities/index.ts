import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { readRosters } from '../db/duty-rosters.ts'
import { branchAndAbove } from '../domain/duty/roster.ts'
import { findDuplicate } from '../db/duplicates.ts'
import { keepInvoice, readInvoice, releaseInvoice } from '../db/invoices.ts'
import { readEmergencyEvents, recordEmergency } from '../db/emergencies.ts'
import { readEvents } from '../db/event-log.ts'
import { isOfExercise } from '../db/exercised-claims.ts'
import { PaymentConflict } from '../db/payments.ts'
import { authorityOnArrival } from '../db/told-limits.ts'
import type { Vault } from '../db/vault.ts'
import type { ClaimActivities, PaymentActivities, PaymentFinding, PaymentOrder } from '../workflows/claim-contract.ts'
import type { DrillActivities, EmergencyActivities } from '../workflows/emergency-contract.ts'
import { askBank } from './ask-bank.ts'
import { beginDrills } from './begin-drills.ts'
import { checkInvoice } from './check-invoice.ts'
import { goFirst } from './delivery/claim-priority.ts'
import type { BankGateway } from './gateways/bank-gateway.ts'
import type { FraudGateway } from './gateways/fraud-gateway.ts'
import type { MessageGateway } from './gateways/message-gateway.ts'
import type { PolicyGateway } from './gateways/policy-gateway.ts'
import type { ScreeningGateway } from './gateways/screening-gateway.ts'
import type { TaxGateway } from './gateways/tax-gateway.ts'
import { handOverCopy } from './hand-over-copy.ts'
import { listClaims } from './list-claims.ts'
import { lookUpPolicy } from './look-up-policy.ts'
import { openLedger } from './payment-ledger.ts'
import { openPersonalData } from './personal-data.ts'
import { recordEvents } from './record-events.ts'
import { screenPayee } from './screen-payee.ts'
import { sendNotice } from './send-notice.ts'
import { sendNotices } from './send-notices.ts'
import { sendPayment } from './send-payment.ts'
import { shield } from './shield.ts'

interface ActivityDependencies {
  readonly db: Database
  readonly vault: Vault
  readonly log: Logger
}

interface ClaimActivityDependencies extends ActivityDependencies {
  readonly client: Client
  readonly gateways: {
    readonly policies: PolicyGateway
    readonly messages: MessageGateway
    readonly fraud: FraudGateway
    readonly tax: TaxGateway
  }
}

/** What claims ask of the world, bound to the database and the partners. */
export function createActivities({ db, vault, log, client, gateways }: ClaimActivityDependencies): ClaimActivities {
  const personal = openPersonalData(db, vault)
  const noticeDesk = {
    ...personal,
    ...gateways,
    readEvents: (claimId: string) => readEvents(db, claimId),
    rostersFor: (branch: string) => readRosters(db, branchAndAbove(branch)),
  }
  const invoiceDesk = {
    ...gateways,
    invoiceOf: (claimId: string, invoiceId: string) => readInvoice(db, vault, claimId, invoiceId),
    keep: (claimId: string, invoiceId: string) => keepInvoice(db, claimId, invoiceId),
    release: (claimId: string, invoiceId: string) => releaseInvoice(db, claimId, invoiceId),
  }
  const activities: ClaimActivities = {
    recordEvents: (recording) =>
      recordEvents(recording, { db, log, goFirst: (claimId, withinMs) => goFirst(client, claimId, withinMs) }),
    readLog: ({ claimId, from }) => readEvents(db, claimId, from),
    lookUpPolicy: (ask) => lookUpPolicy(ask, { ...personal, ...gateways }),
    sendNotice: (order) => sendNotice(order, noticeDesk),
    sendNotices: (orders) => sendNotices(orders, noticeDesk),
    findDuplicate: ({ claimId }) => findDuplicate(db, claimId),
    scoreFraud: ({ claimId, fraudCase }) => gateways.fraud.score(claimId, fraudCase),
    checkInvoice: (ask) => checkInvoice(ask, invoiceDesk),
    handOverCopy: (handover) => handOverCopy(handover, { db, client }),
  }
  return shield(activities, log)
}

/** What emergencies ask of the world: their log, and the list of the claims that are to be told. */
export function createEmergencyActivities({
  db,
  log,
}: Pick<ActivityDependencies, 'db' | 'log'>): EmergencyActivities & DrillActivities {
  const activities: EmergencyActivities & DrillActivities = {
    recordEmergency: (recording) => recordEmergency(db, recording),
    readEventLog: ({ eventId, from }) => readEmergencyEvents(db, eventId, from),
    listClaims: (ask) => listClaims(ask, db),
    beginDrills: ({ date }) => beginDrills(date, { db, now: Date.now }),
  }
  return shield(activities, log)
}

interface PaymentActivityDependencies extends ActivityDependencies {
  readonly gateways: { readonly bank: BankGateway; readonly screening: ScreeningGateway }
}

/** What moves money: a queue of its own, so that nothing else starves it. */
export function createPaymentActivities({ db, vault, log, gateways }: PaymentActivityDependencies): PaymentActivities {
  const { accountOf, payeeOf } = openPersonalData(db, vault)
  const desk = {
    ledger: openLedger(db),
    bank: gateways.bank,
    screen: (order: PaymentOrder) => screenPayee(order, { screening: gateways.screening, payeeOf }),
    now: Date.now,
    newAttempt: randomUUID,
    isOfExercise: (claimId: string) => isOfExercise(db, claimId),
    accountOf: ({ claimId, payment }: PaymentOrder) => accountOf(claimId, payment.payeeId),
  }
  const dealing =
    (work: (order: PaymentOrder, at: typeof desk) => Promise<PaymentFinding>) =>
    async (order: PaymentOrder): Promise<PaymentFinding> => {
      const finding = await work(order, desk).catch(tellApart(order.payment.reference, log))
      if (finding.answer !== 'settled') return finding
      return { ...finding, ...(await authorityOnArrival(db, order.claimId)) }
    }
  const ask = dealing(askBank)
  const activities: PaymentActivities = { preparePayment: ask, sendPayment: dealing(sendPayment), queryPayment: ask }
  return shield(activities, log)
}

/** A reference that is another transfer's: nothing was sent, nothing will be, and a person is told when the outcome stays open. */
const tellApart =
  (reference: string, log: Logger) =>
  (error: unknown): PaymentFinding => {
    if (!(error instanceof PaymentConflict)) throw error
    log.error({ alert: 'PAYMENT_CONFLICT', reference }, 'the reference stands in the book as another transfer')
    return { answer: 'no-answer', cause: 'intent-conflict', ageMs: 0 }
  }
