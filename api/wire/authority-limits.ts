import { z } from 'zod'

import type { StoredLimits } from '../../db/authority-limits.ts'
import { authorityKinds, unlimitedFen } from '../../domain/authority.ts'
import type { AuthorityRow } from '../../domain/authority-limits.ts'
import { currencies } from '../../domain/authority-limits.ts'
import { showInstant } from '../../domain/time.ts'
import { wireDate, wireFen, wireLineOfBusiness, wireRegion } from './values.ts'

/** Fen, `unlimited`, or null: never alone. */
const limit = z.union([wireFen, z.literal('unlimited')]).nullable()

const row = z.strictObject({
  kind: z.enum(authorityKinds),
  /** Absent: every product line that has no row of its own. */
  line: wireLineOfBusiness.optional(),
  /** Administrative code: binds this branch and all below it that have no row of their own. */
  branch: wireRegion,
  currency: z.enum(currencies),
  /** Of A1, A2, A3 and A4; the committee (A5) has none. */
  limitsFen: z.tuple([limit, limit, limit, limit]),
  /** Of the system (A0), in rows of payments: up to which case total it pays a small claim in full; without it, none. */
  systemFen: wireFen.nullable().optional(),
  /** How many of a hundred that A0 could decide go to a person all the same; 5 without it. */
  samplePercent: z.int().min(1).max(100).optional(),
  /** Whole days in Asia/Shanghai, both included; without `to` until further notice. */
  from: wireDate,
  to: wireDate.optional(),
})

export const limitsBody = z.strictObject({ rows: z.array(row).max(1_000) }).meta({
  examples: [
    {
      rows: [
        {
          kind: 'payment',
          branch: '000000',
          currency: 'CNY',
          limitsFen: ['2000000', '10000000', '50000000', '500000000'],
          from: '2026-01-01',
        },
        {
          kind: 'payment',
          line: 'medical',
          branch: '000000',
          currency: 'CNY',
          limitsFen: ['2000000', '10000000', '50000000', '500000000'],
          systemFen: '300000',
          samplePercent: 5,
          from: '2026-01-01',
        },
        {
          kind: 'refusal',
          branch: '000000',
          currency: 'CNY',
          limitsFen: [null, '10000000', '50000000', 'unlimited'],
          from: '2026-01-01',
        },
      ],
    },
  ],
})

export const limitsQuery = z.strictObject({
  /** A version that was in force before. */
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
})

const shownLimit = z.string().nullable()

export const limitsAnswer = z
  .object({
    /** The ETag without its quotes; 0 while nobody has put a table and the ladder of the service policy stands. */
    version: z.int(),
    putBy: z.string().nullable(),
    putAt: z.string().nullable(),
    rows: z.array(
      z.object({
        kind: z.string(),
        line: z.string().optional(),
        branch: z.string(),
        currency: z.string(),
        limitsFen: z.array(shownLimit),
        systemFen: shownLimit.optional(),
        samplePercent: z.int().optional(),
        from: z.string(),
        to: z.string().optional(),
      }),
    ),
    /** The last versions, newest first. */
    history: z.array(z.object({ version: z.int(), putBy: z.string(), putAt: z.string() })),
  })
  .meta({ id: 'AuthorityLimits' })

/** The table as sent, without fields that say nothing. */
export const rowsOfBody = ({ rows }: z.output<typeof limitsBody>): readonly AuthorityRow[] =>
  rows.map(({ line, to, limitsFen, systemFen, samplePercent, ...rest }) => ({
    ...rest,
    limitsFen: [at(limitsFen[0]), at(limitsFen[1]), at(limitsFen[2]), at(limitsFen[3])],
    ...(line === undefined ? {} : { line }),
    ...(to === undefined ? {} : { to }),
    ...(systemFen === undefined ? {} : { systemFen }),
    ...(samplePercent === undefined ? {} : { samplePercent }),
  }))

/** A table on the wire; `stored` is null while nobody has put one. */
export function limitsOnWire(
  stored: Pick<StoredLimits, 'version' | 'putBy' | 'putAt'> | null,
  rows: readonly AuthorityRow[],
  history: readonly Pick<StoredLimits, 'version' | 'putBy' | 'putAt'>[],
): z.input<typeof limitsAnswer> {
  return {
    version: stored?.version ?? 0,
    putBy: stored?.putBy ?? null,
    putAt: stored === null ? null : showInstant(stored.putAt),
    rows: rows.map(({ limitsFen, systemFen, ...shown }) => ({
      ...shown,
      limitsFen: limitsFen.map(shownAt),
      ...(systemFen === undefined ? {} : { systemFen: shownAt(systemFen) }),
    })),
    history: history.map(({ version, putBy, putAt }) => ({ version, putBy, putAt: showInstant(putAt) })),
  }
}

const at = (sent: number | 'unlimited' | null): number | null => (sent === 'unlimited' ? unlimitedFen : sent)

function shownAt(fen: number | null): string | null {
  if (fen === null) return null
  return fen === unlimitedFen ? 'unlimited' : String(fen)
}
