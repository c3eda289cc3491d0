import { and, eq, inArray } from 'drizzle-orm'

import type { Session } from './database.ts'
import { claimTexts } from './schema.ts'
import type { Vault } from './vault.ts'

/** Free text, a file name, a location: whatever events name by id only. */
export interface ClaimText {
  /** Unique within the claim; `txt_<32 hex>` where we make it. */
  readonly textId: string
  /** What kind of text it is: `description`, `denial-reason`, `file-name`... */
  readonly field: string
  readonly text: string
}

/** Seals and stores texts; one that stands already under its id stays as it is, so a repeat is harmless. */
export async function storeTexts(
  session: Session,
  vault: Vault,
  claimId: string,
  texts: readonly ClaimText[],
): Promise<void> {
  if (texts.length === 0) return
  const rows = texts.map(({ textId, field, text }) => ({
    claimId,
    textId,
    field,
    ...vault.seal(claimId, sealedField(field, textId), text),
  }))
  await session.insert(claimTexts).values(rows).onConflictDoNothing()
}

/** Texts of a claim, those named or all. */
export async function readTexts(
  session: Session,
  vault: Vault,
  claimId: string,
  textIds?: readonly string[],
): Promise<readonly ClaimText[]> {
  const named = textIds && inArray(claimTexts.textId, [...textIds])
  const rows = await session
    .select()
    .from(claimTexts)
    .where(and(eq(claimTexts.claimId, claimId), named))
  return rows.map(({ textId, field, ...sealed }) => {
    const text = vault.open(claimId, sealedField(field, textId), sealed)
    return { textId, field, text }
  })
}

const sealedField = (field: string, textId: string): string => `${field}/${textId}`
