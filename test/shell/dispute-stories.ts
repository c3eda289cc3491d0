import type { Actor } from '../../domain/claim/commands.ts'
import { DAY, HOUR } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim, Story } from './claim-desk.ts'
import { people } from './people.ts'
import { approvePayment, paidInPart, payToTheEnd, proposed, submittedFor, underReview } from './walk.ts'

const refusal = { ground: 'not-covered', clause: 'clause 7', evidence: [], reasonTextId: 'txt_reason' } as const
const objection = { identityChecked: true, reasonTextId: 'txt_objection' } as const
const investigate = { type: 'InvestigateDispute', answerTextId: 'txt_answer' } as const
const approve = { type: 'DecideDispute', verdict: 'approve' } as const
const found = { type: 'EvaluateDispute', findingTextId: 'txt_finding' } as const
const sued = { type: 'FileLitigation', caseTextId: 'txt_case' } as const

/** Who does not accept what was decided, and every end that may come to (#60 to #65). */
export const disputeStories: Readonly<Record<string, Story>> = {
  'disagreed-and-upheld': async (desk) => {
    const claim = await desk.open()
    await proposed(claim)
    await claim.ask({ type: 'ApproveProposal' }, people.approver)
    await claim.reaches('offered')
    await claim.forward(HOUR)
    await claim.ask({ type: 'DisagreeOffer', ...objection, claimedFen: 450_000 }, people.claimant)
    await submittedFor(claim, 'pty_payee')
    await approvePayment(claim, 1)
    await claim.reaches('paid')
    await claim.ask(investigate, people.disputeHandler)
    await claim.ask({ ...found, outcome: 'uphold' }, people.disputeHandler)
    await claim.ask({ type: 'DecideDispute', verdict: 'return', questionTextId: 'txt_question' }, people.supervisor)
    await claim.ask({ ...found, outcome: 'uphold' }, people.disputeHandler)
    await claim.ask(approve, people.supervisor)
    return claim
  },
  'dispute-won': async (desk) => {
    const claim = await paidAndDisputed(desk)
    await claim.ask({ type: 'AppointAssessor', appointedBy: 'both', assessorId: 'assessor-1' }, people.disputeHandler)
    await claim.forward(DAY)
    await claim.ask({ type: 'RecordAppraisal', textId: 'txt_appraisal', assessedFen: 600_000 }, people.disputeHandler)
    await claim.ask({ ...found, outcome: 'change' }, people.disputeHandler)
    await claim.ask(approve, people.supervisor)
    const items = [{ itemId: 'bill-1', claimedFen: 600_000, notCoveredFen: 0 }]
    await claim.ask({ type: 'AssessLoss', items }, people.assessor)
    return claim
  },
  'mediated-and-agreed': async (desk) => {
    const claim = await paidAndDisputed(desk)
    await mediated(claim)
    const end = { type: 'EndMediation', outcome: 'agreed', payFen: 50_000, textId: 'txt_agreed' } as const
    await claim.ask(end, people.disputeHandler)
    await claim.ask(approve, people.supervisor)
    await paidOnceMore(claim)
    return claim
  },
  'ruled-and-judged': async (desk) => {
    const claim = await paidAndDisputed(desk)
    await mediationFailed(claim)
    const ruling = { type: 'AdjudicateDispute', outcome: 'uphold', rulingTextId: 'txt_ruling' } as const
    await claim.ask(ruling, people.supervisor)
    await claim.ask({ ...sued, forum: 'court' }, people.disputeHandler)
    await claim.ask({ type: 'RecordCourtDate', on: '2027-06-01', what: 'hearing' }, people.disputeHandler)
    await claim.forward(DAY)
    await claim.ask({ type: 'RecordJudgment', payFen: 30_000, rulingTextId: 'txt_judgment' }, people.disputeHandler)
    await claim.ask(approve, people.branchHead)
    await paidOnceMore(claim)
    return claim
  },
  'judged-while-held': async (desk) => {
    const claim = await paidInPart(desk)
    await claim.forward(HOUR)
    await claim.ask({ ...sued, forum: 'court' }, people.disputeHandler)
    await claim.ask({ type: 'RecordJudgment', payFen: 30_000, rulingTextId: 'txt_judgment' }, people.disputeHandler)
    await claim.ask(approve, people.branchHead)
    await claim.reaches('agreed')
    await submittedFor(claim, 'pty_a')
    await approvePayment(claim, 3)
    await claim.reaches('paid')
    return claim
  },
  'denial-ruled-anew': async (desk) => {
    const claim = await desk.open()
    await claim.ask({ type: 'ProposeDenial', ...refusal }, people.clerk)
    await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
    await claim.reaches('denied')
    await disputed(claim)
    await mediationFailed(claim)
    const ruling = { type: 'AdjudicateDispute', outcome: 'change', rulingTextId: 'txt_ruling' } as const
    await claim.ask(ruling, people.branchHead)
    await claim.reaches('received')
    return claim
  },
  'ruled-by-committee': async (desk) => {
    const claim = await declined(desk, people.headOffice)
    await disputed(claim)
    await mediationFailed(claim)
    for (const [index, outcome] of (['uphold', 'change', 'uphold'] as const).entries()) {
      const member = { id: `per_member_${index}`, role: 'committee', branch: '000000', authorityLevel: 5 } as const
      await claim.ask({ type: 'AdjudicateDispute', outcome, rulingTextId: 'txt_ruling' }, member)
    }
    return claim
  },
  'arbitrated-and-lost': async (desk) => {
    const claim = await declined(desk)
    await claim.ask({ ...sued, forum: 'arbitration' }, people.supervisor)
    await claim.ask({ type: 'RecordJudgment', payFen: 0, rulingTextId: 'txt_award' }, people.disputeHandler)
    await claim.ask(approve, people.branchHead)
    await claim.reaches('closed')
    return claim
  },
}

async function paidAndDisputed(desk: ClaimDesk): Promise<DeskClaim> {
  const claim = await desk.open()
  await payToTheEnd(claim)
  await claim.reaches('closed')
  await disputed(claim)
  return claim
}

async function declined(desk: ClaimDesk, by: Actor = people.supervisor): Promise<DeskClaim> {
  const claim = await desk.open()
  await underReview(claim)
  await claim.ask({ type: 'ProposeRefusal', ...refusal }, people.reviewer)
  await claim.ask({ type: 'ApproveProposal' }, by)
  await claim.reaches('declined')
  return claim
}

/** Raised an hour later, and taken up by somebody who had no part in it. */
async function disputed(claim: DeskClaim): Promise<void> {
  await claim.forward(HOUR)
  await claim.ask({ type: 'RaiseDispute', ...objection }, people.claimant)
  await claim.ask(investigate, people.disputeHandler)
}

/** Both sides with a mediator for a day. */
async function mediated(claim: DeskClaim): Promise<void> {
  await claim.deliverNotices()
  await claim.ask({ type: 'StartMediation', mediatorId: 'mediator-1' }, people.disputeHandler)
  await claim.forward(DAY)
}

async function mediationFailed(claim: DeskClaim): Promise<void> {
  await mediated(claim)
  await claim.ask({ type: 'EndMediation', outcome: 'failed', textId: 'txt_note' }, people.disputeHandler)
}

/** What was settled or awarded, beside what was paid before. */
async function paidOnceMore(claim: DeskClaim): Promise<void> {
  await claim.reaches('agreed')
  await submittedFor(claim, 'pty_payee')
  await approvePayment(claim, 2)
  await claim.reaches('paid')
}
