import type { DocumentKind } from '../../domain/claim/codes.ts'
import type { Actor } from '../../domain/claim/commands.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { DAY, HOUR } from '../../domain/time.ts'
import { calendar } from '../calendar-around.ts'
import type { DeskClaim, Story } from './claim-desk.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
import { asksFor, onlyByCommittee, paid, pay, proposed, reviewed, underReview, voted } from './walk.ts'

const wanted = { kind: 'medical-record', reasonTextId: 'txt_reason' } as const
const record = { documentId: 'doc-record', kind: 'medical-record', sha256: 'a'.repeat(64), sizeBytes: 1_000 } as const
const filed = { type: 'FileClaim', claimedFen: 500_000, documents: [record], ageMs: 0 } as const
const supplied = { type: 'SupplyDocuments', documents: [record] } as const
const suspicion = { type: 'SuspectDuplicate', otherClaimId: 'clm_other' } as const

const relinked = { type: 'RelinkPolicy', policyId: 'pty_right', because: 'entered-wrongly' } as const

/** Two working days for documents: a history has the same branches, and less of the escalations of the days between. */
const brief = { ...defaultServicePolicy, supplement: { ...defaultServicePolicy.supplement, workingDays: 2 } }

/** What the desk, the customer's silence, and second thoughts make of a claim. */
export const deskStories: Readonly<Record<string, Story>> = {
  'report-asleep-and-filed': async (desk) => {
    const claim = await desk.open({ filed: false })
    await claim.forward(61 * DAY)
    await claim.reaches('dormant')
    await claim.ask(filed, people.claimant)
    return claim
  },
  'withdrawn-and-filed-again': async (desk) => {
    const claim = await desk.open()
    await claim.ask({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_reason' }, people.claimant)
    await claim.reaches('withdrawn')
    await claim.forward(HOUR)
    await claim.ask(filed, people.claimant)
    return claim
  },
  'revived-by-word': async (desk) => {
    const claim = await desk.open({ servicePolicy: brief })
    await asksFor(claim, [{ ...wanted, decidableWithout: false }])
    await claim.forward(12 * DAY)
    await claim.reaches('dormant')
    await claim.ask({ type: 'ReviveClaim' }, people.claimant)
    return claim
  },
  'decided-without': async (desk) => {
    const claim = await desk.open({ servicePolicy: brief })
    await claim.ask({ type: 'StartCheck' }, people.clerk)
    await asksFor(claim, [{ ...wanted, decidableWithout: true }])
    await claim.forward(5 * DAY)
    await claim.reaches('reviewing')
    return claim
  },
  'suspected-when-time-ran-out': async (desk) => {
    const claim = await desk.open({ servicePolicy: brief })
    await asksFor(claim, [{ ...wanted, decidableWithout: true }])
    await claim.ask(suspicion, people.clerk)
    await claim.forward(5 * DAY)
    await claim.reaches('received')
    return claim
  },
  'relinked-when-time-ran-out': async (desk) => {
    const claim = await desk.open({ servicePolicy: brief })
    await underReview(claim)
    await asksFor(claim, [{ ...wanted, decidableWithout: true }], people.reviewer)
    await claim.ask(relinked, people.supervisor)
    await claim.forward(5 * DAY)
    await claim.reaches('reviewing')
    return claim
  },
  'list-unproven': async (desk) => {
    const claim = await desk.open({ servicePolicy: brief })
    const items = [{ ...wanted, decidableWithout: true }]
    await claim.ask({ type: 'RequestDocuments', items }, people.clerk)
    await claim.tell({ type: 'CalendarPublished', calendar: { ...calendar, version: `${calendar.version}-anew` } })
    await claim.forward(6 * DAY)
    await claim.ask(supplied, people.claimant)
    return claim
  },
  'second-list-ran-out': async (desk) => {
    const claim = await desk.open({ servicePolicy: brief })
    await underReview(claim)
    await claim.ask({ type: 'ProposeComplexity', reasonTextId: 'txt_complex' }, people.reviewer)
    await claim.ask({ type: 'ConfirmComplexity' }, people.supervisor)
    await asksFor(claim, [{ ...wanted, decidableWithout: false }], people.reviewer)
    await claim.ask(supplied, people.claimant)
    await claim.reaches('reviewing')
    const further = [{ ...wanted, kind: 'diagnosis', decidableWithout: false }] as const
    await asksFor(claim, further, people.supervisor, { reasonTextId: 'txt_new_fact' })
    await claim.forward(5 * DAY)
    await claim.reaches('reviewing')
    return claim
  },
  'asked-in-assessment': async (desk) => {
    const claim = await desk.open()
    await reviewed(claim)
    const two = [
      { ...wanted, decidableWithout: false },
      { ...wanted, kind: 'diagnosis', decidableWithout: false },
    ] as const
    await asksFor(claim, two, people.assessor)
    await claim.ask(supplied, people.claimant)
    const diagnosis = { ...record, documentId: 'doc-diagnosis', kind: 'diagnosis' } as const
    await claim.ask({ ...supplied, documents: [diagnosis] }, people.claimant)
    await claim.reaches('assessing')
    return claim
  },
  'asked-before-review': async (desk) => {
    desk.world.faults.policyAway = true
    const claim = await desk.open({ claimedFen: 20_000_000 })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await askedAndSupplied(claim, 'medical-record', people.reviewer)
    await claim.reaches('accepted')
    desk.world.faults.policyAway = false
    await claim.forward(HOUR)
    await claim.reaches('triaged')
    await askedAndSupplied(claim, 'diagnosis', people.supervisor)
    await claim.reaches('triaged')
    await claim.ask({ type: 'TriageClaim', lane: 'complex', needsSurvey: true }, people.reviewer)
    await askedAndSupplied(claim, 'medical-invoice', people.supervisor)
    await claim.reaches('investigating')
    return claim
  },
  'relinked-in-review': async (desk) => {
    const claim = await desk.open()
    await underReview(claim)
    await claim.ask(relinked, people.supervisor)
    await claim.reaches('reviewing')
    return claim
  },
  'copy-cancelled': async (desk) => {
    const claim = await desk.open()
    await claim.ask(suspicion, people.clerk)
    await claim.ask({ type: 'ResolveDuplicate', outcome: 'same' }, people.supervisor)
    await claim.reaches('cancelled')
    return claim
  },
  'copy-absorbed': async (desk) => {
    const claim = await desk.open()
    await claim.ask(suspicion, people.clerk)
    await claim.ask({ type: 'ResolveDuplicate', outcome: 'cleared' }, people.supervisor)
    const receivedAt = Date.now() - DAY
    const documents = [{ ...record, receivedAt }]
    const brought = { copyClaimId: 'clm_copy', claimants: ['per_second_claimant'], receivedAt, documents } as const
    await claim.tell({ type: 'AbsorbCopy', ...brought })
    await until('the copy to be taken in', async () => (await claim.read()).claim.coClaimants?.length === 1)
    await reviewed(claim)
    return claim
  },
  'survey-missed': async (desk) => {
    const claim = await desk.open({ claimedFen: 1_000_000, policy: { ...coveredPolicy, line: 'household-property' } })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    await claim.reaches('investigating')
    await claim.forward(9 * DAY)
    const missed = await until('the survey to be missed', async () => {
      const { escalations } = (await claim.read()).claim
      return escalations.find(({ subject }) => subject.kind === 'survey') ?? null
    })
    await claim.ask({ type: 'AcknowledgeEscalation', n: missed.n }, people.supervisor)
    const given = { how: 'give', toPersonId: 'per_surveyor', toRole: 'surveyor' } as const
    await claim.ask({ type: 'AssignClaim', ...given }, people.supervisor)
    await claim.ask({ type: 'ReportSurvey', evidence: ['scene-video', 'object-state'] }, people.surveyor)
    return claim
  },
  'notes-on-the-file': async (desk) => {
    const claim = await desk.open({ policy: { ...coveredPolicy, line: 'motor-compulsory' } })
    await claim.reaches('received')
    const police = { ...record, documentId: 'doc-police', kind: 'traffic-report' } as const
    await claim.ask({ ...supplied, documents: [police] }, people.claimant)
    await claim.ask({ type: 'NoteRescue', documentId: police.documentId, costFen: 100_000, ageMs: 0 }, people.clerk)
    await claim.ask({ type: 'ChangeContacts', preferredChannels: ['sms'], contactId: 'pty_contact' }, people.claimant)
    await claim.ask({ type: 'DeclareInterest', personId: 'per_cousin' }, people.supervisor)
    const more = { authority: onlyByCommittee('reserve') }
    const reserve = { type: 'SetReserve', reserveFen: 700_000, reasonTextId: 'txt_reserve' } as const
    await claim.ask(reserve, people.headOffice, more)
    await voted(claim, ['for', 'for', 'against'], { ...more, on: { kind: 'reserve', reserveFen: 700_000 } })
    await claim.ask({ type: 'AcceptClaim' }, people.clerk)
    const answer = await until('the acceptance to be told', async () => {
      const { notices } = (await claim.read()).claim
      return notices.find(({ kind, state }) => kind === 'acceptance' && state === 'dispatched') ?? null
    })
    await claim.ask({ type: 'RecordDelivery', n: answer.n, reference: 'RA-1', ageMs: 0 }, people.clerk)
    return claim
  },
  'silent-to-the-end': async (desk) => {
    const claim = await desk.open()
    await offered(claim)
    await claim.forward(20 * DAY)
    await claim.reaches('agreed')
    await pay(claim)
    await claim.forward(16 * DAY)
    await claim.reaches('closed')
    return claim
  },
  criticised: async (desk) => {
    const claim = await desk.open()
    await paid(claim)
    await claim.ask({ type: 'GiveFeedback', score: 2, textId: 'txt_critique' }, people.claimant)
    await claim.ask({ type: 'AnswerFeedback', textId: 'txt_answer' }, people.supervisor)
    await claim.reaches('closed')
    return claim
  },
}

async function offered(claim: DeskClaim): Promise<void> {
  await proposed(claim)
  await claim.ask({ type: 'ApproveProposal' }, people.approver)
  await claim.reaches('offered')
}

/** One document is asked for, and comes. */
async function askedAndSupplied(claim: DeskClaim, kind: DocumentKind, by: Actor): Promise<void> {
  await asksFor(claim, [{ ...wanted, kind, decidableWithout: false }], by, { reasonTextId: 'txt_new_fact' })
  const document = { ...record, documentId: `doc-${kind}`, kind }
  await claim.ask({ ...supplied, documents: [document] }, people.claimant)
}
