import type { ClaimLife } from './claim-life.ts'
import type { FiledLife } from './life-plan.ts'
import { accept, agree, approve, assess, end, letGo, pay, receiverOf, review, submit } from './life-steps.ts'

// Lives somebody does not trust, and lives whose decision somebody does not accept.

/** A suspicion holds all of it before it is decided; the approver meets it, and the investigator clears it (#54, #55). */
export async function heldEarly(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await claim.reaches('reviewing')
  await claim.ask('reviewer', 'holds', { action: 'raise', amountFen: '286000', reason: '票据连号，待核实' })
  await review(claim)
  await assess(claim, [wholeInvoice])
  await claim.mayNot('HELD', 'approver', 'approvals', { action: 'approve' })
  await clear(claim)
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim, filed)
  await end(claim)
}

/** Head office and compliance hold it when its payment waits for the checker already. */
export async function heldLate(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await review(claim)
  await assess(claim, [wholeInvoice])
  await approve(claim, 'approver')
  await agree(claim)
  await claim.reaches('agreed')
  await claim.ask('payment-clerk', 'payees', { payees: [{ ...receiverOf(filed), share: '100.00' }] })
  await submit(claim)
  await claim.ask('head-office', 'holds', { action: 'raise', amountFen: '286000', reason: '收到举报，待核实' })
  await claim.ask('compliance', 'holds', { action: 'confirm' })
  await claim.mayNot('HELD', 'payment-checker', 'payments/1/check', { verdict: 'approve' })
  await clear(claim)
  await letGo(claim, 1)
  await claim.reaches('paid')
  await end(claim)
}

/** It never happened: proven, signed, and refused by three of the committee (#56). No money leaves. */
export async function fraud(claim: ClaimLife): Promise<void> {
  await accept(claim)
  await claim.reaches('reviewing')
  await claim.ask('reviewer', 'holds', { action: 'raise', amountFen: '286000', reason: '票据连号，与医院记录不符' })
  const finding = { clause: '第二十七条', evidence: ['med-2'], reason: '经医院核实，该次就诊并未发生' }
  await claim.ask('siu-investigator', 'holds/proof', { extent: 'whole', ...finding })
  await claim.ask('compliance', 'countersignature', { verdict: 'agree' })
  for (const member of [1, 2, 3]) {
    const person = `per_local_committee_${member}`
    await claim.ask({ role: 'committee', person }, 'approvals', { action: 'vote', vote: 'for' })
  }
  await claim.reaches('declined')
}

/** The refused part is disputed and won in mediation; what nobody disputes is paid at once (#35, #63a). */
export async function mediated(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await offeredInPart(claim)
  const objection = { identityChecked: true, reason: '护理有医嘱，应当赔付', claimedFen: '286000' }
  await claim.ask(claim.filer, 'settlement', { action: 'disagree', ...objection })
  await pay(claim, filed)
  await investigate(claim)
  const mediator = { action: 'start', bothAgreed: true, mediatorId: 'mediator-3' }
  await claim.ask('dispute-handler', 'disputes/mediation', mediator)
  const agreement = { action: 'agree', payFen: '48000', agreement: '双方同意护理费按八成支付' }
  await claim.ask('dispute-handler', 'disputes/mediation', agreement)
  await settleDispute(claim)
  await pay(claim, filed, 2)
  await end(claim)
}

/** What was paid is disputed, looked into by somebody independent, and stands (#60 to #62). */
export async function upheld(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await offeredInPart(claim)
  await agree(claim)
  await pay(claim, filed)
  await claim.ask(claim.filer, 'disputes', { identityChecked: true, reason: '护理费应当赔付' })
  await investigate(claim)
  await claim.ask('dispute-handler', 'disputes/evaluation', { outcome: 'uphold', findings: '条款约定明确，原处理无误' })
  await settleDispute(claim)
  await end(claim, 8)
}

/** A court awards a part of what was refused (#64, #65). */
export async function sued(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await offeredInPart(claim)
  await agree(claim)
  await pay(claim, filed)
  const atCourt = (step: object): Promise<void> => claim.ask('dispute-handler', 'disputes/litigation', step)
  await atCourt({ action: 'file', forum: 'court', caseNumber: '(2026)沪0115民初12345号' })
  await atCourt({ action: 'date', on: '2027-01-15', what: 'hearing' })
  await atCourt({ action: 'judgment', payFen: '30000', ruling: '判决支付护理费三百元' })
  await settleDispute(claim)
  await pay(claim, filed, 2)
  await end(claim)
}

const wholeInvoice = { itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }

const clear = (claim: ClaimLife): Promise<void> =>
  claim.ask('siu-investigator', 'holds/release', { report: '已向医院核实，票据真实' })

/** The invoice is owed, nursing is not. */
async function offeredInPart(claim: ClaimLife): Promise<void> {
  await accept(claim)
  await review(claim)
  const nursing = { itemId: 'nursing', ground: 'not-covered', clause: '第七条(4)', evidence: [] }
  const items = [
    { itemId: 'invoice-1', claimedFen: '226000', notCoveredFen: '0' },
    { ...nursing, claimedFen: '60000', notCoveredFen: '60000' },
  ]
  await assess(claim, items, '护理费不在保险责任范围内')
  await approve(claim, 'supervisor')
  await claim.reaches('offered')
}

const investigate = (claim: ClaimLife): Promise<void> =>
  claim.ask('dispute-handler', 'disputes/investigation', { answer: '您的异议由未参与原处理的人员核查' })

/** By somebody who did not decide before. */
const settleDispute = (claim: ClaimLife): Promise<void> =>
  claim.ask('branch-head', 'disputes/decision', { verdict: 'approve' })
