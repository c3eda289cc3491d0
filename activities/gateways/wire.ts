import { z } from 'zod'

/** Money on the wire is a decimal string of fen; on our side a safe integer. */
export const wireFen = z
  .string()
  .regex(/^(0|[1-9]\d{0,15})$/)
  .transform(Number)
  .refine(Number.isSafeInteger)

/** An RFC 3339 instant on the wire; epoch ms on our side. It is the partner's clock, not ours. */
export const wireInstant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** Ids of partners: opaque, but short and printable, since they end up in logs. */
export const wireId = z.string().regex(/^[A-Za-z0-9._:/-]{1,128}$/)
