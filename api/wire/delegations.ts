import { z } from 'zod'

import type { StoredDelegations } from '../../db/delegations.ts'
import { authorityKinds } from '../../domain/authority.ts'
import type { Delegation, Lending } from '../../domain/delegation.ts'
import { showInstant } from '../../domain/time.ts'
import { wireDate, wirePersonId } from './values.ts'

const lending = z.strictObject({
  toPersonId: wirePersonId,
  kinds: z
    .array(z.enum(authorityKinds))
    .min(1)
    .max(authorityKinds.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, 'names a kind twice'),
  /** Whole days in Asia/Shanghai, both included. */
  from: wireDate,
  to: wireDate,
})

export const delegationsBody = z.strictObject({ delegations: z.array(lending).max(50) }).meta({
  examples: [
    {
      delegations: [{ toPersonId: 'per_31c', kinds: ['payment', 'refusal'], from: '2026-03-02', to: '2026-03-06' }],
    },
  ],
})

export const delegationsAnswer = z
  .object({
    personId: z.string(),
    /** The ETag without its quotes; 0 where the caller never lent anything. */
    version: z.int(),
    /** The step the caller held when this was put: what is lent. */
    level: z.int().nullable(),
    putAt: z.string().nullable(),
    /** What the caller lends. */
    delegations: z.array(
      z.object({ toPersonId: z.string(), kinds: z.array(z.string()), from: z.string(), to: z.string() }),
    ),
    /** What the caller was lent and is not over. */
    lentToMe: z.array(
      z.object({
        fromPersonId: z.string(),
        level: z.int(),
        branch: z.string(),
        kinds: z.array(z.string()),
        from: z.string(),
        to: z.string(),
      }),
    ),
  })
  .meta({ id: 'Delegations' })

export const lendingsOf = ({ delegations }: z.output<typeof delegationsBody>): readonly Lending[] => delegations

export function delegationsOnWire(
  { personId, version, level, lendings, putAt }: StoredDelegations,
  lent: readonly Delegation[],
): z.input<typeof delegationsAnswer> {
  return {
    personId,
    version,
    level,
    putAt: putAt === null ? null : showInstant(putAt),
    delegations: lendings.map(({ kinds, ...rest }) => ({ ...rest, kinds: [...kinds] })),
    lentToMe: lent.map(({ fromPersonId, fromLevel, fromBranch, kinds, from, to }) => {
      return { fromPersonId, level: fromLevel, branch: fromBranch, kinds: [...kinds], from, to }
    }),
  }
}
