import type { PolicyTerms } from '../../domain/claim/state.ts'
import type { Clock, ClockId } from '../../domain/clocks/clock.ts'
import type { DeskClaim } from './claim-desk.ts'
import { epidemic, storm, tellOf } from './emergency-stories.ts'
import type { OutsideWorld } from './outside-world.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, agreedOn, approvePayment, paid, pay, proof, proposed, submittedFor } from './walk.ts'

const group = { ...coveredPolicy, group: true }
const motor = { ...coveredPolicy, line: 'motor-compulsory' } as const
const car = { ...coveredPolicy, line: 'motor' } as const
const young = { ...coveredPolicy, effectiveFrom: '2026-01-01' } as const
const life = { ...coveredPolicy, line: 'life' } as const
const illness = { ...coveredPolicy, line: 'critical-illness', effectiveFrom: '2020-01-01' } as const

/** A clock of claims, how a claim comes to run it alone as far as it can, and the act that ends it. */
export interface Way {
  readonly id: ClockId
  readonly policy?: Extract<PolicyTerms, { known: 'found' }>
  readonly filed?: boolean
  readonly begin: (claim: DeskClaim, world: OutsideWorld) => Promise<unknown>
  readonly act: (claim: DeskClaim) => Promise<unknown>
}

const accept = (claim: DeskClaim) => claim.ask({ type: 'AcceptClaim' }, people.clerk)
const approve = (claim: DeskClaim) => claim.ask({ type: 'ApproveProposal' }, people.approver)
const fixLiability = (claim: DeskClaim) =>
  claim.ask({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
const recovered = (claim: DeskClaim) =>
  claim.ask({ type: 'RecordRecoveryReceipt', n: 1, amountFen: 100_000, reference: 'in-1' }, people.paymentClerk)

const refusal = {
  type: 'ProposeRefusal',
  ground: 'not-covered',
  clause: '3.2',
  evidence: [],
  reasonTextId: 'txt_reason',
} as const

export const ways: readonly Way[] = [
  { id: 'C01', begin: (claim) => claim.reaches('received'), act: accept },
  { id: 'C02', begin: accept, act: handOver('acceptance') },
  { id: 'C03', policy: group, begin: accepted, act: fixLiability },
  { id: 'C04', begin: determined, act: handOver('result') },
  { id: 'C05', begin: proposed, act: approve },
  { id: 'C06', policy: group, begin: proposed, act: approve },
  { id: 'C07', policy: motor, begin: (claim) => claim.reaches('received'), act: accept },
  { id: 'C08', policy: motor, begin: determined, act: handOver('result') },
  { id: 'C09', begin: refuse, act: handOver('refusal') },
  { id: 'C10', begin: agreed, act: pay },
  { id: 'C11', begin: agreed, act: pay },
  { id: 'C12', policy: group, begin: proposed, act: approve },
  { id: 'C13', begin: paidInPart, act: paidInFull },
  {
    id: 'C18',
    begin: complain,
    act: (claim) => claim.ask({ type: 'AnswerFeedback', textId: 'txt_answer' }, people.supervisor),
  },
  { id: 'C16a', begin: dispute, act: investigate },
  { id: 'C16b', begin: investigated, act: uphold },
  { id: 'C19', policy: illness, begin: diagnosedAndAgreed, act: pay },
  { id: 'C20', filed: false, begin: (claim) => claim.read(), act: handOver('guidance') },
  { id: 'T-dispute', begin: investigated, act: uphold },
  { id: 'T-lane', policy: group, begin: proposed, act: approve },
  { id: 'T-approval', policy: group, begin: proposed, act: approve },
  {
    id: 'T-siu',
    begin: hold,
    act: (claim) => claim.ask({ type: 'ReleaseHold', reportTextId: 'txt_report' }, people.investigator),
  },
  { id: 'R1', policy: car, begin: subrogated, act: recovered },
  {
    id: 'C26',
    begin: objected,
    act: (claim) => claim.ask({ type: 'AnswerObjection', textId: 'txt_answer' }, people.compliance),
  },
  { id: 'C27', policy: motor, begin: rescued, act: (claim) => approvePayment(claim, 1) },
  {
    id: 'C21a',
    begin: (claim) => struckAfter(claim, accept, epidemic),
    act: (claim) => claim.ask({ type: 'RecordContact', how: 'phone' }, people.clerk),
  },
  { id: 'C21b', begin: (claim) => struckAfter(claim, agreed, epidemic), act: pay },
  {
    id: 'E1',
    begin: (claim) => struckAfter(claim, accept),
    act: (claim) => claim.ask({ type: 'RecordContact', how: 'phone' }, people.clerk),
  },
  { id: 'E2', begin: (claim) => struckAfter(claim, agreed), act: pay },
  { id: 'E3', begin: (claim) => struckAfter(claim, accepted), act: payInAdvance },
]

/** A clock that presses nobody: how it stands a minute after it was due, and how it ends by an act that comes then. */
export interface QuietWay extends Way {
  readonly whenOver: Clock['state']
  readonly doneLate: Clock['state']
}

const file = (claim: DeskClaim) =>
  claim.ask({ type: 'FileClaim', claimedFen: 500_000, documents: [], ageMs: 0 }, people.claimant)

export const quietWays: readonly QuietWay[] = [
  // Two reminders that nobody has proven: the time is lengthened once, by an instance of its own.
  { id: 'C14', begin: askForPhotos, act: supplyPhotos, whenOver: 'void', doneLate: 'void' },
  // The defence is the insurer's to raise, or not: what is claimed late is a request all the same.
  { id: 'C23a', policy: life, filed: false, begin: begunByReport, act: file, whenOver: 'running', doneLate: 'met' },
  { id: 'C23b', filed: false, begin: begunByReport, act: file, whenOver: 'running', doneLate: 'met' },
]

/** What is not served in its time is lost: no act ends it late. */
export const lostWhenOver: Way = {
  id: 'C25',
  policy: young,
  begin: discoverSilence,
  act: (claim) => claim.ask({ type: 'ServeRescission', reference: 'EMS-1', ageMs: 0 }, people.supervisor),
}

/** An event comes over a claim that has got so far: a storm of the highest level, unless it is another. */
async function struckAfter(
  claim: DeskClaim,
  before: (claim: DeskClaim) => Promise<unknown>,
  word = storm,
): Promise<void> {
  await before(claim)
  await tellOf(claim, word)
}

/** What the system has computed, proposed and let go by people. */
async function payInAdvance(claim: DeskClaim): Promise<void> {
  const amountFen = (await claim.read()).claim.emergencyAdvance?.amountFen ?? 0
  const payee = { payeeId: 'pty_advance', accountHolderIsPayee: true, namedOnFile: 'insured' } as const
  const advance = { type: 'RequestPrepayment', why: 'emergency', amountFen, evidence: [], payee } as const
  await claim.ask(advance, people.assessor)
  await claim.ask({ type: 'DecidePrepayment', n: 1, verdict: 'approve' }, people.approver)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await approvePayment(claim, 1)
}

async function accepted(claim: DeskClaim): Promise<void> {
  await accept(claim)
  await claim.reaches('reviewing')
}

/** Decided; the customer reads the result when a person hands it over. */
async function determined(claim: DeskClaim): Promise<void> {
  await proposed(claim)
  await approve(claim)
}

async function hold(claim: DeskClaim): Promise<void> {
  await accepted(claim)
  await claim.ask({ type: 'RaiseHold', amountFen: 250_000, reasonTextId: 'txt_why' }, people.reviewer)
}

async function discoverSilence(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'SupplyDocuments', documents: [proof] }, people.claimant)
  await accepted(claim)
  const evidence = [proof.documentId]
  await claim.ask({ type: 'RecordNonDisclosure', evidence, ageMs: 0 }, people.reviewer)
}

/** Somebody else is liable for what was paid. */
async function subrogated(claim: DeskClaim): Promise<void> {
  await paid(claim)
  const against = { relation: 'other', intentional: false } as const
  const open = { type: 'OpenRecovery', cause: 'subrogation', amountFen: 100_000, evidence: [] } as const
  await claim.ask({ ...open, against, reasonTextId: 'txt_liable' }, people.supervisor)
}

async function paidInPart(claim: DeskClaim): Promise<void> {
  await agreed(claim)
  await submittedFor(claim, 'pty_a', 'pty_b')
  await approvePayment(claim, 1)
}

async function paidInFull(claim: DeskClaim): Promise<void> {
  await approvePayment(claim, 2)
  await claim.reaches('paid')
}

function handOver(kind: 'acceptance' | 'result' | 'refusal' | 'guidance'): Way['act'] {
  return async (claim) => {
    const notice = (await claim.read()).claim.notices.findLast((candidate) => candidate.kind === kind)
    if (notice === undefined) throw new Error(`no ${kind} was ordered`)
    await claim.ask({ type: 'RecordDelivery', n: notice.n, reference: 'slip-1', ageMs: 0 }, people.clerk)
  }
}

/** Refused while the message provider is away: the refusal is written and nobody has sent it. */
async function refuse(claim: DeskClaim, { faults }: OutsideWorld): Promise<void> {
  await accepted(claim)
  await claim.ask(refusal, people.reviewer)
  faults.messagesAwayFrom.add(claim.claimId)
  await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
}

async function complain(claim: DeskClaim): Promise<void> {
  await paid(claim)
  await claim.ask({ type: 'GiveFeedback', score: 3 }, people.claimant)
}

async function dispute(claim: DeskClaim): Promise<void> {
  await paid(claim)
  await claim.ask({ type: 'RaiseDispute', identityChecked: true, reasonTextId: 'txt_objection' }, people.claimant)
}

function investigate(claim: DeskClaim): Promise<unknown> {
  return claim.ask({ type: 'InvestigateDispute', answerTextId: 'txt_answer' }, people.disputeHandler)
}

async function investigated(claim: DeskClaim): Promise<void> {
  await dispute(claim)
  await investigate(claim)
}

async function uphold(claim: DeskClaim): Promise<void> {
  const finding = { type: 'EvaluateDispute', outcome: 'uphold', findingTextId: 'txt_finding' } as const
  await claim.ask(finding, people.disputeHandler)
  await claim.ask({ type: 'DecideDispute', verdict: 'approve' }, people.supervisor)
}

async function begunByReport(claim: DeskClaim): Promise<void> {
  await claim.read()
}

async function askForPhotos(claim: DeskClaim): Promise<void> {
  const items = [{ kind: 'photos', reasonTextId: 'txt_photos', decidableWithout: false }] as const
  await claim.ask({ type: 'RequestDocuments', items }, people.clerk)
  await until('the proof that the list arrived', async () => {
    await claim.deliverNotices()
    return (await claim.read()).claim.clocks.some(({ id }) => id === 'C14')
  })
}

async function supplyPhotos(claim: DeskClaim): Promise<void> {
  const photos = { documentId: 'doc_photos', kind: 'photos', sha256: 'a'.repeat(64), sizeBytes: 4_096 } as const
  await claim.ask({ type: 'SupplyDocuments', documents: [photos] }, people.claimant)
}

/** The payee stands on a list, and has asked why his money does not come. */
async function objected(claim: DeskClaim, { faults }: OutsideWorld): Promise<void> {
  faults.listed.add(claim.claimId)
  await agreed(claim)
  await submittedFor(claim, 'pty_payee')
  await approvePayment(claim, 1)
  await until('the payment to be held', async () =>
    (await claim.read()).claim.payments.some(({ screened }) => screened !== undefined),
  )
  await claim.ask({ type: 'RecordObjection', textId: 'txt_objection', ageMs: 0 }, people.compliance)
}

const diagnosisProof = {
  documentId: 'doc-diagnosis',
  kind: 'diagnosis',
  sha256: 'd'.repeat(64),
  sizeBytes: 1_000,
} as const

/** What the proof says is read before anything else, and compared by nobody but the test. */
async function diagnosedAndAgreed(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'SupplyDocuments', documents: [diagnosisProof] }, people.claimant)
  const compared = { policyId: 'pty_policy', isListed: true, claimedBefore: false }
  const { documentId } = diagnosisProof
  const diagnosis = { documentId, diseaseTextId: 'txt_disease', isFirst: true, compared }
  await claim.ask({ type: 'AcceptClaim', diagnosis }, people.clerk)
  await claim.reaches('reviewing')
  await agreedOn(claim, 500_000)
}

const policeNotice = {
  documentId: 'doc-police',
  kind: 'traffic-report',
  sha256: 'c'.repeat(64),
  sizeBytes: 1_000,
} as const

/** All that is agreed goes to the hospital, and waits for the checker. */
async function rescued(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'SupplyDocuments', documents: [policeNotice] }, people.claimant)
  await agreed(claim)
  const { documentId } = policeNotice
  await claim.ask({ type: 'NoteRescue', documentId, costFen: 100_000, ageMs: 0 }, people.clerk)
  const hospital = { payeeId: 'pty_hospital', share: 10_000, accountHolderIsPayee: true, as: 'provider' } as const
  const payees = [{ ...hospital, evidence: [documentId] }]
  await claim.ask({ type: 'FreezePayees', payees, roundingTo: 'pty_hospital' }, people.paymentClerk)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
}
