import type { Dice } from '../../../local/dice.ts'
import { type ExampleName, readExample } from '../../../local/demo/example-filing.ts'
import { HOUR, showInstant } from '../../../domain/time.ts'
import type { Role } from '../../../domain/claim/codes.ts'
import type { ClaimLife } from './claim-life.ts'
import { NotDone } from './integrator.ts'

/** How a claim of this kind is filed, and what its people do with it. */
export interface LifePlan {
  readonly name: string
  /** Of a hundred claims. */
  readonly share: number
  readonly example: ExampleName
  readonly filer: Role
  readonly documents?: 'no-invoice'
  /** Instead of one of its own. */
  readonly policyNo?: string
  /** A paper receipt of some time ago: its clock falls due soon after it is entered. */
  readonly due?: DueSoon
  readonly live: (claim: ClaimLife, filed: FiledLife) => Promise<void>
}

/** A share of a clock's length that is over shortly after filing. */
export interface DueSoon {
  readonly what: string
  readonly afterMs: number
}

export interface FiledLife {
  readonly body: object
  readonly claimantName: string
  /** When the paper clock falls due, epoch ms; now when there is none. */
  readonly dueAt: number
}

/** The mix: 11 in 100 are sent back for documents once, most are paid, a sixth come on paper with a clock about to ring. */
const lifePlans: readonly LifePlan[] = [
  { name: 'small', share: 30, example: 'medical-accident', filer: 'integrator', live: smallClaim },
  {
    name: 'sent-back',
    share: 11,
    example: 'medical-accident',
    filer: 'integrator',
    documents: 'no-invoice',
    live: sentBack,
  },
  { name: 'counter', share: 12, example: 'group-accident', filer: 'intake-clerk', live: groupAccident },
  { name: 'motor', share: 12, example: 'motor', filer: 'integrator', live: motor },
  { name: 'part', share: 8, example: 'household-rainstorm', filer: 'integrator', live: household },
  { name: 'complex', share: 4, example: 'critical-illness', filer: 'integrator', live: criticalIllness },
  { name: 'declined', share: 2, example: 'medical-accident', filer: 'integrator', live: declined },
  { name: 'withdrawn', share: 3, example: 'medical-accident', filer: 'integrator', live: withdrawn },
  paper('C01-at-risk', 24 * HOUR * 0.8, 3, lateAccepted),
  paper('C01-due', 24 * HOUR, 5, lateAccepted),
  paper('C02-at-risk', 48 * HOUR * 0.8, 2, left),
  paper('C02-due', 48 * HOUR, 6, left),
  {
    ...paper('denial-overtaken', 44 * HOUR, 2, overtakenDenial),
    example: 'medical-accident',
    policyNo: 'P-LAPSED-0001',
  },
]

/** The norm's clocks, or the share of one, that are over `afterMs` from receipt (domain/clocks/registry.ts). */
function paper(what: string, afterMs: number, share: number, live: LifePlan['live']): LifePlan {
  return {
    name: `paper-${what}`,
    share,
    example: 'group-accident',
    filer: 'intake-clerk',
    due: { what, afterMs },
    live,
  }
}

export function drawPlan(dice: Dice): LifePlan {
  let left = dice.below(lifePlans.reduce((sum, { share }) => sum + share, 0))
  const plan = lifePlans.find(({ share }) => (left -= share) < 0)
  if (plan === undefined) throw new Error('the shares do not add up')
  return plan
}

/** The body of POST /v1/claims: people and a policy of its own, so that no claim looks like a copy of another. */
export function fileFor(plan: LifePlan, n: number, dueInMs: number): FiledLife {
  const { filing, ...report } = readExample(plan.example)
  const personId = `per_drill_${n}`
  const insured = report.insured === 'same' ? 'same' : { ...report.insured, personId: `${personId}_insured` }
  const documents = filing.documents.filter(({ kind }) => plan.documents === undefined || kind !== 'medical-invoice')
  const dueAt = Date.now() + dueInMs
  const received = plan.due && { receivedAt: showInstant(dueAt - plan.due.afterMs) }
  const { receivedAgeMinutes: _age, ...filed } = filing as typeof filing & { readonly receivedAgeMinutes?: number }
  const paidTo = report.insured === 'same' ? report.claimant : report.insured
  return {
    body: {
      ...report,
      policyNo: plan.policyNo ?? `${policyPrefix[plan.example]}-9${String(n).padStart(6, '0')}`,
      claimant: { ...report.claimant, personId },
      insured,
      filing: { ...filed, documents, ...received },
    },
    claimantName: paidTo.name,
    dueAt,
  }
}

/** Any number from 9000 on is a policy in force of the policy simulator. */
const policyPrefix: Readonly<Record<ExampleName, string>> = {
  motor: 'P-MOT',
  crop: 'P-CROP',
  'medical-accident': 'P-MED',
  'critical-illness': 'P-CIY',
  'household-rainstorm': 'P-HOME',
  'group-accident': 'P-ACC',
}

async function smallClaim(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim, filed)
  await feedback(claim, 9)
  await claim.reaches('closed')
}

async function sentBack(claim: ClaimLife, filed: FiledLife): Promise<void> {
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

async function groupAccident(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'hospital', claimedFen: '1240000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim, filed)
  await feedback(claim, 8)
  await claim.reaches('closed')
}

async function motor(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await survey(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'repair', claimedFen: '3860000', notCoveredFen: '0' }])
  await approve(claim, 'supervisor')
  await agree(claim)
  await pay(claim, filed)
  await feedback(claim, 9)
  await claim.reaches('closed')
}

async function household(claim: ClaimLife, filed: FiledLife): Promise<void> {
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

async function criticalIllness(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await accept(claim)
  await claim.reaches('triaged')
  await claim.ask('reviewer', 'triage', { needsSurvey: false })
  await claim.ask('reviewer', 'review', { action: 'propose-complex', reason: '需核对既往病史' })
  await claim.ask('supervisor', 'review', { action: 'confirm-complex' })
  await review(claim)
  await assess(claim, [{ itemId: 'benefit', claimedFen: '30000000', notCoveredFen: '0' }])
  await approve(claim, 'branch-head')
  await pay(claim, filed)
  await feedback(claim, 10)
  await claim.reaches('closed')
}

async function declined(claim: ClaimLife): Promise<void> {
  await accept(claim)
  const refusal = { ground: 'not-covered', clause: '第五条(2)', evidence: [], reason: '该项治疗不在保险责任范围内' }
  await claim.reaches('reviewing')
  await claim.ask('reviewer', 'review', { action: 'propose-refusal', ...refusal })
  await approve(claim, 'supervisor')
  await claim.until('be declined', ({ status }) => status === 'declined')
}

async function withdrawn(claim: ClaimLife): Promise<void> {
  await claim.ask(claim.filer, 'withdrawal', { identityChecked: true, reason: '对方已全额赔付' })
  await claim.reaches('withdrawn')
}

/** Nobody looks at it until its clock has rung. */
async function lateAccepted(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await claim.restUntil(filed.dueAt + 5_000)
  await accept(claim)
  await claim.reaches('reviewing')
}

async function left(): Promise<void> {}

/** A denial nobody approves is overtaken four hours before the acceptance answer is due. */
async function overtakenDenial(claim: ClaimLife): Promise<void> {
  await claim.until('know its policy', ({ desk }) => desk.policyKnown === 'found')
  const refusal = { ground: 'not-in-force', clause: '第三条', evidence: [], reason: '事故发生时保险合同已失效' }
  const propose = claim.ask('intake-clerk', 'acceptance', { action: 'propose-denial', ...refusal })
  await propose.catch((error: unknown) => {
    // An outage may last longer than what is left of the time for it.
    if (!(error instanceof NotDone && error.code === 'TOO_LATE_TO_DENY')) throw error
  })
}

const accept = (claim: ClaimLife): Promise<void> => claim.ask('intake-clerk', 'acceptance', { action: 'accept' })

async function survey(claim: ClaimLife): Promise<void> {
  await claim.reaches('investigating')
  const evidence = ['scene-video', 'object-state']
  await claim.ask('surveyor', 'survey-reports', { evidence, text: '现场查勘属实' })
}

async function review(claim: ClaimLife): Promise<void> {
  await claim.reaches('reviewing')
  const parts = ['preliminary', 'detailed', 'risk']
  await claim.ask('reviewer', 'review', { action: 'fix-liability', parts })
}

const assess = (claim: ClaimLife, items: readonly object[], text = '按条款理算'): Promise<void> =>
  claim.ask('assessor', 'assessment', { items, text })

const approve = (claim: ClaimLife, who: Role): Promise<void> => claim.ask(who, 'approvals', { action: 'approve' })

async function agree(claim: ClaimLife): Promise<void> {
  await claim.reaches('offered')
  await claim.ask(claim.filer, 'settlement', { action: 'agree', identityChecked: true })
}

async function pay(claim: ClaimLife, { claimantName: name }: FiledLife): Promise<void> {
  await claim.reaches('agreed')
  const account = { number: '6200000000000000000', holderName: name, bankCode: '999290000000' }
  await claim.ask('payment-clerk', 'payees', { payees: [{ name, account, share: '100.00' }] })
  await claim.ask('payment-clerk', 'payments', { action: 'submit' })
  await claim.ask('payment-checker', 'payments/1/check', { verdict: 'approve' })
  await claim.reaches('paid')
}

const feedback = (claim: ClaimLife, score: number): Promise<void> =>
  claim.ask(claim.filer, 'feedback', { action: 'give', score })
