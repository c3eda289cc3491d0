import { claimedIllnessBefore } from '../../db/earlier-illness.ts'
import { readEvents } from '../../db/event-log.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { diseases, isListed } from '../../domain/claim/diseases.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { AskDependencies } from './ask-claim.ts'
import type { PersonalData } from './set-aside.ts'

/**
 * A claim knows nobody's disease. Where a diagnosis is recorded it is told what the sealed code says: whether the policy it
 * stands under lists it, and whether the same insured has claimed for a critical illness before. While the policy is not known
 * nothing is compared. Every other command stays as it is.
 */
export async function withDiagnosis(
  { db }: Pick<AskDependencies, 'db'>,
  claimId: string,
  command: ClaimCommand,
  texts: PersonalData['texts'],
): Promise<ClaimCommand> {
  if (command.type !== 'AcceptClaim' && command.type !== 'RecordReview') return command
  const { diagnosis } = command
  if (diagnosis === undefined) return command
  const [events, claimedBefore] = await Promise.all([readEvents(db, claimId), claimedIllnessBefore(db, claimId)])
  const { policy, policyId } = fold(null, events)
  if (policy.known !== 'found') return command
  const said = texts.find(({ textId }) => textId === diagnosis.diseaseTextId)?.text
  const disease = diseases.find((code) => code === said) ?? 'unlisted'
  const compared = { policyId, isListed: isListed(disease, policy.diseases), claimedBefore }
  return { ...command, diagnosis: { ...diagnosis, compared } }
}
