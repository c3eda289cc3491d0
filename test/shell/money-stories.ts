import { DAY, HOUR } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import {
  advanced,
  agreed,
  agreedOn,
  approvePayment,
  onlyByCommittee,
  paidInPart,
  payAnew,
  payToTheEnd,
  paymentIs,
  proof,
  submittedFor,
  underReview,
  voted,
} from './walk.ts'

/** Money that comes late, comes back, waits for votes, changes its payee or is fought for. */
export const moneyStories = {
  'paid-late': async (desk: ClaimDesk) => {
    const claim = await paidTooLate(desk)
    await claim.ask({ type: 'ApproveCompensation', n: 1 }, people.supervisor)
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 2)
    await paymentIs(claim, 2, 'settled')
    return claim
  },
  'compensation-voted': async (desk: ClaimDesk) => {
    const claim = await paidTooLate(desk)
    const more = { authority: onlyByCommittee('payment'), on: { kind: 'compensation', n: 1 } } as const
    await voted(claim, ['against', 'against', 'for'], more)
    await voted(claim, ['for', 'for', 'abstain'], more)
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 2)
    await paymentIs(claim, 2, 'settled')
    return claim
  },
  'reminded-of-held-money': async (desk: ClaimDesk) => {
    const claim = await paidInPart(desk)
    // Whoever is told that it is late has his message: else each of them goes out by every channel there is.
    for (let days = 0; days < 372; days += 3) {
      await claim.forward(3 * DAY)
      await claim.deliverNotices()
    }
    const times = async () => (await claim.read()).claim.payments[0]?.trouble?.reminders
    await until('the payee to be reminded', async () => (await times()) === 1)
    return claim
  },
  'advance-by-committee': async (desk: ClaimDesk) => {
    const claim = await desk.open({ documents: [proof] })
    const more = { authority: onlyByCommittee('prepayment') }
    await underReview(claim)
    const payee = { payeeId: 'pty_advance', accountHolderIsPayee: true, namedOnFile: 'insured' } as const
    const asked = { why: 'big-loss', amountFen: 100_000, evidence: [proof.documentId], payee } as const
    await claim.ask({ type: 'RequestPrepayment', ...asked }, people.assessor, more)
    await voted(claim, ['for', 'against', 'for'], { ...more, on: { kind: 'advance', n: 1 } })
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 1)
    await paymentIs(claim, 1, 'settled')
    return claim
  },
  'advance-came-back': async (desk: ClaimDesk) => {
    const claim = await desk.open({ documents: [proof] })
    await advanced(claim, 100_000)
    // (1,100 - 100 of deductible) at 80 %: 800 are owed, 1,000 were paid, and all of it comes back.
    await agreedOn(claim, 110_000)
    await claim.reaches('paid')
    await claim.tell({ type: 'BankAnswered', n: 1, answer: 'returned', cause: 'account-closed', ageMs: 0 })
    await claim.reaches('paying')
    await payAnew(claim, 1)
    await claim.reaches('paid')
    return claim
  },
  'payees-changed': async (desk: ClaimDesk) => {
    const claim = await desk.open({ documents: [proof] })
    await agreed(claim)
    await submittedFor(claim, 'pty_payee')
    desk.world.faults.listed.add(claim.claimId)
    await approvePayment(claim, 1)
    await until('the screening to hold it', async () => (await claim.read()).claim.payments[0]?.screening === 'hit')
    const change = { reason: 'payee-changed', documents: [proof.documentId] } as const
    await claim.ask({ type: 'UnfreezePayees', ...change }, people.paymentClerk)
    desk.world.faults.listed.delete(claim.claimId)
    await submittedFor(claim, 'pty_heir')
    await approvePayment(claim, 2)
    // The measure has passed to the heir: he is paid when compliance has released it.
    const release = { type: 'DecideScreening', verdict: 'release', reasonTextId: 'txt_another_person' } as const
    await claim.ask({ ...release, n: 2 }, people.compliance)
    await claim.reaches('paid')
    return claim
  },
  'disputed-and-settled': async (desk: ClaimDesk) => {
    const claim = await desk.open()
    await payToTheEnd(claim)
    await claim.reaches('closed')
    await claim.forward(HOUR)
    await claim.ask({ type: 'RaiseDispute', identityChecked: true, reasonTextId: 'txt_objection' }, people.claimant)
    await claim.ask({ type: 'InvestigateDispute', answerTextId: 'txt_answer' }, people.disputeHandler)
    const finding = { outcome: 'compromise', payFen: 50_000, findingTextId: 'txt_finding' } as const
    await claim.ask({ type: 'EvaluateDispute', ...finding }, people.disputeHandler)
    await claim.ask({ type: 'DecideDispute', verdict: 'approve' }, people.supervisor)
    await claim.reaches('agreed')
    await submittedFor(claim, 'pty_payee')
    await approvePayment(claim, 2)
    await claim.reaches('paid')
    return claim
  },
} as const

/** The law owes the payee something for it, which waits for approval. */
async function paidTooLate(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_payee')
  await claim.forward(25 * DAY)
  await approvePayment(claim, 1)
  await until('what paying late costs', async () => (await claim.read()).claim.compensations?.[0] ?? null)
  return claim
}
