import { defaultLadder, requiredLevel } from '../../domain/authority.ts'
import { approvalBlock } from '../../domain/claim/approval-blocks.ts'
import { compensationNeed } from '../../domain/claim/authority-need.ts'
import type { DocumentKind, Role } from '../../domain/claim/codes.ts'
import { possibleCommands } from '../../domain/claim/command-table.ts'
import { isOutstanding } from '../../domain/claim/document-checklist.ts'
import type { ClaimCommand, ClaimReceipt, CommandOf } from '../../domain/claim/commands.ts'
import { isLiability } from '../../domain/claim/liability.ts'
import { tellingNotices } from '../../domain/claim/notice.ts'
import { openCompensations } from '../../domain/claim/payment-region.ts'
import { missingParts } from '../../domain/claim/review.ts'
import { heldPayments } from '../../domain/claim/screening.ts'
import type { Claim, ClaimStatus, Payment } from '../../domain/claim/state.ts'
import { person } from '../claim-people.ts'
import { voting } from '../committee-claims.ts'
import * as example from '../example-claims.ts'
import { refutedAnswered } from './amount-walks.ts'
import type { Step } from './claim-walks.ts'

/** The next thing people of good will do to bring a claim to its end; null when it stands at one. */
export function goodwill(claim: Claim): Step | null {
  if (ends.has(claim.stage.status)) return null
  const receipt = owed(claim)
  if (receipt !== null) return { kind: 'learn', receipt }
  const held = claim.hold?.standing && possibleCommands(claim.stage.status).includes('ReleaseHold')
  if (held) return ask('siu-investigator', { type: 'ReleaseHold', reportTextId: 'txt_report' })
  const suspected = claim.suspicion && possibleCommands(claim.stage.status).includes('ResolveDuplicate')
  if (suspected) return ask('supervisor', { type: 'ResolveDuplicate', outcome: 'cleared' })
  return work[claim.stage.status]?.(claim) ?? null
}

const ends: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  'closed',
  'denied',
  'declined',
  'withdrawn',
  'cancelled',
  'dormant',
])

/** Nobody here had a hand in the claim before. */
const ask = (role: Role, command: ClaimCommand, nth = ''): Step => ({
  kind: 'ask',
  command,
  actor: person(role, `per_good_${role}${nth}`),
})

const answered = (claim: Claim, command: CommandOf<'AssessLoss'>): CommandOf<'AssessLoss'> => ({
  ...command,
  items: [...command.items, ...refutedAnswered(claim)],
})

/** What there is no policy of has no clause; of a policy that is known some is read. */
const refusalOf = ({ policy }: Claim): ClaimCommand => ({
  type: 'ProposeRefusal',
  ...example.notCovered,
  evidence: [],
  ...(policy.known === 'unknown' ? ({ ground: 'no-policy', clause: '' } as const) : {}),
})

const all = ['scene-photos', 'object-state', 'itemised-bills', 'hospital-contact'] as const
const statements = ['claimant-statement', 'third-party-statement', 'liability-document'] as const

const work: Readonly<Partial<Record<ClaimStatus, (claim: Claim) => Step | null>>> = {
  reported: () => ask('claimant', { ...example.fileClaim(), documents: [] }),
  received: () => ask('intake-clerk', { type: 'AcceptClaim' }),
  'awaiting-documents': (claim) => ask('claimant', { type: 'SupplyDocuments', documents: listed(claim) }),
  accepted: () => ask('reviewer', { type: 'TriageClaim', needsSurvey: false }),
  triaged: () => ask('reviewer', { type: 'TriageClaim', needsSurvey: false }),
  investigating: () => ask('surveyor', { type: 'ReportSurvey', evidence: [...all, ...statements] }),
  reviewing: (claim) =>
    claim.policy.known === 'found'
      ? ask('reviewer', { type: 'FixLiability', parts: missingParts(claim) })
      : ask('reviewer', refusalOf(claim)),
  assessing: (claim) =>
    claim.policy.known === 'found' && claim.payments.length === 0
      ? ask('assessor', answered(claim, example.assessLoss(250_000)))
      : ask('reviewer', refusalOf(claim)),
  'awaiting-approval': (claim) => {
    const { stage } = claim
    if (stage.status !== 'awaiting-approval' || stage.proposal.requiredLevel < 5)
      return ask('head-office', { type: 'ApproveProposal' })
    // What comes after a refusal for fraud is signed by compliance first.
    if (claim.refusedForFraud && stage.proposal.countersignedBy === undefined)
      return ask('compliance', { type: 'CountersignProposal', verdict: 'agree' })
    const vote = approvalBlock(claim, stage.proposal) === null ? 'for' : 'against'
    return ask('committee', voting(vote), `_${stage.votes?.length ?? 0}`)
  },
  decided: ({ notices }) =>
    ask('supervisor', {
      type: 'RecordDelivery',
      n: tellingNotices(notices).at(-1)?.n ?? 0,
      reference: 'slip',
      ageMs: 0,
    }),
  offered: () => ask('claimant', { type: 'AgreeOffer', identityChecked: true }),
  agreed: named,
  paying: payOn,
  paid: (claim) => payOn(claim) ?? ask('claimant', { type: 'GiveFeedback', score: 9 }),
  feedback: (claim) => payOn(claim) ?? ask('intake-clerk', { type: 'AnswerFeedback', textId: 'txt_answer' }, '_aside'),
}

/** What people owe the payments: payees, another account, a word of compliance, a maker, a checker, an approval. */
function payOn(claim: Claim): Step | null {
  if (claim.thaw) return named(claim)
  const held = heldPayments(claim)[0]
  if (held !== undefined) {
    const release = { verdict: 'release', reasonTextId: 'txt_why' } as const
    return ask('compliance', { type: 'DecideScreening', n: held.n, ...release })
  }
  const first = (...states: readonly Payment['state'][]) => claim.payments.find(({ state }) => states.includes(state))
  const troubled = first('fix-account', 'held-for-payee')
  if (troubled !== undefined) {
    const { n } = troubled
    const account = { accountId: `pty_good_${claim.version}`, accountHolderIsPayee: true, identityChecked: true }
    return ask('claimant', { type: 'NameNewAccount', n, ...account })
  }
  if (first('prepared') !== undefined) return ask('payment-clerk', { type: 'SubmitPayments' })
  const submitted = first('submitted')
  if (submitted !== undefined)
    return ask('payment-checker', { type: 'CheckPayment', n: submitted.n, verdict: 'approve' })
  const [compensation] = openCompensations(claim)
  if (compensation === undefined) return null
  const { n, votes = [] } = compensation
  if (requiredLevel(defaultLadder, compensationNeed(claim)) < 5)
    return ask('head-office', { type: 'ApproveCompensation', n })
  return ask('committee', { ...voting('for'), on: { kind: 'compensation', n } }, `_${votes.length}`)
}

/** Whom the claim owes, by a right that is shown; from a case total on somebody identified. */
function named(claim: Claim): Step {
  const missing = proofsOf(claim).find((kind) => !claim.documents.some((document) => document.kind === kind))
  if (missing === undefined) return ask('intake-clerk', example.payeesFor(claim, `pty_good_${claim.version}`))
  const documents = [example.document(missing, `doc_good_${claim.version}`)]
  return ask('claimant', { type: 'SupplyDocuments', documents })
}

const proofsOf = (claim: Claim): readonly DocumentKind[] => [
  'identity',
  ...(isLiability(claim) ? (['third-party-statement'] as const) : []),
  ...((claim.thaw?.reason ?? claim.changeTold) === 'claimant-died' ? (['relationship-proof'] as const) : []),
]

function listed({ stage, version }: Claim): ReturnType<typeof example.document>[] {
  const items = stage.status === 'awaiting-documents' ? stage.request.items.filter(isOutstanding) : []
  return items.map(({ kind }) => example.document(kind, `doc_good_${version}_${kind}`))
}

/** What the outside world still owes the claim, answered kindly. */
function owed({ policyId, policy, payments }: Claim): ClaimReceipt | null {
  if (policy.known === 'pending') return { type: 'PolicyAnswered', policyId, policy: example.plainPolicy }
  // What screening holds the bank is not asked about: compliance is.
  const held = heldPayments({ payments })
  const moving = payments.find((payment) => kindly[payment.state] !== undefined && !held.includes(payment))
  const answer = moving === undefined ? undefined : kindly[moving.state]
  return moving === undefined || answer === undefined ? null : example.bankSays(answer, moving.n)
}

const kindly: Readonly<Partial<Record<Payment['state'], example.BankWord>>> = {
  approved: 'never-seen',
  waiting: 'never-seen',
  cleared: 'accepted',
  sent: 'settled',
  unknown: 'settled',
}
