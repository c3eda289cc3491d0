import { isFen, sumFen } from '../money.ts'
import { authorityOf, authorityUsed, bringing, takesCommittee } from './authority-bar.ts'
import { writeOffNeed } from './authority-need.ts'
import type { ClaimLine, RecoveryCause } from './codes.ts'
import type { LiableParty } from './advance-commands.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Ballot } from './committee.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { isFromPayee, outstandingFen } from './prepaid.ts'
import type { Claim, Recovery } from './state.ts'

/** #59: what was advanced beyond the final sum is asked back at once; nobody's account is ever debited. */
export function owedBack({ owedBackFen, owedBack: ofPayees, recoveries = [] }: Claim): ClaimFact | null {
  const begun = { type: 'RecoveryOpened', n: recoveries.length + 1, cause: 'overpaid' } as const
  if (owedBackFen) return { ...begun, amountFen: owedBackFen }
  const [first] = ofPayees ?? []
  return first === undefined ? null : { ...begun, ...first }
}

/** #70: overpaid, fraud found later, somebody else is liable for the loss, or something of worth is left of the thing. */
export function openRecovery(
  claim: Claim,
  { cause, amountFen, against, evidence, reasonTextId }: CommandOf<'OpenRecovery'>,
): Outcome {
  const fault =
    amountFault(claim, cause, amountFen) ?? evidenceFault(claim, evidence) ?? subrogationFault(claim, cause, against)
  if (fault !== null) return fault
  const n = (claim.recoveries ?? []).length + 1
  return happens({ type: 'RecoveryOpened', n, cause, amountFen, evidence, reasonTextId })
}

/** #71: money came in, all of it or a part. */
export function recordRecoveryReceipt(
  claim: Claim,
  { n, amountFen, reference }: CommandOf<'RecordRecoveryReceipt'>,
): Outcome {
  const open = openRecoveryOf(claim, n)
  if ('refusal' in open) return open
  if (!isFen(amountFen) || amountFen === 0 || amountFen > outstandingFen(open)) {
    const message = 'what came in is above zero, and at most what is still to come'
    return refuse(claim, 'RECOVERY_AMOUNT', message, { field: '/amountFen' })
  }
  return happens({ type: 'RecoveryReceived', n, amountFen, reference })
}

/**
 * #71: what cannot be had is given up, by somebody who could pay out as much: all that this claim has given up counts.
 * Beyond head office the committee votes on it.
 */
export function writeOffRecovery(
  claim: Claim,
  { n, reasonTextId }: CommandOf<'WriteOffRecovery'>,
  actor: Actor,
  context: Context,
): Outcome {
  const open = openRecoveryOf(claim, n)
  if ('refusal' in open) return open
  const need = writeOffNeed(claim, open)
  if (takesCommittee(need, context)) return bringWriteOff(claim, { ...open, reasonTextId }, actor)
  const authority = authorityOf(claim, need, actor, context)
  if ('refusal' in authority) return authority
  return happens({ type: 'RecoveryWrittenOff', n, reasonTextId, ...authority })
}

/** #28, #71: what the committee votes on, and what its majority brings about. */
export function writeOffBallot(
  claim: Claim,
  n: number,
  actor: Actor,
  context: Context,
): Ballot | { readonly refusal: Refusal } {
  const open = openRecoveryOf(claim, n)
  if ('refusal' in open) return open
  const { writeOff } = open
  if (!writeOff) return refuse(claim, 'NOTHING_BROUGHT', `nobody asked to give recovery ${n} up`, { field: '/on' })
  const { broughtBy, votes, reasonTextId } = writeOff
  return {
    need: writeOffNeed(claim, open),
    votes,
    broughtBy,
    carried: happens({ type: 'RecoveryWrittenOff', n, reasonTextId, ...authorityUsed(5, actor, context) }),
    lost: (why) => ({ type: 'WriteOffReturned', n, reasonTextId: why }),
  }
}

function bringWriteOff(
  claim: Claim,
  { n, writeOff, reasonTextId }: Recovery & { readonly reasonTextId: string },
  actor: Actor,
): Outcome {
  if (writeOff) return refuse(claim, 'BEFORE_COMMITTEE', 'the committee votes on this already', { field: '/n' })
  return bringing(claim, actor) ?? happens({ type: 'WriteOffProposed', n, reasonTextId })
}

/** True while money should still come back: the claim does not rest. */
export const isRecovering = ({ recoveries = [] }: Claim): boolean => recoveries.some(({ state }) => state === 'open')

/** As many as a person may open: the file travels whole through every continue-as-new. */
const recoveriesAtMost = 20

function openRecoveryOf(claim: Claim, n: number): Recovery | { readonly refusal: Refusal } {
  const known = (claim.recoveries ?? []).find((candidate) => candidate.n === n)
  if (known?.state === 'open') return known
  return refuse(claim, 'RECOVERY_UNKNOWN', `no recovery ${n} is open`, { field: '/n' })
}

/** What is asked of who was paid, or of all others, never exceeds what was paid (Insurance Law 60). */
function amountFault(claim: Claim, cause: RecoveryCause, amountFen: number): Outcome | null {
  const { recoveries = [], payments } = claim
  if (recoveries.length >= recoveriesAtMost) {
    return refuse(claim, 'TOO_MANY_RECOVERIES', `at most ${recoveriesAtMost} recoveries are opened on one claim`)
  }
  const paid = sumFen(payments.filter(({ state }) => state === 'settled').map((payment) => payment.amountFen))
  const alike = recoveries.filter((other) => isFromPayee(other.cause) === isFromPayee(cause))
  const asked = sumFen(alike.map(askedFen))
  if (isFen(amountFen) && amountFen > 0 && asked + amountFen <= paid) return null
  const message = 'what is to come back is above zero, and with all that was asked for before at most what was paid'
  return refuse(claim, 'RECOVERY_AMOUNT', message, { field: '/amountFen' })
}

/** What was given up is asked no more, and what the bank gave back or a later sum left out was not paid after all. */
const askedFen = ({ state, amountFen, receivedFen, setOffFen }: Recovery): number =>
  state === 'written-off' ? receivedFen : amountFen - setOffFen

function evidenceFault(claim: Claim, evidence: readonly string[]): Outcome | null {
  const onFile = new Set(claim.documents.map(({ documentId }) => documentId))
  const unknown = evidence.findIndex((id) => !onFile.has(id))
  if (unknown < 0) return null
  return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field: `/evidence/${unknown}` })
}

/** Insurance Law 46, 60, 62: never for a person's life or body, and never against the family but for intent. */
function subrogationFault(claim: Claim, cause: RecoveryCause, against: LiableParty | undefined): Outcome | null {
  if (cause !== 'subrogation') return null
  const line = claim.policy.known === 'found' ? claim.policy.line : claim.report.line
  if (persons.has(line) || (line === 'travel' && claim.report.facts.injury !== 'none')) {
    const message = 'insurance of persons gives no right against who is liable (Insurance Law 46)'
    return refuse(claim, 'RECOVERY_NOT_ALLOWED', message, { field: '/cause' })
  }
  if (against === undefined) {
    const message = 'say whether who is liable belongs to the family, and whether it was intent (Insurance Law 62)'
    return refuse(claim, 'RECOVERY_NOT_ALLOWED', message, { field: '/against' })
  }
  if (against.relation === 'other' || against.intentional) return null
  const message = 'nothing is asked of the family or the household but for intent (Insurance Law 62)'
  return refuse(claim, 'RECOVERY_NOT_ALLOWED', message, { field: '/against/relation' })
}

const persons: ReadonlySet<ClaimLine> = new Set<ClaimLine>(['medical', 'critical-illness', 'accident', 'life'])
