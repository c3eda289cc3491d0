import type { FastifyRequest } from 'fastify'

import type { Database } from '../db/database.ts'
import { storeRefusal } from '../db/refusals.ts'
import type { ClaimCommandType } from '../domain/claim/commands.ts'
import type { RefusedAtDoor } from './access.ts'
import { commandIdOf } from './idempotency.ts'

/** Decisions, what they rest on, and money: who was refused what is kept for ever. */
export const keptWhenRefused: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'ProposeDenial',
  'ProposeRefusal',
  'ResolveDuplicate',
  'RelinkPolicy',
  'FixLiability',
  'AssessLoss',
  'SetReserve',
  'ApproveProposal',
  'ReturnProposal',
  'VoteProposal',
  'AgreeOffer',
  'FreezePayees',
  'SubmitPayments',
  'CheckPayment',
  'ProposeConcession',
  'DisagreeOffer',
  'EvaluateDispute',
  'DecideDispute',
  'EndMediation',
  'AdjudicateDispute',
  'RecordJudgment',
  'RaiseHold',
  'ConfirmHold',
  'ReleaseHold',
  'ProveFraud',
  'CountersignProposal',
  'RecordNonDisclosure',
  'ServeRescission',
  'RequestPrepayment',
  'DecidePrepayment',
  'AnswerAdvance',
  'OpenRecovery',
  'RecordRecoveryReceipt',
  'WriteOffRecovery',
  'UnfreezePayees',
  'DecideScreening',
  'NameNewAccount',
  'ApproveCompensation',
])

/**
 * Keeps who was turned away at the address of such a command for their role. The body has not been read then: the row names
 * every command of the address, separated by `|`. A request without a key has no command id.
 */
export function keepRefusalsIn(db: Database): (request: FastifyRequest, refused: RefusedAtDoor) => Promise<void> {
  return async (request, { commands, claim, identity, role, code }) => {
    if (!commands.some((command) => keptWhenRefused.has(command))) return
    await storeRefusal(db, {
      claimId: claim.claimId,
      commandType: commands.join('|'),
      commandId: commandIdOf(request, identity.clientId) ?? '',
      code,
      claimStatus: claim.status,
      actor: { id: identity.personId, role },
    })
  }
}
