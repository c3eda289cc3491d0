import { z } from 'zod'

import type { Role } from '../../domain/claim/codes.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { claimPath } from '../wire/values.ts'
import type { SettingAside } from './set-aside.ts'

/** One way to ask something of a claim: its address, the body it takes, and the command the body means. */
export interface CommandDoor {
  /** Below `/v1/claims/:claimId`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly body: z.ZodType
  readonly params: z.ZodType
  /** A decision, bound to what the caller saw: 428 without If-Match. Elsewhere it is honoured when given. */
  readonly needsIfMatch: boolean
  readonly commandOf: (body: unknown, given: Given) => ClaimCommand
  /** The role the caller means, where the body may say so. */
  readonly actsAs: (body: unknown) => Role | undefined
}

/** What a command takes from beside its body. */
interface Given {
  readonly aside: SettingAside
  /** Host time, epoch ms: an instant in the body becomes its age. */
  readonly now: number
  /** Number of the notice, payment or escalation in the address. */
  readonly n: number
}

interface DoorPlan<Body extends z.ZodType> extends Pick<CommandDoor, 'path' | 'tag' | 'summary' | 'description'> {
  readonly body: Body
  readonly needsIfMatch?: boolean
  readonly commandOf: (body: z.output<Body>, given: Given) => ClaimCommand
  readonly actsAs?: (body: z.output<Body>) => Role | undefined
}

/** A door of a body whose shape is known here and nowhere else. */
export function commandDoor<Body extends z.ZodType>(plan: DoorPlan<Body>): CommandDoor {
  const { needsIfMatch = false, commandOf, actsAs } = plan
  return {
    ...plan,
    params: isNumbered(plan) ? numberedPath : claimPath,
    needsIfMatch,
    commandOf: (body, given) => commandOf(body as z.output<Body>, given),
    actsAs: (body) => actsAs?.(body as z.output<Body>),
  }
}

/** A door to one notice, payment or escalation of the claim, which its address names. */
export const isNumbered = ({ path }: Pick<CommandDoor, 'path'>): boolean => path.includes('/:n/')

const numberedPath = claimPath.extend({ n: z.coerce.number().int().min(1).max(100_000) })
