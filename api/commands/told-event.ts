import type { ClaimCommand } from '../../domain/claim/commands.ts'
import type { AskDependencies } from './ask-claim.ts'

/** A claim that is to be joined to an event by hand is told what the event says of itself now. */
export async function withEvent(
  { eventForClaim }: Pick<AskDependencies, 'eventForClaim'>,
  claimId: string,
  command: ClaimCommand,
): Promise<ClaimCommand> {
  if (command.type !== 'JoinEvent') return command
  const word = (await eventForClaim?.({ eventId: command.eventId, claimId })) ?? null
  return word === null ? command : { ...command, word }
}
