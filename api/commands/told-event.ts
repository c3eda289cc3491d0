import { readWord } from '../../db/emergencies.ts'
import { listByHand } from '../../db/emergency-tellings.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import type { AskDependencies } from './ask-claim.ts'

/** A claim that is to be joined to an event by hand is told what the event says of itself now. */
export async function withEvent({ db }: Pick<AskDependencies, 'db'>, command: ClaimCommand): Promise<ClaimCommand> {
  if (command.type !== 'JoinEvent') return command
  const word = await readWord(db, command.eventId)
  return word === null ? command : { ...command, word }
}

/**
 * A claim that was joined is told of every later version, wherever it lies. Listed only once it has joined: who is refused puts no
 * claim under an event. Who repeats the command makes up for an answer behind which the process died.
 */
export async function listJoined(
  { db }: Pick<AskDependencies, 'db'>,
  claimId: string,
  command: ClaimCommand,
): Promise<void> {
  if (command.type !== 'JoinEvent') return
  const { eventId } = command
  const word = await readWord(db, eventId)
  if (word !== null) await listByHand(db, { eventId, claimId, version: word.version })
}
