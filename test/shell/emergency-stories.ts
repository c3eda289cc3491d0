import { lossCauses } from '../../domain/claim/codes.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import { measuresOfGrade } from '../../domain/emergency/measures.ts'
import { DAY } from '../../domain/time.ts'
import { eventMessage } from '../../workflows/claim-contract.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, approvePayment, asksFor, paid, pay, payToTheEnd, proposed, reviewed, submittedFor } from './walk.ts'

/** A level I storm over every claim of the desk. */
export const storm: EventWord = {
  eventId: 'emg_storm',
  version: 1,
  state: 'active',
  kind: 'natural-disaster',
  level: 'I',
  scope: { zones: ['31'], from: '2020-01-01', to: '2099-12-31', causes: lossCauses, lines: [] },
  measures: measuresOfGrade.I,
  drill: false,
}
/** What A1 may advance is five times as much; in the recorded histories too, whenever they are recorded. */
const raised: EventWord = {
  ...storm,
  measures: { ...measuresOfGrade.I, multiplier: { times: 5, until: Date.UTC(2099, 0, 1), raisedBy: 'per_commander' } },
}
/** An epidemic over the same claims, of the lowest level. */
export const epidemic: EventWord = {
  ...storm,
  eventId: 'emg_flu',
  kind: 'public-health',
  level: 'III',
  measures: { ...measuresOfGrade.III, contactHours: 1, settleWorkingDays: 1 },
}
export const ended: EventWord = { ...storm, version: 2, state: 'ended' }
/** A second event over the same claims, of a lower level. */
const flood: EventWord = { ...storm, eventId: 'emg_flood', level: 'II', measures: measuresOfGrade.II }
const floodEnded: EventWord = { ...flood, version: 2, state: 'ended' }

/** Tells the claim as a sweep does, and waits until the log has it. */
export async function tellOf(claim: DeskClaim, word: EventWord): Promise<void> {
  const { messageId, receipt } = eventMessage(word)
  await claim.tell(receipt, messageId)
  await until(`version ${word.version} to be applied`, async () => {
    const { emergencies } = (await claim.read()).claim
    return emergencies?.events.some(({ eventId, heard }) => eventId === word.eventId && heard.includes(word.version))
  })
}

const record = { documentId: 'doc-record', kind: 'medical-record', sha256: 'a'.repeat(64), sizeBytes: 1_000 } as const
const waivable = [{ kind: 'medical-record', reasonTextId: 'txt_reason', decidableWithout: false }] as const

/** The storm reaches a claim that stands here; it lives on, and the storm ends. */
type Hit = (desk: ClaimDesk) => Promise<DeskClaim>

/** One claim for each status of the main path, for the two in which it waits, and for one that is held. */
export const emergencyStories: Readonly<Record<string, Hit>> = {
  'storm-reported': async (desk) => {
    const claim = await desk.open({ filed: false })
    await tellOf(claim, storm)
    await claim.ask({ type: 'RecordContact', how: 'phone' }, people.clerk)
    await claim.ask({ type: 'FileClaim', documents: [record], ageMs: 0 }, people.claimant)
    await tellOf(claim, ended)
    return claim
  },
  'storm-received': async (desk) => {
    const claim = await desk.open()
    await claim.reaches('received')
    await tellOf(claim, storm)
    await reviewed(claim)
    return claim
  },
  'storm-awaiting-documents': async (desk) => {
    const claim = await desk.open()
    await askedFor(claim)
    await claim.forward(2 * DAY)
    await tellOf(claim, storm)
    await claim.reaches('received')
    await reviewed(claim)
    return claim
  },
  'storm-dormant': async (desk) => {
    const claim = await desk.open()
    await askedFor(claim)
    await claim.forward(45 * DAY)
    await claim.reaches('dormant')
    await tellOf(claim, storm)
    await claim.reaches('received')
    return claim
  },
  'storm-accepted': async (desk) => {
    desk.world.faults.policyAway = true
    const claim = await desk.open()
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('accepted')
    await tellOf(claim, storm)
    desk.world.faults.policyAway = false
    return claim
  },
  'storm-triaged': async (desk) => {
    const claim = await desk.open({ claimedFen: 20_000_000 })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('triaged')
    await tellOf(claim, storm)
    return claim
  },
  'storm-investigating': async (desk) => {
    const claim = await desk.open({ claimedFen: 20_000_000 })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('triaged')
    await claim.ask({ type: 'TriageClaim', lane: 'complex', needsSurvey: true }, people.reviewer)
    await claim.reaches('investigating')
    await tellOf(claim, storm)
    await tellOf(claim, ended)
    return claim
  },
  'storm-reviewing': async (desk) => {
    const claim = await desk.open()
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('reviewing')
    await tellOf(claim, storm)
    await claim.ask({ type: 'GrantGreenChannel', because: ['hardship'], reasonTextId: 'txt_why' }, people.clerk)
    return claim
  },
  'storm-assessing': async (desk) => {
    const claim = await desk.open()
    await reviewed(claim)
    await tellOf(claim, storm)
    return claim
  },
  'storm-awaiting-approval': async (desk) => {
    const claim = await desk.open()
    await proposed(claim)
    await tellOf(claim, storm)
    await claim.ask({ type: 'ApproveProposal' }, people.approver)
    await claim.reaches('offered')
    return claim
  },
  'storm-decided': async (desk) => {
    const claim = await desk.open()
    await proposed(claim)
    await claim.ask({ type: 'ApproveProposal' }, people.approver)
    await tellOf(claim, storm)
    await claim.reaches('offered')
    return claim
  },
  'storm-offered': async (desk) => {
    const claim = await desk.open()
    await proposed(claim)
    await claim.ask({ type: 'ApproveProposal' }, people.approver)
    await claim.reaches('offered')
    await tellOf(claim, storm)
    await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
    return claim
  },
  'storm-agreed': async (desk) => {
    const claim = await desk.open()
    await agreed(claim)
    await tellOf(claim, storm)
    await pay(claim)
    return claim
  },
  'storm-paying': async (desk) => {
    const claim = await desk.open()
    await agreed(claim)
    await submittedFor(claim, 'pty_payee')
    await tellOf(claim, storm)
    await claim.ask({ type: 'CheckPayment', n: 1, verdict: 'approve' }, people.paymentChecker)
    await claim.reaches('paid')
    return claim
  },
  'storm-paid': async (desk) => {
    const claim = await desk.open()
    await paid(claim)
    await tellOf(claim, storm)
    return claim
  },
  'storm-feedback': async (desk) => {
    const claim = await desk.open()
    await paid(claim)
    await claim.ask({ type: 'GiveFeedback', score: 2 }, people.claimant)
    await tellOf(claim, storm)
    return claim
  },
  'storm-closed': async (desk) => {
    const claim = await desk.open()
    await payToTheEnd(claim)
    await claim.reaches('closed')
    await tellOf(claim, storm)
    return claim
  },
  'storm-held': async (desk) => {
    desk.world.fraud = { hardRules: ['watch-list'], signals: [] }
    const claim = await desk.open({ claimedFen: 6_000_000 })
    await until('the score to hold it', async () => (await claim.read()).claim.hold?.standing ?? null)
    await tellOf(claim, storm)
    await reviewed(claim)
    return claim
  },
  'storm-advance': async (desk) => {
    const identity = {
      documentId: 'doc_identity',
      kind: 'identity',
      sha256: 'f'.repeat(64),
      sizeBytes: 40_000,
    } as const
    const claim = await desk.open({ claimedFen: 4_000_000, documents: [identity] })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('reviewing')
    await tellOf(claim, raised)
    const amountFen = (await claim.read()).claim.emergencyAdvance?.amountFen ?? 0
    const own = { accountHolderIsPayee: true, namedOnFile: 'insured' } as const
    const payee = { payeeId: 'pty_advance', ...own, identityDocumentId: identity.documentId }
    const advance = { type: 'RequestPrepayment', why: 'emergency', amountFen, evidence: [], payee } as const
    await claim.ask(advance, people.assessor)
    await claim.ask({ type: 'DecidePrepayment', n: 1, verdict: 'approve' }, people.approver)
    await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
    await approvePayment(claim, 1)
    await until('the advance to arrive', async () => (await claim.read()).claim.payments[0]?.state === 'settled')
    return claim
  },
  'storm-surveyed': async (desk) => {
    const claim = await desk.open({ claimedFen: 1_500_000, policy: { ...coveredPolicy, line: 'household-property' } })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('investigating')
    await tellOf(claim, storm)
    await claim.reaches('reviewing')
    return claim
  },
  'storm-at-the-start': async (desk) => {
    const claim = await desk.open({ told: [storm] })
    await until('the storm to be applied', async () => (await claim.read()).claim.emergencies)
    await claim.ask({ type: 'LeaveEvent', eventId: storm.eventId, reasonTextId: 'txt_why' }, people.supervisor)
    return claim
  },
}

/** The green channel and an event, and two events, in each order; and an event whose end is told before its beginning. */
export const overlapStories: Readonly<Record<string, Hit>> = {
  'green-and-storm': async (desk) => {
    const claim = await desk.open()
    await claim.reaches('received')
    await claim.ask(green, people.clerk)
    return told(claim, storm, ended)
  },
  'storm-and-green': async (desk) => {
    const claim = await desk.open()
    await claim.reaches('received')
    await tellOf(claim, storm)
    await claim.ask(green, people.clerk)
    return told(claim, ended)
  },
  'storm-and-flood': (desk) => goesThrough(desk, storm, flood, ended, floodEnded),
  'flood-and-storm': (desk) => goesThrough(desk, flood, storm, floodEnded, ended),
  'storm-in-flood': (desk) => goesThrough(desk, flood, storm, ended, floodEnded),
  'flood-in-storm': (desk) => goesThrough(desk, storm, flood, floodEnded, ended),
  'storm-before-flood': (desk) => goesThrough(desk, storm, ended, flood, floodEnded),
  'flood-before-storm': (desk) => goesThrough(desk, flood, floodEnded, storm, ended),
  'told-backwards': (desk) => goesThrough(desk, floodEnded, ended, storm, flood),
}

const green = { type: 'GrantGreenChannel', because: ['hardship'], reasonTextId: 'txt_why' } as const

async function goesThrough(desk: ClaimDesk, ...words: EventWord[]): Promise<DeskClaim> {
  const claim = await desk.open()
  await claim.reaches('received')
  return told(claim, ...words)
}

/** Tells one after the other, and lives on. */
async function told(claim: DeskClaim, ...words: EventWord[]): Promise<DeskClaim> {
  for (const word of words) await tellOf(claim, word)
  await reviewed(claim)
  return claim
}

async function askedFor(claim: DeskClaim): Promise<void> {
  await claim.reaches('received')
  await asksFor(claim, waivable)
}
