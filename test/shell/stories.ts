import { DAY, HOUR } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { payToTheEnd, proposed, reviewed } from './walk.ts'

/** A branch of a claim's life as its people live it; each is recorded once and replayed for ever. */
export type Story = (desk: ClaimDesk) => Promise<DeskClaim>

const items = [{ kind: 'medical-record', reasonTextId: 'txt_reason', decidableWithout: false }] as const
const record = { documentId: 'doc-record', kind: 'medical-record', sha256: 'a'.repeat(64), sizeBytes: 1_000 } as const

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
  'continued-as-new': async (desk) => {
    const claim = await desk.open({ historyLimit: 10 })
    const first = (await claim.handle.describe()).runId
    await askedForDocuments(claim)
    await until('the next run', async () => (await claim.handle.describe()).runId !== first)
    await claim.ask({ type: 'SupplyDocuments', documents: [record] }, people.claimant)
    await proposed(claim)
    return claim
  },
}

async function askedForDocuments(claim: DeskClaim): Promise<void> {
  await claim.reaches('received')
  await claim.ask({ type: 'RequestDocuments', items }, people.clerk)
  await until('the correction notice is delivered', async () => {
    await claim.deliverNotices()
    const { stage } = (await claim.read()).claim
    return stage.status === 'awaiting-documents' && stage.request.deliveredAt !== undefined
  })
}

async function proposedAgain(claim: DeskClaim): Promise<void> {
  await claim.reaches('received')
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await claim.reaches('reviewing')
}
