import type { DocumentKind } from '../domain/claim/codes.ts'
import type { ClaimReceipt, CommandOf, OfferedDocument, RefusalCase } from '../domain/claim/commands.ts'
import type { ClaimStatus, LossReport, NoticeKind, PolicyTerms, ProvenDiagnosis } from '../domain/claim/state.ts'
import type { Fen } from '../domain/money.ts'
import { DAY, HOUR, MINUTE } from '../domain/time.ts'
import { isLiability } from '../domain/claim/liability.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import { acceptClaim } from './example-diagnoses.ts'
import { payeesFor } from './example-payees.ts'

export * from './example-diagnoses.ts'
export * from './example-payees.ts'

/** How an example differs from the plain one: a small medical claim under a policy that covers it. */
export interface Example {
  readonly report?: Partial<Omit<LossReport, 'reportedAt'>>
  /** Terms that differ, or how far the policy system has come. */
  readonly policy?: Partial<FoundPolicy> | 'pending' | 'unknown'
  /** Null: the claimant named no amount. */
  readonly claimedFen?: Fen | null
  /** Recorded with the acceptance, its proof filed with the claim. */
  readonly diagnosis?: ProvenDiagnosis
}

type FoundPolicy = Extract<PolicyTerms, { known: 'found' }>
type Proposed = 'pay' | 'part' | 'refuse' | 'deny'

export const claimId = 'clm_019cabcd0000700080000000000000a1'

export const reported = (example: Example = {}): Scene => answered(given().when(reportClaim(example)), example)

export const received = (example: Example = {}): Scene => reported(example).after(HOUR).when(fileClaim(example))

/** The invoice is asked for; nobody knows yet whether the notice arrived. */
export const awaitingDocuments = (example: Example = {}): Scene =>
  received(example).after(HOUR).when(requestDocuments('medical-invoice'))

/** The invoice is asked for and the notice proven delivered: the customer's time runs, the law's stands still. */
export const awaitingCustomer = (example: Example = {}): Scene => deliver(awaitingDocuments(example), 'correction')

/** Both reminders arrived, the documents did not. */
export function dormant(example: Example = {}): Scene {
  const scene = awaitingCustomer(example)
  const reminded = [8, 12].reduce((before, days) => {
    return deliver(before.passes(scene.now + days * DAY), 'supplement-reminder')
  }, scene)
  return reminded.passes(scene.clock('C14').dueTarget)
}

/** Reported, reminded twice, never filed. */
export const dormantReport = (example: Example = {}): Scene =>
  reported(example).passes(reported(example).now + 61 * DAY)

/** Accepted while the policy system has not answered: nothing goes on by itself. */
export const accepted = (example: Example = {}): Scene =>
  received({ ...example, policy: 'pending' })
    .after(HOUR)
    .when(acceptClaim(example))

/** In the complex lane, where a reviewer says how it goes on. */
export const triaged = (example: Example = {}): Scene =>
  received({ claimedFen: 20_000_000, ...example })
    .after(HOUR)
    .when(acceptClaim(example))

/** A household's loss, which somebody looks at. */
export const investigating = (example: Example = {}): Scene =>
  received({ ...householdLoss, ...example })
    .after(HOUR)
    .when(acceptClaim(example))

export const reviewing = (example: Example = {}): Scene => received(example).after(HOUR).when(acceptClaim(example))

export const assessing = (example: Example = {}): Scene =>
  reviewing(example)
    .after(HOUR)
    .when({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] })

export function awaitingApproval(kind: Proposed = 'pay', example: Example = {}): Scene {
  switch (kind) {
    case 'pay':
      return assessing(example).after(HOUR).when(assessLoss(250_000))
    case 'part':
      return assessing(example).after(HOUR).when(assessLoss(250_000, 50_000))
    case 'refuse':
      return reviewing(example)
        .after(HOUR)
        .when({ type: 'ProposeRefusal', ...notCovered })
    case 'deny':
      return received(example)
        .after(HOUR)
        .when({ type: 'ProposeDenial', ...notCovered })
  }
}

export const decided = (kind: Proposed = 'pay', example: Example = {}): Scene =>
  awaitingApproval(kind, example).after(HOUR).when({ type: 'ApproveProposal' })

export const offered = (kind: 'pay' | 'part' = 'pay', example: Example = {}): Scene =>
  deliver(decided(kind, example), 'result')

export const agreed = (example: Example = {}): Scene =>
  offered('pay', example).after(HOUR).when({ type: 'AgreeOffer', identityChecked: true })

export function paying(example: Example = {}): Scene {
  const plain = agreed(example).after(HOUR)
  // Whom the insured has harmed is shown before he is paid.
  const scene = isLiability(plain.standing()) ? plain.and(supply('third-party-statement')) : plain
  return scene.when(payeesFor(scene.standing(), 'pty_only'))
}

/** Submitted and checked: the bank is asked whether it has seen the reference. */
export const paymentApproved = (example: Example = {}): Scene =>
  paying(example)
    .after(HOUR)
    .when({ type: 'SubmitPayments' })
    .after(HOUR)
    .when({ type: 'CheckPayment', n: 1, verdict: 'approve' })

export const paid = (example: Example = {}): Scene => settle(paymentApproved(example))

export const feedback = (score = 3, example: Example = {}): Scene =>
  paid(example).after(HOUR).when({ type: 'GiveFeedback', score })

export const closed = (example: Example = {}): Scene => feedback(9, example)

export const denied = (example: Example = {}): Scene => deliver(decided('deny', example), 'refusal')

export const declined = (example: Example = {}): Scene => deliver(decided('refuse', example), 'refusal')

export const withdrawn = (example: Example = {}): Scene =>
  received(example).after(HOUR).when({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_reason' })

export const cancelled = (example: Example = {}): Scene =>
  received(example).and({ type: 'SuspectDuplicate', otherClaimId }, { type: 'ResolveDuplicate', outcome: 'same' })

export const otherClaimId = 'clm_019cabcd0000700080000000000000b2'

/** The plain example of every status. */
export const exampleOf: Readonly<Record<ClaimStatus, () => Scene>> = {
  reported,
  received,
  'awaiting-documents': awaitingCustomer,
  dormant,
  accepted,
  triaged,
  investigating,
  reviewing,
  assessing,
  'awaiting-approval': awaitingApproval,
  decided,
  offered,
  agreed,
  paying,
  paid,
  feedback,
  closed,
  denied,
  declined,
  withdrawn,
  cancelled,
}

const householdLoss: Example = {
  report: { line: 'household-property', cause: 'rainstorm' },
  policy: { line: 'household-property' },
  claimedFen: 1_500_000,
}

export const plainReport: Omit<LossReport, 'reportedAt'> = {
  channel: 'app',
  line: 'medical',
  branch: '310000',
  region: '310115',
  eventDate: '2026-02-27',
  cause: 'accident',
  facts: { injury: 'injury', thirdParty: false, hospitalised: false },
  policyId: 'pty_policy',
  claimantId: 'per_claimant',
  insuredId: 'per_insured',
  preferredChannels: ['app', 'sms'],
  isTest: false,
}

export const plainPolicy: FoundPolicy = {
  known: 'found',
  inForce: true,
  line: 'medical',
  group: false,
  sumInsuredFen: 100_000_000,
  deductibleFen: 0,
  payRatioPercent: 100,
  fixedBenefit: false,
  contractPeriods: {},
  branch: '310000',
}

export const reportClaim = ({ report }: Example = {}): CommandOf<'ReportClaim'> => ({
  type: 'ReportClaim',
  claimId,
  report: { ...plainReport, ...report },
  ageMs: 0,
})

export function fileClaim({ claimedFen = 250_000, diagnosis }: Example = {}, ageMs = 0): CommandOf<'FileClaim'> {
  const documents = [document('claim-form'), document('identity'), ...(diagnosis ? [document('diagnosis')] : [])]
  return { type: 'FileClaim', documents, ageMs, ...(claimedFen === null ? {} : { claimedFen }) }
}

export const document = (kind: DocumentKind, documentId = `doc_${kind}`): OfferedDocument => ({
  documentId,
  kind,
  sha256: 'c0ffee'.repeat(11).slice(0, 64),
  sizeBytes: 4_096,
})

export const requestDocuments = (...kinds: readonly DocumentKind[]): CommandOf<'RequestDocuments'> => ({
  type: 'RequestDocuments',
  items: kinds.map((kind) => ({ kind, reasonTextId: `txt_${kind}`, decidableWithout: false })),
})

export const requestDispensable: CommandOf<'RequestDocuments'> = {
  type: 'RequestDocuments',
  items: [{ kind: 'photos', reasonTextId: 'txt_why', decidableWithout: true }],
}

export const relink = { type: 'RelinkPolicy', policyId: 'pty_right', because: 'named-wrongly' } as const

export const supply = (...kinds: readonly DocumentKind[]): CommandOf<'SupplyDocuments'> => ({
  type: 'SupplyDocuments',
  documents: kinds.map((kind) => document(kind)),
})

export const assessLoss = (claimedFen: Fen, notCoveredFen: Fen = 0): CommandOf<'AssessLoss'> => ({
  type: 'AssessLoss',
  items: [{ itemId: 'itm_1', claimedFen, notCoveredFen, ...(notCoveredFen === 0 ? {} : cut) }],
  ...(notCoveredFen === 0 ? {} : { textId: 'txt_reason' }),
})

/** What a cut item rests on. */
export const cut = { ground: 'not-covered', clause: '3.2', evidence: ['doc_claim-form'] } as const

export const notCovered: RefusalCase = { ...cut, reasonTextId: 'txt_reason' }

/** The latest notice of a kind leaves, and a minute later its delivery is proven. */
export const deliver = (scene: Scene, kind: NoticeKind): Scene => {
  const sent = scene.learns(sentOut(scene, kind))
  return sent.after(MINUTE).learns(receiptOf(sent, kind, 'delivered'))
}

export function noticeNumber(scene: Scene, kind: NoticeKind): number {
  const notice = scene.standing().notices.findLast((candidate) => candidate.kind === kind)
  if (notice === undefined) throw new Error(`no ${kind} was ordered`)
  return notice.n
}

export const sentOut = (scene: Scene, kind: NoticeKind): ClaimReceipt => ({
  type: 'NoticeSentOut',
  n: noticeNumber(scene, kind),
  messageId: `msg_${noticeNumber(scene, kind)}`,
})

export const receiptOf = (
  scene: Scene,
  kind: NoticeKind,
  outcome: 'delivered' | 'failed',
  ageMs = 0,
): ClaimReceipt => ({
  type: 'NoticeReceipt',
  n: noticeNumber(scene, kind),
  outcome,
  ageMs,
  proof: { how: 'receipt', reference: `rcp_${noticeNumber(scene, kind)}` },
})

/** What the policy system says of the policy the claim stands under; null: it knows none. */
export const policyAnswer = (scene: Scene, terms: Partial<FoundPolicy> | null): ClaimReceipt => ({
  type: 'PolicyAnswered',
  policyId: scene.standing().policyId,
  policy: terms === null ? null : { ...plainPolicy, ...terms },
})

export type BankWord = Extract<ClaimReceipt, { type: 'BankAnswered' }>['answer']

export const bankSays = (answer: BankWord, n = 1, ageMs = 0): ClaimReceipt => ({
  type: 'BankAnswered',
  n,
  answer,
  ageMs,
})

/** The bank has never seen it, takes it, and settles it. */
export const settle = (scene: Scene, n = 1): Scene =>
  scene.learns(bankSays('never-seen', n)).learns(bankSays('accepted', n)).after(MINUTE).learns(bankSays('settled', n))

function answered(scene: Scene, { policy = {} }: Example): Scene {
  if (policy === 'pending') return scene
  return scene.learns(policyAnswer(scene, policy === 'unknown' ? null : policy))
}
