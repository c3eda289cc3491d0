import { z } from 'zod'

import type { OfferedDocument } from '../../domain/claim/commands.ts'
import type { Fen } from '../../domain/money.ts'
import { MINUTE } from '../../domain/time.ts'
import { fieldProblem } from '../problems.ts'
import { wireDocument, wireFen, wireInstant } from './values.ts'

const tenYearsInMinutes = 10 * 366 * 24 * 60

/** The claim request (索赔申请) with its documents, and when it reached the insurer if that was earlier than now. */
export const filingBody = z.strictObject({
  claimedFen: wireFen.optional(),
  documents: z.array(wireDocument).max(200),
  /** How long ago it arrived at an agent, a counter or by post (Insurance Law 127). */
  receivedAgeMinutes: z.int().min(0).max(tenYearsInMinutes).optional(),
  /** The same as an instant. Only one of the two. */
  receivedAt: wireInstant.optional(),
})
export type FilingBody = z.infer<typeof filingBody>
export type WireDocument = z.infer<typeof wireDocument>

/** What the command needs of a filing; locations and file names stay with us. */
export interface FiledClaim {
  readonly claimedFen?: Fen
  readonly documents: readonly OfferedDocument[]
  readonly ageMs: number
}

/** The part of a FileClaim command a filing body holds, its age counted from `now`. */
export function filingOf(body: FilingBody, now: number, pointer = '#'): FiledClaim {
  return {
    ...(body.claimedFen !== undefined && { claimedFen: body.claimedFen }),
    documents: body.documents.map(offeredDocument),
    ageMs: receivedAge(body, now, pointer),
  }
}

export function offeredDocument({ documentId, kind, sha256, sizeBytes }: WireDocument): OfferedDocument {
  return { documentId, kind, sha256, sizeBytes }
}

/** How long before `now` something reached the insurer, as its body says: milliseconds, 0 where it says nothing. */
export function receivedAge({ receivedAgeMinutes, receivedAt }: Receipt, now: number, pointer = '#'): number {
  if (receivedAt === undefined) return (receivedAgeMinutes ?? 0) * MINUTE
  if (receivedAgeMinutes !== undefined) throw fault(pointer, 'cannot stand beside receivedAgeMinutes')
  if (receivedAt > now) throw fault(pointer, 'lies in the future')
  if (now - receivedAt > tenYearsInMinutes * MINUTE) throw fault(pointer, 'lies more than ten years back')
  return now - receivedAt
}

type Receipt = Partial<Pick<FilingBody, 'receivedAgeMinutes' | 'receivedAt'>>

const fault = (pointer: string, detail: string) =>
  fieldProblem('VALUE_INVALID', { pointer: `${pointer}/receivedAt`, detail, code: 'value' })
