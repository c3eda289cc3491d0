import type { WorkflowHandle } from '@temporalio/client'
import { WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'

import type { AuthorityKind } from '../../domain/authority.ts'
import type { Actor, DocumentNeed } from '../../domain/claim/commands.ts'
import type { AdvancePayee } from '../../domain/claim/payee-commands.ts'
import type { Motion, PaymentState, Vote } from '../../domain/claim/state.ts'
import type { ToldAuthority } from '../../domain/claim/told-authority.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'

/** The main path as the people of a claim walk it, to a chosen point. */
export async function reviewed(claim: DeskClaim): Promise<void> {
  await underReview(claim)
  await claim.ask({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
}

/** At the desk, and from there with a reviewer: nothing of it was surveyed. */
export async function underReview(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await claim.reaches('reviewing')
}

export async function proposed(claim: DeskClaim): Promise<void> {
  await reviewed(claim)
  const items = [{ itemId: 'bill-1', claimedFen: 500_000, notCoveredFen: 0 }]
  await claim.ask({ type: 'AssessLoss', items }, people.assessor)
}

export async function agreed(claim: DeskClaim): Promise<void> {
  await proposed(claim)
  await agreedAfter(claim)
}

/** Reviewed, assessed with this amount, and agreed. */
export async function agreedOn(claim: DeskClaim, claimedFen: number): Promise<void> {
  await claim.ask({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
  const items = [{ itemId: 'bill-1', claimedFen, notCoveredFen: 0 }]
  await claim.ask({ type: 'AssessLoss', items }, people.assessor)
  await agreedAfter(claim)
}

async function agreedAfter(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'ApproveProposal' }, people.approver)
  await claim.reaches('offered')
  await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
}

export async function paid(claim: DeskClaim): Promise<void> {
  await agreed(claim)
  await pay(claim)
}

/** What an advance rests on: the claim is opened with it. */
export const proof = { documentId: 'doc-form', kind: 'claim-form', sha256: 'b'.repeat(64), sizeBytes: 1_000 } as const

const ownAdvance = { payeeId: 'pty_advance', accountHolderIsPayee: true, namedOnFile: 'insured' } as const

/** Under review, and this much of it paid in advance. */
export async function advanced(claim: DeskClaim, amountFen: number, payee: AdvancePayee = ownAdvance): Promise<void> {
  await underReview(claim)
  const evidence = [proof.documentId]
  await claim.ask({ type: 'RequestPrepayment', why: 'big-loss', amountFen, evidence, payee }, people.assessor)
  await claim.ask({ type: 'DecidePrepayment', n: 1, verdict: 'approve' }, people.approver)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await approvePayment(claim, 1)
  await until('the advance to arrive', async () => (await claim.read()).claim.payments[0]?.state === 'settled')
}

/** From the agreement to the money. */
export async function pay(claim: DeskClaim): Promise<void> {
  await submittedFor(claim, 'pty_payee')
  await approvePayment(claim, 1)
  await claim.reaches('paid')
}

/** Equal shares, one payment each, waiting for the checker. */
export async function submittedFor(claim: DeskClaim, ...payeeIds: readonly [string, ...string[]]): Promise<void> {
  const share = 10_000 / payeeIds.length
  const own = { share, accountHolderIsPayee: true, namedOnFile: 'insured' } as const
  const payees = payeeIds.map((payeeId) => ({ payeeId, ...own }))
  await claim.ask({ type: 'FreezePayees', payees, roundingTo: payeeIds[0] }, people.paymentClerk)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
}

export const approvePayment = (claim: DeskClaim, n: number) =>
  claim.ask({ type: 'CheckPayment', n, verdict: 'approve' }, people.paymentChecker)

/** Agreed and let go, and the answer of the bank is lost. */
export async function outcomeUnknown(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_payee')
  desk.world.faults.loseBankAnswer = true
  await approvePayment(claim, 1)
  await paymentIs(claim, 1, 'unknown')
  return claim
}

/** The bank knows the payee's account no more. */
export async function accountRejected(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_payee')
  desk.world.faults.rejectTransfer = 'account-closed'
  await approvePayment(claim, 1)
  await paymentIs(claim, 1, 'fix-account')
  return claim
}

/** Two payees: the second has his money, the account of the first is wrong and he does not want it now. */
export async function paidInPart(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_a', 'pty_b')
  desk.world.faults.rejectTransfer = 'name-mismatch'
  await approvePayment(claim, 1)
  await paymentIs(claim, 1, 'fix-account')
  await approvePayment(claim, 2)
  await paymentIs(claim, 2, 'settled')
  await claim.ask({ type: 'RecordContactTry', n: 1, outcome: 'refused' }, people.paymentClerk)
  await claim.reaches('paid')
  return claim
}

export async function payToTheEnd(claim: DeskClaim): Promise<void> {
  await paid(claim)
  await claim.ask({ type: 'GiveFeedback', score: 9 }, people.claimant)
}

/** Waits until nothing of the claim is under way any more, so that the history stands still. */
export async function settled(claim: DeskClaim): Promise<void> {
  await until('every notice proven and the policy known', async () => {
    await claim.deliverNotices()
    const { notices, policy } = (await claim.read()).claim
    return policy.known === 'found' && notices.every(({ state }) => state === 'delivered')
  })
  await until('nothing under way', async () => !(await isUnderWay(claim.handle)))
}

/** Whether the run has an activity or a task that has not ended. */
export async function isUnderWay(run: Pick<WorkflowHandle, 'describe'>): Promise<boolean> {
  const { raw } = await run.describe()
  return (raw.pendingActivities ?? []).length > 0 || Boolean(raw.pendingWorkflowTask)
}

/** Waits until the log, and the history with it, have all that the claim has been through. */
export async function recordedWhole(desk: Pick<ClaimDesk, 'world'>, claim: DeskClaim): Promise<void> {
  await until('what happened to be recorded', async () => {
    const { version } = (await claim.read()).claim
    const { raw } = await claim.handle.describe()
    return desk.world.log.get(claim.claimId)?.length === version && !raw.pendingWorkflowTask
  })
}

/** The code of a refused Update. */
export async function refusalOf(asking: Promise<unknown>): Promise<string | null | undefined> {
  const error: unknown = await asking.then(() => null).catch((thrown: unknown) => thrown)
  if (!(error instanceof WorkflowUpdateFailedError)) throw new Error('it was not refused', { cause: error })
  const { cause } = error
  return cause instanceof ApplicationFailure ? cause.type : undefined
}

/** The account took no money: the payee names another one, and it is paid there. */
export async function payAnew(claim: DeskClaim, n: number): Promise<void> {
  const account = { accountId: `pty_account_${n}`, accountHolderIsPayee: true, identityChecked: true }
  await claim.ask({ type: 'NameNewAccount', n, ...account }, people.claimant)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await approvePayment(claim, n + 1)
}

/** Waits for a payment to stand where the bank's word has brought it. */
export const paymentIs = (claim: DeskClaim, n: number, state: PaymentState): Promise<unknown> =>
  until(`payment ${n} to be ${state}`, async () => {
    const { payments } = (await claim.read()).claim
    return payments.some((payment) => payment.n === n && payment.state === state)
  })

/** Documents are asked for, and the list is proven delivered: the customer's time runs. */
export async function asksFor(
  claim: DeskClaim,
  items: readonly DocumentNeed[],
  by: Actor = people.clerk,
  because: { readonly reasonTextId?: string } = {},
): Promise<void> {
  await claim.ask({ type: 'RequestDocuments', items, ...because }, by)
  await until('the correction notice is delivered', async () => {
    await claim.deliverNotices()
    const { stage } = (await claim.read()).claim
    return stage.status === 'awaiting-documents' && stage.request.deliveredAt !== undefined
  })
}

/** A table of limits by which nobody but the committee decides anything of this kind. */
export const onlyByCommittee = (kind: AuthorityKind): ToldAuthority => ({
  limits: {
    version: 1,
    rows: [{ kind, branch: '000000', currency: 'CNY', limitsFen: [null, null, null, null], from: '2020-01-01' }],
  },
  delegations: [],
})

/** Three members of the committee say their word, each a person of his own; who is not for it says why. */
export async function voted(
  claim: DeskClaim,
  votes: readonly [Vote, Vote, Vote],
  { on, members = firstCommittee, ...more }: Voting = {},
): Promise<void> {
  const about = on === undefined ? {} : { on }
  for (const [index, id] of members.entries()) {
    const vote = votes[index] ?? 'abstain'
    const member = { id, role: 'committee', branch: '000000', authorityLevel: 5 } as const
    const reason = vote === 'for' ? {} : { reasonTextId: 'txt_reason' }
    await claim.ask({ type: 'VoteProposal', vote, ...reason, ...about }, member, more)
  }
}

interface Voting {
  readonly on?: Motion
  readonly authority?: ToldAuthority
  readonly members?: readonly [string, string, string]
}

const firstCommittee = ['per_first', 'per_second', 'per_third'] as const
