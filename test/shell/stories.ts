import { DAY, HOUR, MINUTE } from '../../domain/time.ts'
import { currentRules } from '../../domain/rules.ts'
import { renewRun } from '../../workflows/claim-contract.ts'
import { noTable, systemPolicy } from '../small-claims.ts'
import type { DeskClaim, Story } from './claim-desk.ts'
import { decisionStories } from './decision-stories.ts'
import { deskStories } from './desk-stories.ts'
import { disputeStories } from './dispute-stories.ts'
import { emergencyStories, overlapStories } from './emergency-stories.ts'
import { eventStories } from './event-stories.ts'
import { moneyStories } from './money-stories.ts'
import { until } from './outside-world.ts'
import { payeeStories } from './payee-stories.ts'
import { people } from './people.ts'
import {
  accountRejected,
  advanced,
  agreed,
  agreedOn,
  approvePayment,
  asksFor,
  onlyByCommittee,
  outcomeUnknown,
  payAnew,
  payToTheEnd,
  paymentIs,
  proof,
  proposed,
  reviewed,
  submittedFor,
  voted,
} from './walk.ts'

const items = [{ kind: 'medical-record', reasonTextId: 'txt_reason', decidableWithout: false }] as const
const record = { documentId: 'doc-record', kind: 'medical-record', sha256: 'a'.repeat(64), sizeBytes: 1_000 } as const

const bill = [{ itemId: 'bill-1', claimedFen: 500_000, notCoveredFen: 0 }] as const

const everyDocument = (['claim-form', 'identity', 'medical-record', 'medical-invoice'] as const).map((kind) => ({
  ...record,
  documentId: `doc-${kind}`,
  kind,
}))

/** Nobody but the committee pays anything. */
const committeePays = { authority: onlyByCommittee('payment') }

export const stories: Readonly<Record<string, Story>> = {
  'straight-through': async (desk) => {
    const claim = await desk.open()
    // Whoever accepts a claim in the instant of its filing has answered what the look was for.
    await until('its copies to be looked for', () => desk.world.looked.has(claim.claimId))
    await payToTheEnd(claim)
    await claim.reaches('closed')
    return claim
  },
  supplement: async (desk) => {
    const claim = await desk.open()
    await askedForDocuments(claim)
    await claim.forward(2 * DAY)
    await claim.ask({ type: 'SupplyDocuments', documents: [record] }, people.claimant)
    await reviewed(claim)
    return claim
  },
  'with-invoice': async (desk) => {
    const claim = await desk.open()
    await claim.ask({ type: 'RegisterInvoice', invoiceId: 'inv_bill', amountFen: 500_000 }, people.claimant)
    await reviewed(claim)
    await until('the tax authority has answered', async () => {
      const { invoices = [] } = (await claim.read()).claim
      return invoices.some(({ state }) => state === 'genuine')
    })
    const items = [{ itemId: 'bill-1', claimedFen: 500_000, notCoveredFen: 0, invoiceId: 'inv_bill' }]
    await claim.ask({ type: 'AssessLoss', items }, people.assessor)
    return claim
  },
  'invoice-refuted': async (desk) => {
    desk.world.invoices = 'not-found'
    const claim = await desk.open()
    await claim.ask({ type: 'RegisterInvoice', invoiceId: 'inv_bill', amountFen: 500_000 }, people.claimant)
    await until('the tax authority has answered', async () => {
      const { invoices = [] } = (await claim.read()).claim
      return invoices.some(({ state }) => state === 'refuted')
    })
    await reviewed(claim)
    const cut = { ground: 'not-covered', clause: 'clause 7', evidence: [] } as const
    const refuted = { itemId: 'bill-2', claimedFen: 500_000, notCoveredFen: 500_000, invoiceId: 'inv_bill', ...cut }
    await claim.ask({ type: 'AssessLoss', items: [...bill, refuted], textId: 'txt_reason' }, people.assessor)
    return claim
  },
  denied: async (desk) => {
    desk.world.policy = null
    const claim = await desk.open()
    await until('the policy system has answered', async () => (await claim.read()).claim.policy.known === 'unknown')
    await claim.ask(
      { type: 'ProposeDenial', ground: 'no-policy', clause: 'none', evidence: [], reasonTextId: 'txt_reason' },
      people.clerk,
    )
    await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
    await claim.reaches('denied')
    return claim
  },
  relinked: async (desk) => {
    const { policy } = desk.world
    desk.world.policy = null
    const claim = await desk.open()
    await until('the policy system has answered', async () => (await claim.read()).claim.policy.known === 'unknown')
    desk.world.policy = policy
    await claim.ask({ type: 'RelinkPolicy', policyId: 'pty_right', because: 'named-wrongly' }, people.supervisor)
    await until('the right policy is known', async () => (await claim.read()).claim.policy.known === 'found')
    await reviewed(claim)
    return claim
  },
  declined: async (desk) => {
    const claim = await desk.open()
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('reviewing')
    const refusal = { ground: 'not-covered', clause: 'clause 7', evidence: [], reasonTextId: 'txt_reason' } as const
    await claim.ask({ type: 'ProposeRefusal', ...refusal }, people.reviewer)
    await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
    await claim.reaches('declined')
    return claim
  },
  withdrawn: async (desk) => {
    const claim = await desk.open()
    await reviewed(claim)
    await claim.ask({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_reason' }, people.claimant)
    await claim.reaches('withdrawn')
    return claim
  },
  'dormant-and-revived': async (desk) => {
    const claim = await desk.open()
    await askedForDocuments(claim)
    await claim.forward(45 * DAY)
    await claim.reaches('dormant')
    await claim.ask({ type: 'SupplyDocuments', documents: [record] }, people.claimant)
    await claim.reaches('received')
    return claim
  },
  'closed-and-reopened': async (desk) => {
    const claim = await desk.open()
    await payToTheEnd(claim)
    await claim.reaches('closed')
    await claim.forward(HOUR)
    await claim.ask(
      { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' },
      people.supervisor,
    )
    await proposedAgain(claim)
    return claim
  },
  'held-and-cleared': async (desk) => {
    desk.world.fraud = { hardRules: ['watch-list'], signals: [] }
    const claim = await desk.open({ claimedFen: 6_000_000 })
    await until('the score to hold it', async () => (await claim.read()).claim.hold?.standing ?? null)
    await reviewed(claim)
    await claim.ask({ type: 'ReleaseHold', reportTextId: 'txt_report' }, people.investigator)
    const items = [{ itemId: 'bill-1', claimedFen: 6_000_000, notCoveredFen: 0 }]
    await claim.ask({ type: 'AssessLoss', items }, people.assessor)
    await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
    await claim.reaches('offered')
    return claim
  },
  'advanced-and-recovered': async (desk) => {
    const claim = await desk.open({ documents: [proof] })
    await advanced(claim, 100_000)
    // (1,100 - 100 of deductible) at 80 %: 800 are owed, 1,000 were paid.
    await agreedOn(claim, 110_000)
    await claim.reaches('paid')
    const receipt = { type: 'RecordRecoveryReceipt', n: 1, amountFen: 20_000, reference: 'in-1' } as const
    await claim.ask(receipt, people.paymentClerk)
    await claim.ask({ type: 'GiveFeedback', score: 9 }, people.claimant)
    await claim.reaches('closed')
    return claim
  },
  committee: async (desk) => {
    const claim = await desk.open()
    await reviewed(claim)
    await claim.ask({ type: 'AssessLoss', items: bill }, people.assessor, committeePays)
    await voted(claim, ['for', 'for', 'for'], committeePays)
    await claim.reaches('offered')
    return claim
  },
  'small-claim': async (desk) => {
    const claim = await desk.open({ claimedFen: 250_000, servicePolicy: systemPolicy(0) })
    await until('the policy is known', async () => (await claim.read()).claim.policy.known === 'found')
    await claim.ask({ type: 'SupplyDocuments', documents: everyDocument }, people.claimant)
    await claim.ask({ type: 'AcceptClaim' }, people.clerk, { authority: noTable })
    await claim.reaches('offered')
    await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
    const own = { share: 10_000, accountHolderIsPayee: true, namedOnFile: 'insured' } as const
    const payees = [{ payeeId: 'pty_payee', ...own }]
    await claim.ask({ type: 'FreezePayees', payees, roundingTo: 'pty_payee' }, people.paymentClerk)
    await claim.reaches('paid')
    return claim
  },
  'continued-as-new': async (desk) => {
    const claim = await desk.open({ historyLimit: 10 })
    const first = (await claim.handle.describe()).runId
    await askedForDocuments(claim)
    await until('the next run', async () => (await claim.handle.describe()).runId !== first)
    await claim.ask({ type: 'SupplyDocuments', documents: [record] }, people.claimant)
    await proposed(claim)
    return claim
  },
  'rules-raised': async (desk) => {
    const claim = await desk.open({ rules: 2 })
    const first = (await claim.handle.describe()).runId
    await claim.handle.signal(renewRun, currentRules)
    await until('the next run', async () => (await claim.handle.describe()).runId !== first)
    await proposed(claim)
    return claim
  },
  'account-rejected': async (desk) => {
    const claim = await accountRejected(desk)
    await claim.forward(25 * HOUR)
    await payAnew(claim, 1)
    await claim.reaches('paid')
    return claim
  },
  'payee-not-contacted': async (desk) => {
    const claim = await accountRejected(desk)
    await claim.forward(2 * DAY)
    await until(
      'the supervisor to be told',
      async () => (await claim.read()).claim.payments[0]?.trouble?.supervisorTold,
    )
    await payAnew(claim, 1)
    await claim.reaches('paid')
    return claim
  },
  'file-rested': async (desk) => {
    const claim = await desk.open()
    await payToTheEnd(claim)
    await claim.reaches('closed')
    await claim.deliverNotices()
    await claim.forward(91 * DAY)
    await until('its end', async () => (await claim.handle.describe()).status.name === 'COMPLETED')
    return claim
  },
  'bank-refuses': async (desk) => {
    const claim = await desk.open()
    await agreed(claim)
    await submittedFor(claim, 'pty_payee')
    desk.world.faults.rejectTransfer = 'bank-limit'
    await approvePayment(claim, 1)
    await paymentIs(claim, 2, 'waiting')
    await claim.forward(5 * MINUTE)
    await claim.reaches('paid')
    return claim
  },
  'outcome-unknown': async (desk) => {
    const claim = await outcomeUnknown(desk)
    await claim.forward(MINUTE)
    await claim.reaches('paid')
    return claim
  },
  'returned-after-closing': async (desk) => {
    const claim = await desk.open()
    await payToTheEnd(claim)
    await claim.reaches('closed')
    await claim.tell({ type: 'BankAnswered', n: 1, answer: 'returned', cause: 'account-closed', ageMs: 0 })
    await claim.reaches('paying')
    await payAnew(claim, 1)
    await claim.reaches('paid')
    return claim
  },
  ...deskStories,
  ...decisionStories,
  ...disputeStories,
  ...moneyStories,
  ...payeeStories,
  ...emergencyStories,
  ...eventStories,
  ...overlapStories,
}

async function askedForDocuments(claim: DeskClaim): Promise<void> {
  await claim.reaches('received')
  await asksFor(claim, items)
}

async function proposedAgain(claim: DeskClaim): Promise<void> {
  await claim.reaches('received')
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await claim.reaches('reviewing')
}
