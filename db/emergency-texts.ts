import { eq } from 'drizzle-orm'

import type { Session } from './database.ts'
import { emergencyTexts } from './emergency-schema.ts'
import type { ClaimText } from './texts.ts'
import type { Vault } from './vault.ts'

/** Seals and stores reasons and descriptions of an emergency; a repeat is harmless. */
export async function storeEmergencyTexts(
  session: Session,
  vault: Vault,
  eventId: string,
  texts: readonly ClaimText[],
): Promise<void> {
  if (texts.length === 0) return
  const rows = texts.map(({ textId, field, text }) => ({
    eventId,
    textId,
    field,
    ...vault.seal(eventId, `${field}/${textId}`, text),
  }))
  await session.insert(emergencyTexts).values(rows).onConflictDoNothing()
}

/** Every text of an emergency by its id. */
export async function readEmergencyTexts(
  session: Session,
  vault: Vault,
  eventId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await session.select().from(emergencyTexts).where(eq(emergencyTexts.eventId, eventId))
  return new Map(
    rows.map(({ textId, field, ...sealed }) => [textId, vault.open(eventId, `${field}/${textId}`, sealed)]),
  )
}
