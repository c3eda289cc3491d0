import { DAY, addDays, dateOf } from '../../domain/time.ts'
import { firstDiagnosis } from '../example-diagnoses.ts'
import type { ClaimDesk, DeskClaim, Story } from './claim-desk.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, agreedOn, asksFor, pay, proof, proposed, reviewed, underReview, voted } from './walk.ts'

const needed = [{ kind: 'medical-record', reasonTextId: 'txt_reason', decidableWithout: false }] as const

/** An investigator's grounds; what they are about is held before. */
const grounds = { clause: '27', evidence: [proof.documentId], reasonTextId: 'txt_reason' } as const
const notCovered = { ground: 'not-covered', clause: 'clause 7', evidence: [], reasonTextId: 'txt_reason' } as const
const answered = { type: 'AnswerAdvance', reasonTextId: 'txt_reason' } as const
const signed = { type: 'CountersignProposal', verdict: 'agree' } as const

/** Refusals and concessions, what is proven before them, and what becomes of a proposal that nobody carries. */
export const decisionStories: Readonly<Record<string, Story>> = {
  'fraud-proven': refusedForFraud,
  'fraud-reopened': async (desk) => {
    const claim = await refusedForFraud(desk)
    await claim.deliverNotices()
    const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' } as const
    await claim.ask(reopen, people.supervisor)
    await claim.ask({ type: 'ReleaseHold', reportTextId: 'txt_report' }, people.investigator)
    await proposed(claim)
    await claim.ask(signed, { ...people.compliance, id: 'per_compliance_2' })
    await voted(claim, ['for', 'for', 'for'], { members: ['per_fourth', 'per_fifth', 'per_sixth'] })
    await claim.reaches('offered')
    await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
    return claim
  },
  'fraud-of-a-part': async (desk) => {
    const claim = await desk.open({ documents: [proof] })
    await agreed(claim)
    await claim.ask({ type: 'RaiseHold', amountFen: 392_000, reasonTextId: 'txt_suspicion' }, people.headOffice)
    await claim.ask({ type: 'ConfirmHold' }, people.compliance)
    const part = { type: 'ProveFraud', extent: 'part', falseFen: 60_000, ...grounds } as const
    await claim.ask(part, people.investigator)
    await claim.ask({ ...signed, verdict: 'object', questionTextId: 'txt_question' }, people.compliance)
    await claim.ask(part, people.investigator)
    await claim.ask(signed, people.compliance)
    await voted(claim, ['for', 'for', 'for'])
    await claim.reaches('offered')
    await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
    return claim
  },
  rescinded: async (desk) => {
    const effectiveFrom = addDays(dateOf(Date.now()), -200)
    const claim = await desk.open({ documents: [proof], policy: { ...coveredPolicy, effectiveFrom } })
    await underReview(claim)
    const evidence = [proof.documentId]
    await claim.ask({ type: 'RecordNonDisclosure', evidence, ageMs: 0 }, people.reviewer)
    await claim.forward(2 * DAY)
    await claim.ask({ type: 'ServeRescission', reference: 'EMS-1', ageMs: DAY }, people.branchHead)
    const refusal = { ...notCovered, ground: 'non-disclosure', evidence } as const
    await claim.ask({ type: 'ProposeRefusal', ...refusal }, people.reviewer)
    await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
    await claim.reaches('declined')
    return claim
  },
  conceded: async (desk) => {
    const claim = await desk.open()
    await reviewed(claim)
    const concession = { type: 'ProposeConcession', payFen: 200_000, reasonTextId: 'txt_reason' } as const
    await claim.ask({ ...concession, kind: 'compromise' }, people.assessor)
    await claim.ask({ type: 'ReturnProposal', questionTextId: 'txt_question' }, people.approver)
    await claim.ask({ ...concession, kind: 'ex-gratia' }, people.assessor)
    await claim.ask({ type: 'ApproveProposal' }, people.headOffice)
    await claim.reaches('offered')
    await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
    return claim
  },
  compromised: async (desk) => {
    const claim = await desk.open()
    await underReview(claim)
    await claim.ask({ type: 'RecordReview', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
    const compromise = { type: 'ProposeConcession', kind: 'compromise', payFen: 200_000 } as const
    await claim.ask({ ...compromise, reasonTextId: 'txt_reason' }, people.reviewer)
    await claim.ask({ type: 'ApproveProposal' }, people.approver)
    await claim.reaches('offered')
    return claim
  },
  'proposals-returned': async (desk) => {
    const back = { type: 'ReturnProposal', questionTextId: 'txt_question' } as const
    const refusal = { type: 'ProposeRefusal', ...notCovered } as const
    const claim = await desk.open()
    await claim.ask({ type: 'ProposeDenial', ...notCovered }, people.clerk)
    await claim.ask(back, people.supervisor)
    await underReview(claim)
    await claim.ask(refusal, people.reviewer)
    await claim.ask(back, people.supervisor)
    await claim.ask({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
    await claim.ask(refusal, people.reviewer)
    await claim.ask(back, people.supervisor)
    return claim
  },
  'denial-fell-back': async (desk) => {
    const claim = await desk.open()
    await claim.ask({ type: 'ProposeDenial', ...notCovered }, people.clerk)
    await claim.forward(2 * DAY)
    await claim.reaches('reviewing')
    return claim
  },
  'one-day-by-diagnosis': async (desk) => {
    const diagnosis = {
      documentId: 'doc-diagnosis',
      kind: 'diagnosis',
      sha256: 'd'.repeat(64),
      sizeBytes: 1_000,
    } as const
    const policy = { ...coveredPolicy, line: 'critical-illness', effectiveFrom: '2020-01-01' } as const
    const claim = await desk.open({ policy })
    await claim.ask({ type: 'SupplyDocuments', documents: [diagnosis] }, people.claimant)
    await until('the policy', async () => (await claim.read()).claim.policy.known === 'found')
    const says = { ...firstDiagnosis, documentId: diagnosis.documentId }
    await claim.ask({ type: 'AcceptClaim', diagnosis: says }, people.clerk)
    await until('the promise of a day', async () => (await claim.read()).claim.clocks.some(({ id }) => id === 'C19'))
    await claim.reaches('reviewing')
    await agreedOn(claim, 500_000)
    await pay(claim)
    return claim
  },
  'day-55-nothing-provable': async (desk) => {
    const claim = await awaitedInTriage(desk)
    await claim.ask({ ...answered, answer: 'nothing-provable' }, people.headOffice)
    return claim
  },
  'day-55-refusal-begun': async (desk) => {
    const claim = await awaitedInTriage(desk)
    await claim.ask({ ...answered, answer: 'refuse' }, people.headOffice)
    await claim.ask({ type: 'ProposeRefusal', ...notCovered }, people.reviewer)
    return claim
  },
  'day-55-suspected': async (desk) => {
    const claim = await desk.open({ ageMs: 54 * DAY })
    await claim.ask({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' }, people.clerk)
    await asksFor(claim, needed)
    await awaitedOnDay55(claim)
    await claim.ask({ ...answered, answer: 'refuse' }, people.headOffice)
    return claim
  },
  'day-55-relinked': async (desk) => {
    const claim = await desk.open({ ageMs: 54 * DAY })
    await underReview(claim)
    await asksFor(claim, needed, people.reviewer)
    const right = { policyId: 'pty_right', because: 'entered-wrongly' } as const
    await claim.ask({ type: 'RelinkPolicy', ...right }, people.supervisor)
    await awaitedOnDay55(claim)
    await claim.ask({ ...answered, answer: 'refuse' }, people.headOffice)
    await claim.reaches('reviewing')
    return claim
  },
}

/** Held for a suspicion and proven: the committee refuses it whole, with compliance. */
async function refusedForFraud(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open({ documents: [proof] })
  await underReview(claim)
  await claim.ask({ type: 'RaiseHold', amountFen: 300_000, reasonTextId: 'txt_suspicion' }, people.reviewer)
  const whole = { type: 'ProveFraud', extent: 'whole', ...grounds, policeReference: 'JJ-118' } as const
  await claim.ask(whole, people.investigator)
  await claim.ask(signed, people.compliance)
  await voted(claim, ['for', 'against', 'for'])
  await claim.reaches('declined')
  return claim
}

/** So large that a reviewer says how it goes on, and none has. */
async function awaitedInTriage(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open({ claimedFen: 20_000_000, ageMs: 54 * DAY })
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await claim.reaches('triaged')
  await awaitedOnDay55(claim)
  return claim
}

/** A claim that reached the insurer 54 days before it was entered: the sixty days of the law are nearly over. */
async function awaitedOnDay55(claim: DeskClaim): Promise<void> {
  await claim.forward(2 * DAY)
  await until('head office to be asked', async () => (await claim.read()).claim.advanceAwaited?.afterDays === 55)
}
