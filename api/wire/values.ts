import { z } from 'zod'

import { claimChannels, claimLines, documentKinds, lossCauses, noticeChannels } from '../../domain/claim/codes.ts'
import { identityNumberOf } from '../../domain/identity-number.ts'

/** Controls, lone surrogates and marks that turn the direction of text: they forge what a person reads. */
const hidden = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u
/** Text over several lines may break and indent them. */
const hiddenInText = /[^\P{Cc}\n\r\t]|[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u

const hasWords = (text: string): boolean => text.trim() !== ''
const empty = 'must not be empty'
const unreadable = 'must be readable text without control characters'

/** One line people wrote: a name, an address, a file name. Stored in NFC. */
export const wireLine = (max: number) =>
  z
    .string()
    .max(max)
    .normalize('NFC')
    .refine(hasWords, empty)
    .refine((text) => !hidden.test(text), unreadable)

/** Text people wrote over several lines. Stored in NFC. */
export const wireText = (max = 4_000) =>
  z
    .string()
    .max(max)
    .normalize('NFC')
    .refine(hasWords, empty)
    .refine((text) => !hiddenInText.test(text), unreadable)

/** An id another system gave: printable ASCII, so that it can stand in logs and addresses. */
export const wireId = (max = 64) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'expected letters, digits and . _ : -')

/** An opaque person id of the insurer's customer file. */
export const wirePersonId = z
  .string()
  .regex(/^per_[A-Za-z0-9_-]{1,60}$/, 'expected per_ and up to 60 letters or digits')

/** An amount in fen as a decimal string: JSON numbers lose large ones silently. Inside: a safe integer. */
export const wireFen = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,15})$/, 'expected whole fen as a string of digits, such as "1234500"')
  .refine((text) => Number.isSafeInteger(Number(text)), 'is larger than any amount')
  .transform(Number)

/** A date in Asia/Shanghai, `YYYY-MM-DD`, that exists. */
export const wireDate = z.iso.date('expected a date that exists, YYYY-MM-DD')

/** An RFC 3339 instant with its offset. Inside: epoch milliseconds. */
export const wireInstant = z.iso
  .datetime({ offset: true, error: 'expected an instant with its offset, such as 2026-11-22T09:30:00+08:00' })
  .transform((text) => Date.parse(text))

/** Administrative division code (GB/T 2260). */
export const wireRegion = z.string().regex(/^\d{6}$/, 'expected six digits')

export const wirePhone = z
  .string()
  .max(20)
  .regex(/^\+?\d[\d -]{4,18}$/, 'expected a telephone number')

/** The number of an identity document, of a resident or another. */
export const wireIdentityNumber = z
  .string()
  .max(30)
  .regex(/^[A-Za-z0-9()-]{5,30}$/, 'expected the number of an identity document')
  .overwrite(identityNumberOf)

const wireSha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits in lower case')

export const wireLineOfBusiness = z.enum(claimLines)
export const wireChannel = z.enum(claimChannels)
export const wireCause = z.enum(lossCauses)
export const wireDocumentKind = z.enum(documentKinds)

/** What a colleague or the post room does is nothing a customer can choose. */
const customerChannels = z.enum(noticeChannels).exclude(['staff', 'by-hand'])

/** Channels by which the customer wants notices, first first. */
export const wireNoticeChannels = z
  .array(customerChannels)
  .min(1)
  .max(customerChannels.options.length)
  .refine((channels) => new Set(channels).size === channels.length, 'names a channel twice')

/** A document registered by reference: its bytes stay where they are. */
export const wireDocument = z.strictObject({
  documentId: wireId(),
  kind: wireDocumentKind,
  sha256: wireSha256,
  sizeBytes: z.int().min(1).max(1_073_741_824),
  /** Where the insurer's document store keeps it. */
  location: wireLine(500),
  fileName: wireLine(255),
})

export const claimPath = z.strictObject({ claimId: z.string() })
