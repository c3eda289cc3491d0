import { and, eq, isNull, sql } from 'drizzle-orm'

import type { Session } from './database.ts'
import { claimEvents, claims } from './schema.ts'
import { claimInvoices } from './settlement-schema.ts'
import { isUniqueViolation } from './unique-violation.ts'
import type { Vault } from './vault.ts'

/** What stands on an electronic invoice: sealed as one record. */
export interface InvoiceDetails {
  /** Absent on fully digital invoices, whose number says all. */
  readonly code?: string
  readonly number: string
  readonly checkCode: string
  /** `YYYY-MM-DD` */
  readonly issuedOn: string
}

export interface Invoice {
  /** `inv_...` */
  readonly invoiceId: string
  readonly details: InvoiceDetails
}

/**
 * Seals and stores an invoice, which from then on counts for this claim alone; false when it counts for another, or for
 * another invoice of this claim. Safe to repeat. One that only a cancelled claim rests on is free again.
 */
export async function holdInvoice(
  session: Session,
  vault: Vault,
  claimId: string,
  { invoiceId, details }: Invoice,
): Promise<boolean> {
  const invoiceIndex = vault.index('invoice', `${details.code ?? ''}/${details.number}`)
  await freeOfCancelled(session, invoiceIndex)
  const sealed = vault.seal(claimId, fieldOf(invoiceId), JSON.stringify(details))
  return unlessUsed(async () => {
    const held = await session
      .insert(claimInvoices)
      .values({ claimId, invoiceId, invoiceIndex, ...sealed })
      .onConflictDoUpdate({
        target: [claimInvoices.claimId, claimInvoices.invoiceId],
        set: { releasedAt: null },
        setWhere: eq(claimInvoices.invoiceIndex, invoiceIndex),
      })
      .returning({ invoiceId: claimInvoices.invoiceId })
    return held.length === 1
  })
}

/** Makes sure that the invoice still counts for this claim; false when another has it meanwhile. */
export async function keepInvoice(session: Session, claimId: string, invoiceId: string): Promise<boolean> {
  return unlessUsed(async () => {
    await session.update(claimInvoices).set({ releasedAt: null }).where(isInvoice(claimId, invoiceId))
    return true
  })
}

/** It counts for nobody any more. */
export async function releaseInvoice(session: Session, claimId: string, invoiceId: string): Promise<void> {
  await release(session, claimId, invoiceId)
}

/** The command that named it was refused: it counts for nobody, unless the same command was accepted another time. */
export async function releaseUnrecorded(session: Session, claimId: string, invoiceId: string): Promise<void> {
  const isRecorded = sql`exists (select from ${claimEvents} where ${claimEvents.claimId} = ${claimId}
    and ${claimEvents.type} = 'InvoiceRegistered' and ${claimEvents.event} ->> 'invoiceId' = ${invoiceId})`
  await release(session, claimId, invoiceId, sql`not ${isRecorded}`)
}

export async function readInvoice(
  session: Session,
  vault: Vault,
  claimId: string,
  invoiceId: string,
): Promise<InvoiceDetails | null> {
  const [row] = await session.select().from(claimInvoices).where(isInvoice(claimId, invoiceId))
  return row === undefined ? null : (JSON.parse(vault.open(claimId, fieldOf(invoiceId), row)) as InvoiceDetails)
}

async function release(
  session: Session,
  claimId: string,
  invoiceId: string,
  only?: ReturnType<typeof sql>,
): Promise<void> {
  await session
    .update(claimInvoices)
    .set({ releasedAt: sql`clock_timestamp()` })
    .where(and(isInvoice(claimId, invoiceId), isNull(claimInvoices.releasedAt), only))
}

/** A copy or a test is over for good; what it rested on may be claimed where it belongs. */
async function freeOfCancelled(session: Session, invoiceIndex: string): Promise<void> {
  const cancelled = sql`exists (select from ${claims} where ${claims.claimId} = ${claimInvoices.claimId}
    and ${claims.status} = 'cancelled')`
  await session
    .update(claimInvoices)
    .set({ releasedAt: sql`clock_timestamp()` })
    .where(and(eq(claimInvoices.invoiceIndex, invoiceIndex), isNull(claimInvoices.releasedAt), cancelled))
}

async function unlessUsed(hold: () => Promise<boolean>): Promise<boolean> {
  try {
    return await hold()
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

const isInvoice = (claimId: string, invoiceId: string) =>
  and(eq(claimInvoices.claimId, claimId), eq(claimInvoices.invoiceId, invoiceId))

/** The id is part of the seal, so that two invoices of a claim cannot change places. */
const fieldOf = (invoiceId: string): string => `invoice/${invoiceId}`
