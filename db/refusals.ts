import type { Actor } from '../domain/claim/commands.ts'
import type { Session } from './database.ts'
import { refusals } from './work-schema.ts'

/** A command a rule said no to: kept for ever, as what was allowed is. */
export interface RefusedCommand {
  readonly claimId: string
  readonly commandType: string
  readonly commandId: string
  /** Code of the refusal. */
  readonly code: string
  /** Status of the claim then. */
  readonly claimStatus: string
  readonly actor: Pick<Actor, 'id' | 'role'>
}

export async function storeRefusal(session: Session, { actor, ...refused }: RefusedCommand): Promise<void> {
  await session.insert(refusals).values({ ...refused, actorId: actor.id, actorRole: actor.role })
}
