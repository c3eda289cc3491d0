import { eventForClaim } from '../../db/emergency-by-hand.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import type { AskDependencies } from './ask-claim.ts'

/** A claim that is to be joined to an event by hand is told what the event says of itself now. */
export async function withEvent(
  { db }: Pick<AskDependencies, 'db'>,
  claimId: string,
  command: ClaimCommand,
): Promise<ClaimCommand> {
  if (command.type !== 'JoinEvent') return command
  const word = await eventForClaim(db, { eventId: command.eventId, claimId })
  return word === null ? command : { ...command, word }
}
