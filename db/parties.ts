import { and, asc, eq, inArray, sql } from 'drizzle-orm'

import type { Session } from './database.ts'
import type { PartyKind } from './schema.ts'
import { claimEvents, claimParties, claims } from './schema.ts'
import type { Vault } from './vault.ts'

/** Personal data of one party: sealed as one record. */
export interface PartyDetails {
  readonly name?: string
  readonly identityNumber?: string
  readonly phone?: string
  readonly email?: string
  readonly address?: string
  readonly policyNo?: string
  readonly account?: { readonly number: string; readonly holderName: string; readonly bankCode: string }
  /** Of a payee: who holds the account for him, whose name stands in the account. */
  readonly receiver?: { readonly identityNumber?: string }
}

export interface Party {
  /** `pty_...`; of a payee the id the claim knows them by. */
  readonly partyId: string
  readonly kind: PartyKind
  /** Opaque id of the person. */
  readonly personId?: string | undefined
  readonly details: PartyDetails
}

/** Seals and stores parties; one that stands already under its id stays as it is, so a repeat is harmless. */
export async function storeParties(
  session: Session,
  vault: Vault,
  claimId: string,
  parties: readonly Party[],
): Promise<void> {
  if (parties.length === 0) return
  const rows = parties.map(({ partyId, kind, personId, details }) => ({
    claimId,
    partyId,
    kind,
    personId,
    ...vault.seal(claimId, fieldOf(partyId), JSON.stringify(details)),
    identityIndex: indexOf(vault, 'identity', details.identityNumber),
    phoneIndex: indexOf(vault, 'phone', details.phone),
    policyIndex: indexOf(vault, 'policy', details.policyNo),
  }))
  await session.insert(claimParties).values(rows).onConflictDoNothing()
}

/** The parties of a claim in the order they were stored. Of contacts there is the one in force, or none. */
export async function readParties(
  session: Session,
  vault: Vault,
  claimId: string,
  kind?: PartyKind,
): Promise<readonly Party[]> {
  const ofKind = kind && eq(claimParties.kind, kind)
  const rows = await session
    .select()
    .from(claimParties)
    .where(and(eq(claimParties.claimId, claimId), ofKind, isInForce))
    .orderBy(asc(claimParties.seq))
  return rows.map((row) => openParty(vault, row))
}

export async function readParty(
  session: Session,
  vault: Vault,
  claimId: string,
  partyId: string,
): Promise<Party | null> {
  const [row] = await session
    .select()
    .from(claimParties)
    .where(and(eq(claimParties.claimId, claimId), eq(claimParties.partyId, partyId)))
  return row === undefined ? null : openParty(vault, row)
}

/** Parties of several claims, as many as are found, in no order. */
export async function readNamedParties(
  session: Session,
  vault: Vault,
  named: readonly { readonly claimId: string; readonly partyId: string }[],
): Promise<readonly (Party & { readonly claimId: string })[]> {
  if (named.length === 0) return []
  const claimIds = inArray(claimParties.claimId, [...new Set(named.map(({ claimId }) => claimId))])
  const partyIds = inArray(claimParties.partyId, [...new Set(named.map(({ partyId }) => partyId))])
  const rows = await session.select().from(claimParties).where(and(claimIds, partyIds))
  return rows.map((row) => ({ claimId: row.claimId, ...openParty(vault, row) }))
}

/**
 * What a change of contacts brought counts from the event that names it: one that was refused changes no address. Who was to
 * join a claim counts from the event by which they did.
 */
export const isInForce = sql`(case ${claimParties.kind} when 'contact' then ${claimParties.partyId} = (
  select ${claimEvents.event} ->> 'contactId' from ${claimEvents}
  where ${claimEvents.claimId} = ${claimParties.claimId} and ${claimEvents.type} = 'ContactsChanged'
    and ${claimEvents.event} ->> 'contactId' is not null
  order by ${claimEvents.position} desc limit 1)
  when 'co-claimant' then exists (select 1 from ${claims}
    where ${claims.claimId} = ${claimParties.claimId} and ${claimParties.personId} = any(${claims.coClaimantIds}))
  else true end)`

function openParty(vault: Vault, row: typeof claimParties.$inferSelect): Party {
  const details = JSON.parse(vault.open(row.claimId, fieldOf(row.partyId), row)) as PartyDetails
  return { partyId: row.partyId, kind: row.kind, personId: row.personId ?? undefined, details }
}

/** The id is part of the seal, so that two parties of a claim cannot change places. */
const fieldOf = (partyId: string): string => `party/${partyId}`

const indexOf = (vault: Vault, kind: 'identity' | 'phone' | 'policy', value: string | undefined): string | null =>
  value === undefined ? null : vault.index(kind, value)
