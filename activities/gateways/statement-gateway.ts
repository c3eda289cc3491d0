import { z } from 'zod'

import type { DateText } from '../../domain/time.ts'
import { GatewayJunk, type PartnerAddress, readPartnerText } from './http-call.ts'
import { wireFen, wireInstant } from './wire.ts'

/** Reads the bank's statement (对账单) of a day. */
export interface StatementGateway {
  /**
   * The day whole or not at all: what is cut off, or does not add up, is no statement.
   * @param date a day in Asia/Shanghai that is over
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  readStatement: (date: DateText) => Promise<readonly StatementLine[]>
}

/** One booking. `holderName` is personal data: it is compared and forgotten. */
export type StatementLine = {
  readonly reference: string
  readonly amountFen: number
  /** Epoch ms of the bank's clock. */
  readonly bookedAt: number
  readonly kind: 'debit' | 'return'
  readonly holderName: string
}

const named = { partner: 'bank', intent: 'read a statement' }
/** A hundred thousand lines and more. */
const bytesMax = 64 * 1_048_576

export function createHttpStatementGateway({ baseUrl, timeoutMs }: PartnerAddress): StatementGateway {
  return {
    readStatement: async (date) =>
      linesOf(await readPartnerText({ ...named, baseUrl, path: `/statements/${date}`, timeoutMs, bytesMax })),
  }
}

function linesOf(text: string): readonly StatementLine[] {
  // Each line is ended by its feed: what stands behind the last one was cut off.
  const rows = text.split('\n')
  if (rows.pop() !== '') throw new GatewayJunk(named, 'it is cut off')
  const trailer = read(trailerLine, rows.pop() ?? '', 'the trailer')
  const lines = rows.map((row, index) => read(bookingLine, row, `line ${index + 1}`))
  const sumFen = lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)
  if (trailer.count !== lines.length || BigInt(trailer.sumFen) !== sumFen)
    throw new GatewayJunk(named, 'its trailer says something else')
  return lines
}

/** Says the place, never what stands there. */
function read<T>(shape: z.ZodType<T>, row: string, place: string): T {
  const parsed = shape.safeParse(parseJson(row))
  if (parsed.success) return parsed.data
  throw new GatewayJunk(named, `${place} is none`)
}

function parseJson(row: string): unknown {
  try {
    return JSON.parse(row)
  } catch {
    return undefined
  }
}

const bookingLine = z.object({
  reference: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
  amountFen: wireFen,
  bookedAt: wireInstant,
  kind: z.enum(['debit', 'return']),
  holderName: z.string().min(1).max(200),
})

const trailerLine = z.object({ count: z.int().min(0), sumFen: z.string().regex(/^\d{1,20}$/) })
