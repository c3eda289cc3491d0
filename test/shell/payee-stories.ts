import type { NamedPayee } from '../../domain/claim/payee-commands.ts'
import { DAY, HOUR } from '../../domain/time.ts'
import type { DeskClaim, Story } from './claim-desk.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
import {
  advanced,
  agreed,
  agreedOn,
  approvePayment,
  onlyByCommittee,
  outcomeUnknown,
  paid,
  paidInPart,
  pay,
  paymentIs,
  proof,
  submittedFor,
  underReview,
  voted,
} from './walk.ts'

const looks = { sha256: 'c'.repeat(64), sizeBytes: 1_000 } as const
const statement = { documentId: 'doc-statement', kind: 'third-party-statement', ...looks } as const
const death = { documentId: 'doc-death', kind: 'death-certificate', ...looks } as const
const kinship = { documentId: 'doc-heir', kind: 'relationship-proof', ...looks } as const

/** Somebody the insured has harmed. */
const victim = { accountHolderIsPayee: true, as: 'third-party', evidence: [statement.documentId] } as const

/** Who is paid when one of them had money before, died, cannot be reached or is on a list; and money that should come back. */
export const payeeStories: Readonly<Record<string, Story>> = {
  'payment-recalled': async (desk) => {
    const claim = await outcomeUnknown(desk)
    await claim.tell({ type: 'BankAnswered', n: 1, answer: 'recalled', cause: 'recalled-by-us', ageMs: 0 })
    await paymentIs(claim, 2, 'prepared')
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 2)
    await claim.reaches('paid')
    return claim
  },
  'unknown-for-hours': async (desk) => {
    const claim = await outcomeUnknown(desk)
    desk.world.faults.bankSilent = true
    await claim.forward(3 * HOUR)
    await claim.tell({ type: 'BankAnswered', n: 1, answer: 'accepted', ageMs: 0 })
    await paymentIs(claim, 1, 'sent')
    desk.world.faults.bankSilent = false
    await claim.forward(2 * HOUR)
    await claim.reaches('paid')
    return claim
  },
  'sent-back': async (desk) => {
    const claim = await desk.open({ documents: [proof] })
    await underReview(claim)
    const payee = { payeeId: 'pty_advance', accountHolderIsPayee: true, namedOnFile: 'insured' } as const
    const advance = { why: 'big-loss', amountFen: 100_000, evidence: [proof.documentId], payee } as const
    await claim.ask({ type: 'RequestPrepayment', ...advance }, people.assessor)
    const back = { verdict: 'return', reasonTextId: 'txt_reason' } as const
    await claim.ask({ type: 'DecidePrepayment', n: 1, ...back }, people.approver)
    const more = { authority: onlyByCommittee('reserve') }
    const reserve = { type: 'SetReserve', reserveFen: 700_000, reasonTextId: 'txt_reserve' } as const
    await claim.ask(reserve, people.headOffice, more)
    await voted(claim, ['against', 'for', 'against'], { ...more, on: { kind: 'reserve', reserveFen: 700_000 } })
    await agreedOn(claim, 500_000)
    await submittedFor(claim, 'pty_payee')
    await claim.ask({ type: 'CheckPayment', n: 1, ...back }, people.paymentChecker)
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 1)
    await claim.reaches('paid')
    // It has arrived: nobody takes it back any more.
    await claim.tell({ type: 'BankAnswered', n: 1, answer: 'recalled', cause: 'recalled-by-us', ageMs: 0 })
    return claim
  },
  'objected-and-released': async (desk) => {
    const claim = await desk.open()
    await agreed(claim)
    await submittedFor(claim, 'pty_payee')
    desk.world.faults.listed.add(claim.claimId)
    await approvePayment(claim, 1)
    await until('the screening to hold it', async () => (await claim.read()).claim.payments[0]?.screening === 'hit')
    const decide = { type: 'DecideScreening', n: 1, reasonTextId: 'txt_why' } as const
    await claim.ask({ ...decide, verdict: 'uphold' }, people.compliance)
    await claim.ask({ type: 'RecordObjection', textId: 'txt_objection', ageMs: 0 }, people.compliance)
    await claim.forward(DAY)
    await claim.ask({ type: 'AnswerObjection', textId: 'txt_answer' }, people.compliance)
    await claim.ask({ ...decide, verdict: 'release' }, people.compliance)
    await claim.reaches('paid')
    return claim
  },
  'advance-of-one-payee': async (desk) => {
    const claim = await desk.open({ policy: { ...coveredPolicy, line: 'liability' } })
    await claim.ask({ type: 'SupplyDocuments', documents: [proof, statement] }, people.claimant)
    await advanced(claim, 100_000, { payeeId: 'pty_one', ...victim })
    // (2,000 - 100 of deductible) at 80 %: 760 for each of the two, and the one has had 1,000.
    await agreedOn(claim, 200_000)
    const payees: readonly NamedPayee[] = [
      { payeeId: 'pty_first', share: 5_000, ...victim },
      { payeeId: 'pty_second', share: 5_000, ...victim },
    ]
    const had = [{ what: 'advance', n: 1, payeeId: 'pty_first' }] as const
    await claim.ask({ type: 'FreezePayees', payees, roundingTo: 'pty_first', had }, people.paymentClerk)
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 2)
    await claim.reaches('paid')
    return claim
  },
  'closed-over-held-money': async (desk) => {
    const claim = await paidInPart(desk)
    // Whoever is told that it is late has his message: else each of them goes out by every channel there is.
    for (let days = 0; days < 21; days += 3) {
      await claim.forward(3 * DAY)
      await claim.deliverNotices()
    }
    await claim.forward(161 * DAY)
    await claim.reaches('closed')
    const account = { accountId: 'pty_account_1', accountHolderIsPayee: true, identityChecked: true }
    await claim.ask({ type: 'NameNewAccount', n: 1, ...account }, people.claimant)
    await paidAtLast(claim)
    return claim
  },
  'payee-died': async (desk) => {
    const claim = await paidInPart(desk)
    await claim.ask({ type: 'SupplyDocuments', documents: [death, kinship] }, people.clerk)
    const thaw = { type: 'UnfreezePayees', reason: 'claimant-died', documents: [death.documentId] } as const
    await claim.ask({ ...thaw, payeeIds: ['pty_a'] }, people.paymentClerk)
    const heir = { payeeId: 'pty_heir', share: 5_000, accountHolderIsPayee: true, as: 'heir' } as const
    const payees = [{ ...heir, evidence: [kinship.documentId] }]
    await claim.ask({ type: 'FreezePayees', payees, roundingTo: 'pty_heir' }, people.paymentClerk)
    await paidAtLast(claim)
    return claim
  },
  'recovery-written-off': async (desk) => {
    const claim = await desk.open({ documents: [proof] })
    await advanced(claim, 100_000)
    // (1,100 - 100 of deductible) at 80 %: 800 are owed, 1,000 were paid.
    await agreedOn(claim, 110_000)
    await claim.reaches('paid')
    await claim.ask({ type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_lost' }, people.supervisor)
    await claim.ask({ type: 'GiveFeedback', score: 9 }, people.claimant)
    await claim.reaches('closed')
    return claim
  },
  'written-off-by-committee': async (desk) => {
    const claim = await desk.open()
    await paid(claim)
    const clawback = { type: 'OpenRecovery', cause: 'clawback', amountFen: 100_000, evidence: [] } as const
    await claim.ask({ ...clawback, reasonTextId: 'txt_why' }, people.supervisor)
    const more = { authority: onlyByCommittee('payment') }
    const lost = { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_lost' } as const
    await claim.ask(lost, people.headOffice, more)
    await voted(claim, ['against', 'for', 'against'], { ...more, on: { kind: 'write-off', n: 1 } })
    await claim.ask(lost, people.headOffice, more)
    await voted(claim, ['for', 'for', 'abstain'], { ...more, on: { kind: 'write-off', n: 1 } })
    return claim
  },
  'surveyed-and-subrogated': async (desk) => {
    const claim = await desk.open({ claimedFen: 1_000_000, policy: { ...coveredPolicy, line: 'household-property' } })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('investigating')
    await claim.ask({ type: 'ReportSurvey', evidence: ['scene-photos', 'object-state'] }, people.surveyor)
    await agreedOn(claim, 1_000_000)
    await pay(claim)
    const against = { relation: 'other', intentional: false } as const
    const subrogation = { type: 'OpenRecovery', cause: 'subrogation', amountFen: 200_000, against } as const
    await claim.ask({ ...subrogation, evidence: [], reasonTextId: 'txt_liable' }, people.supervisor)
    const receipt = { type: 'RecordRecoveryReceipt', n: 1, amountFen: 100_000 } as const
    await claim.ask({ ...receipt, reference: 'in-1' }, people.paymentClerk)
    await claim.ask({ ...receipt, reference: 'in-2' }, people.paymentClerk)
    return claim
  },
  'hold-lapsed': async (desk) => {
    const claim = await desk.open()
    await agreed(claim)
    await claim.ask({ type: 'RaiseHold', amountFen: 392_000, reasonTextId: 'txt_suspicion' }, people.headOffice)
    await claim.ask({ type: 'ConfirmHold' }, people.compliance)
    await submittedFor(claim, 'pty_payee')
    await claim.forward(4 * DAY)
    await approvePayment(claim, 1)
    await claim.reaches('paid')
    return claim
  },
}

/** What was held for one of them goes out under a reference of its own. */
async function paidAtLast(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await approvePayment(claim, 3)
  await claim.reaches('paid')
}
