import type { ClaimLife } from './claim-life.ts'
import { NotDone } from './integrator.ts'
import type { FiledLife } from './life-plan.ts'
import { accept, agree, approve, assess, end, feedback, pay, review, survey } from './life-steps.ts'

// Lives that go one way: paid, paid in part, declined, withdrawn, or left to their clocks.

export async function smallClaim(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim, filed)
  await end(claim)
}

export async function sentBack(claim: ClaimLife, filed: FiledLife): Promise<void> {
  const need = { kind: 'medical-invoice', reason: '请补充医疗费发票原件的照片', decidableWithout: false }
  await claim.ask('intake-clerk', 'acceptance', { action: 'request-documents', items: [need] })
  await claim.until('prove its list delivered', ({ notices }) =>
    notices.some(({ kind, state }) => kind === 'correction' && state === 'delivered'),
  )
  const invoice = { documentId: 'med-late', kind: 'medical-invoice', sha256: 'd'.repeat(64), sizeBytes: 143_360 }
  const place = { location: 'oss://lipei-examples/med/late', fileName: '医疗费发票.pdf' }
  await claim.ask(claim.filer, 'documents', { documents: [{ ...invoice, ...place }] })
  await claim.reaches('received')
  await smallClaim(claim, filed)
}

export async function groupAccident(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'hospital', claimedFen: '1240000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim, filed)
  await end(claim, 8)
}

export async function motor(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await survey(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'repair', claimedFen: '3860000', notCoveredFen: '0' }])
  await approve(claim, 'supervisor')
  await agree(claim)
  await pay(claim, filed)
  await end(claim)
}

export async function household(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await survey(claim)
  await review(claim)
  const wine = { itemId: 'wine', ground: 'not-covered', clause: '第五条(2)', evidence: [] }
  const items = [
    { itemId: 'floor', claimedFen: '980000', notCoveredFen: '0' },
    { ...wine, claimedFen: '120000', notCoveredFen: '120000' },
  ]
  await assess(claim, items, '酒类不在保险标的范围内')
  await approve(claim, 'branch-head')
  await agree(claim)
  await pay(claim, filed)
  await feedback(claim, 5)
  await claim.ask('supervisor', 'feedback', { action: 'answer', answer: '已电话说明酒类不在承保范围的约定' })
  await claim.reaches('closed')
}

export async function criticalIllness(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await claim.reaches('triaged')
  await claim.ask('reviewer', 'triage', { needsSurvey: false })
  await claim.ask('reviewer', 'review', { action: 'propose-complex', reason: '需核对既往病史' })
  await claim.ask('supervisor', 'review', { action: 'confirm-complex' })
  await review(claim)
  await assess(claim, [{ itemId: 'benefit', claimedFen: '30000000', notCoveredFen: '0' }])
  await approve(claim, 'branch-head')
  await pay(claim, filed)
  await end(claim, 10)
}

export async function declined(claim: ClaimLife): Promise<void> {
  await accept(claim)
  const refusal = { ground: 'not-covered', clause: '第五条(2)', evidence: [], reason: '该项治疗不在保险责任范围内' }
  await claim.reaches('reviewing')
  await claim.ask('reviewer', 'review', { action: 'propose-refusal', ...refusal })
  await approve(claim, 'supervisor')
  await claim.until('be declined', ({ status }) => status === 'declined')
}

export async function withdrawn(claim: ClaimLife): Promise<void> {
  await claim.ask(claim.filer, 'withdrawal', { identityChecked: true, reason: '对方已全额赔付' })
  await claim.reaches('withdrawn')
}

/** Nobody looks at it until its clock has rung. */
export async function lateAccepted(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await claim.restUntil(filed.dueAt + 5_000)
  await accept(claim)
  await claim.reaches('reviewing')
}

export async function left(): Promise<void> {}

/** A denial nobody approves is overtaken four hours before the acceptance answer is due. */
export async function overtakenDenial(claim: ClaimLife): Promise<void> {
  await claim.until('know its policy', ({ desk }) => desk.policyKnown === 'found')
  const refusal = { ground: 'not-in-force', clause: '第三条', evidence: [], reason: '事故发生时保险合同已失效' }
  const propose = claim.ask('intake-clerk', 'acceptance', { action: 'propose-denial', ...refusal })
  await propose.catch((error: unknown) => {
    // An outage may last longer than what is left of the time for it.
    if (!(error instanceof NotDone && error.code === 'TOO_LATE_TO_DENY')) throw error
  })
}
