import type { AuthorityLevel } from '../authority.ts'
import { isBeingChecked } from './acceptance.ts'
import { blockOf } from './action-blocks.ts'
import { subjectOf } from './clock-subjects.ts'
import { possibleCommands, rolesIn } from './command-table.ts'
import type { Role } from './codes.ts'
import type { ClaimCommandType } from './commands.ts'
import { isConfidentialClock, isConfidentialCommand } from './confidential.ts'
import type { RefusalCode } from './decision.ts'
import { notAskedFor } from './emergency-documents.ts'
import type { EmergencyOffer } from './emergency-offers.ts'
import { offersOf } from './emergency-offers.ts'
import type { ClaimEscalation } from './escalation.ts'
import { isStanding, rolesTold } from './escalation.ts'
import { openDispute } from './dispute-place.ts'
import { isOutstanding, missingDocuments } from './document-checklist.ts'
import { stepHolders } from './owner.ts'
import { openMotions } from './motions.ts'
import type { OneDayBar } from './one-day.ts'
import { oneDayBarredBy } from './one-day.ts'
import { openCompensations } from './payment-region.ts'
import { openAdvance } from './prepaid.ts'
import { refutedInvoices, uncheckedInvoices } from './invoices.ts'
import { missingParts } from './review.ts'
import { neededEvidence } from './survey.ts'
import type { Claim, Proposal } from './state.ts'

/** What is missing for the next step, and who may do what. */
export interface NextActions {
  readonly missing: readonly string[]
  readonly actions: readonly NextAction[]
  /** Escalations that stand: somebody told of one should answer. */
  readonly escalations: readonly StandingEscalation[]
  /** What the customer may ask for beside the usual service; absent where an event or the green channel offers nothing. */
  readonly offers?: readonly EmergencyOffer[]
  /** Of a critical illness: why it is promised no day (C19); absent where it is, or nothing speaks against it. Staff only. */
  readonly notInOneDay?: readonly OneDayBar[]
}

/** One that is neither acknowledged nor done, and who may acknowledge it. */
export interface StandingEscalation extends Pick<ClaimEscalation, 'n' | 'subject' | 'level' | 'at'> {
  readonly roles: readonly Role[]
}

export interface NextAction {
  readonly command: ClaimCommandType
  readonly roles: readonly Role[]
  /** Step of the authority ladder the decision needs. */
  readonly level?: AuthorityLevel
  readonly blockedBy?: string
}

/** Who asks: what is compliance's alone is shown to compliance alone. */
interface Asker {
  readonly isConfidant: boolean
}

/**
 * What the claim lacks, every command its status accepts with the roles that may give it there, what would block it by the code of
 * its refusal, and the escalations that wait for an answer. For the person who looks, who may still be barred by name.
 */
export function nextActions(claim: Claim, { isConfidant }: Asker = { isConfidant: false }): NextActions {
  const { stage } = claim
  const done = isBeingChecked(claim) ? 'StartCheck' : null
  const mayKnow = (command: ClaimCommandType): boolean => isConfidant || !isConfidentialCommand(command)
  const possible = possibleCommands(stage.status).filter((command) => command !== done && mayKnow(command))
  const actions = possible.map((command): NextAction => {
    const block = blockOf(claim, command)
    return {
      command,
      roles: rolesFor(claim, command),
      ...levelFor(claim, command),
      ...(block === null ? {} : { blockedBy: block }),
    }
  })
  const standing = claim.escalations.filter(
    (escalation) => isStanding(escalation) && (isConfidant || isOpen(escalation)),
  )
  const escalations = standing.map((escalation) => {
    const { n, subject, level, at } = escalation
    return { n, subject, level, at, roles: rolesTold(escalation) }
  })
  const [offers, notInOneDay] = [offersOf(claim), oneDayBarredBy(claim)]
  return {
    missing: missingFor(claim),
    actions,
    escalations,
    ...(offers.length === 0 ? {} : { offers }),
    ...(notInOneDay.length === 0 ? {} : { notInOneDay }),
  }
}

/** The step of the ladder that what waits for a decision needs. */
function levelFor(claim: Claim, command: ClaimCommandType): Pick<NextAction, 'level'> {
  const waiting = waitingFor(claim, command)
  return waiting ? { level: waiting.requiredLevel } : {}
}

/** What a command would decide. */
function waitingFor(
  claim: Claim,
  command: ClaimCommandType,
): { readonly requiredLevel: AuthorityLevel } | null | undefined {
  if (command === 'DecideDispute') return openDispute(claim)?.proposal
  if (command === 'DecidePrepayment') {
    const asked = openAdvance(claim)
    return asked?.state === 'requested' ? asked : null
  }
  if (command === 'ApproveCompensation') return openCompensations(claim)[0]
  return command === 'VoteProposal' ? waitingForVotes(claim) : proposalFor(claim, command)
}

function waitingForVotes(claim: Claim): { readonly requiredLevel: AuthorityLevel } | null | undefined {
  if (openMotions(claim).length > 0) return { requiredLevel: 5 }
  return openDispute(claim)?.proposal ?? proposalFor(claim, 'VoteProposal')
}

const proposalFor = ({ stage }: Claim, command: ClaimCommandType): Proposal | null =>
  stage.status === 'awaiting-approval' && deciding.has(command) ? stage.proposal : null

const isOpen = ({ subject }: ClaimEscalation): boolean =>
  subject.kind !== 'clock' || !isConfidentialClock(subject.clock)

const deciding: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'ApproveProposal',
  'ReturnProposal',
  'VoteProposal',
])

/** A further list is a supervisor's to make (#16), and a step is had by its role and those who decide. */
function rolesFor(claim: Claim, command: ClaimCommandType): readonly Role[] {
  if (command === 'RequestDocuments' && claim.requestsMade > 0) return ['supervisor']
  return command === 'AssignClaim' ? stepHolders(claim) : rolesIn(command, claim.stage.status)
}

/**
 * Commands that only a suspicion or a right against somebody brings about, and what they meet: none of it is for the
 * customer to read.
 */
const investigative: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'RaiseHold',
  'ConfirmHold',
  'ReleaseHold',
  'ProveFraud',
  'CountersignProposal',
  'RecordNonDisclosure',
  'ServeRescission',
  'OpenRecovery',
  'RecordRecoveryReceipt',
  'WriteOffRecovery',
])
const secret: ReadonlySet<string> = new Set<RefusalCode>(['HELD', 'COUNTERSIGNATURE_MISSING'])

/**
 * The same without what tells of a suspicion: that somebody looks, and that something waits for him; and without what a proof
 * and other claims say of the insured's illness, which is not everybody's who may ask for him.
 */
export function shownToCustomers({ notInOneDay: _ofTheInsured, ...all }: NextActions): NextActions {
  const actions = all.actions
    .filter(({ command }) => !investigative.has(command))
    .map(({ blockedBy, ...action }) =>
      blockedBy === undefined || secret.has(blockedBy) ? action : { ...action, blockedBy },
    )
  return { ...all, actions }
}

function missingFor(claim: Claim): readonly string[] {
  const { stage, report, documents } = claim
  const { line } = subjectOf(claim)
  if (stage.status === 'received' || stage.status === 'reported') {
    const asked = { capacity: report.capacity, waived: notAskedFor(claim) }
    return missingDocuments(line, report.facts, documents, asked).map(({ kind }) => `document ${kind}`)
  }
  if (stage.status === 'awaiting-documents') {
    return stage.request.items.filter(isOutstanding).map(({ kind }) => `document ${kind}`)
  }
  if (stage.status === 'investigating')
    return neededEvidence(line, report.facts).map((kinds) => `evidence ${kinds.join(' or ')}`)
  if (stage.status === 'reviewing') return missingParts(claim).map((part) => `review ${part}`)
  const accounts = claim.payments
    .filter(({ state }) => state === 'fix-account')
    .map(({ n }) => `account of payment ${n}`)
  const unchecked = uncheckedInvoices(claim).map(({ invoiceId }) => `invoice check ${invoiceId}`)
  const refuted = stage.status === 'assessing' ? refutedInvoices(claim) : []
  const waiting = [...accounts, ...unchecked, ...refuted.map(({ invoiceId }) => `answer to invoice ${invoiceId}`)]
  return claim.policy.known === 'found' ? waiting : ['policy terms', ...waiting]
}
