import type { ClaimEventType } from '../../domain/claim/events.ts'
import { showFen } from '../../domain/money.ts'
import type { NoticeView, StoryEvent } from '../claim-client.ts'

/** An event as a sentence, or null for what is no part of the story. */
export function sentenceOf({ type, facts }: StoryEvent, notices: readonly NoticeView[]): string | null {
  const told = sentences[type as ClaimEventType]
  return typeof told === 'function' ? told(facts, notices) : (told ?? null)
}

type Facts = Readonly<Record<string, unknown>>
type Told = string | ((facts: Facts, notices: readonly NoticeView[]) => string | null)

const sentences: { readonly [T in ClaimEventType]?: Told } = {
  ClaimReported: (facts) =>
    `The loss is reported (报案): ${text(facts, 'report', 'line')}, ${text(facts, 'report', 'cause')}`,
  PolicyLookedUp: (facts) => `The policy system answers: policy ${text(facts, 'policy', 'known')}`,
  ClaimFiled: (facts) =>
    `The claim is filed (索赔申请) for ${yuan(facts, 'filing', 'claimedFen')}; the clocks of the law start`,
  ClaimAccepted: 'The claim is accepted (受理)',
  DocumentsRequested: (facts) => `One complete list of what is missing is sent (补正通知): ${kinds(facts, 'items')}`,
  SupplementTimeBegan: 'The time to supply begins',
  DocumentsSupplied: (facts) => `The customer supplies ${kinds(facts, 'documents')}`,
  DocumentsCompleted: 'All that was asked for is here: the clocks of the law run on',
  ClaimTriaged: (facts) =>
    `Triage (分流): ${text(facts, 'triage', 'lane')} lane, ${list(facts, 'triage', 'because').join('; ')}`,
  SurveyOrdered: (facts) => `A survey is ordered (查勘), wanted by ${shortInstant(text(facts, 'survey', 'dueAt'))}`,
  SurveyReported: (facts) => `The surveyor reports: ${list(facts, 'evidence').join(', ')}`,
  ReviewBegun: 'The review begins (审核)',
  ReviewRecorded: (facts) => `Reviewed: ${list(facts, 'parts').join(', ')}`,
  ComplexityProposed: 'The reviewer proposes to treat it as complex',
  ComplexityConfirmed: 'The supervisor confirms that it is complex; the customer is told',
  LiabilityFixed: 'Liability is fixed (责任认定)',
  LossAssessed: (facts) =>
    `The loss is assessed (定损): ${yuan(facts, 'proposal', 'payFen')} proposed, needs authority A${text(facts, 'proposal', 'requiredLevel')}`,
  ProposalApproved: (facts) => `Approved by authority A${text(facts, 'level')} (审批)`,
  VoteCast: (facts) => `A member of the committee votes: ${text(facts, 'vote')} (表决)`,
  SmallClaimApproved: (facts) =>
    `Approved by the system (A0) in the lane of small claims: ${yuan(facts, 'proposal', 'payFen')}`,
  InvoiceRegistered: 'An electronic invoice is put on file (电子发票)',
  InvoiceVerified: 'The tax authority verifies the invoice (发票查验)',
  InvoiceRefuted: (facts) => `The tax authority refutes the invoice: ${text(facts, 'cause')}`,
  ReserveProposed: (facts) => `Head office asks the committee for a reserve of ${yuan(facts, 'reserveFen')}`,
  ReserveSet: (facts) => `Another reserve is set (准备金): ${yuan(facts, 'reserveFen')}`,
  ClaimOffered: 'The result is proven delivered: the offer stands',
  OfferReminded: 'The customer is reminded of the offer',
  OfferAgreed: (facts) => agreements[text(facts, 'how')] ?? 'The offer is agreed',
  PayeesFrozen: (facts) =>
    list(facts, 'payees').length === 0
      ? 'All of it was paid in advance (预付抵扣): nothing is left to pay'
      : 'Payee and account are fixed (领款人)',
  PaymentSubmitted: 'The payment is submitted (经办)',
  PaymentApproved: 'Another person checks the payment and lets it go (复核)',
  PaymentSent: 'The bank has taken the transfer',
  PaymentUnknown: 'The bank’s answer is lost: it will be asked by our reference, nothing is sent again',
  PaymentRejected: (facts) => `The bank turns payment ${text(facts, 'n')} down: ${text(facts, 'cause')}`,
  PaymentBounced: (facts) =>
    `The money of payment ${text(facts, 'n')} comes back (退汇): it is owed anew, with a clock of its own`,
  AccountNamed: 'The payee names another account: another payment takes over',
  PayeeContactTried: (facts) => `A colleague tries to reach the payee: ${text(facts, 'outcome')}`,
  PaymentSettled: 'The bank reports the transfer settled',
  ClaimPaid: 'The claim is paid (赔付)',
  ClaimPaidInPart: 'All but what is held for a payee is paid',
  CompensationDue: (facts) =>
    `Paid ${text(facts, 'compensation', 'lateDays')} days late: ${yuan(facts, 'compensation', 'amountFen')} of compensation are due`,
  FeedbackGiven: (facts) => `The customer answers the survey (回访): ${text(facts, 'score')} of 10`,
  FeedbackAnswered: 'The customer’s criticism is answered',
  ClaimClosed: 'The claim is closed (结案)',
  HoldRaised: (facts) =>
    `${yuan(facts, 'amountFen')} held while a suspicion is looked into (暂缓赔付): ${text(facts, 'because')}`,
  HoldCleared: 'The investigator clears it: nothing is held any more',
  HoldLapseNear: 'The hold lapses in a day: whoever may renew it is told',
  HoldLapsed: 'Nobody renewed the hold: it is over',
  FraudProven: 'The investigator proves the fraud (欺诈); committee and compliance decide',
  ProposalCountersigned: 'Compliance signs the refusal (会签)',
  NonDisclosureFound: 'It is found that something was not disclosed (未如实告知): thirty days run',
  RescissionServed: 'The notice of rescission is served (解除合同)',
  ClockEscalated: (facts) => escalations[text(facts, 'level')]?.(text(facts, 'clock')) ?? null,
  PrepaymentRequested: (facts) =>
    `An advance is proposed (预付): ${yuan(facts, 'prepayment', 'amountFen')}, ${text(facts, 'prepayment', 'why')}, needs authority A${text(facts, 'prepayment', 'requiredLevel')}`,
  PrepaymentApproved: (facts) =>
    `An advance of ${yuan(facts, 'amountFen')} is approved by authority A${text(facts, 'level')}`,
  AdvanceAwaited: (facts) =>
    `Day ${text(facts, 'afterDays')} of the sixty of the law: who may propose or answer is told`,
  NothingProvable: 'Head office finds nothing provable yet; the customer is told why',
  RefusalStarted: 'Head office wants a refusal proposed: the claim goes to review',
  RecoveryOpened: (facts) => `Asked back (追偿): ${yuan(facts, 'amountFen')}, ${text(facts, 'cause')}`,
  RecoveryReceived: (facts) => `${yuan(facts, 'amountFen')} came in`,
  RecoveryWrittenOff: 'The rest is written off (核销)',
  WriteOffProposed: 'Head office asks the committee to give the rest up',
  EscalationUnanswered: (facts) =>
    `Nobody has answered escalation ${text(facts, 'escalation')}: ${text(facts, 'next')} is told`,
  EscalationAcknowledged: (facts) => `Escalation ${text(facts, 'escalation')} is acknowledged (督办确认)`,
  DisputeRaised: (facts) => beginnings[text(facts, 'how')] ?? 'The decision is disputed (争议)',
  DisputeAnswered: 'Somebody who had no part in the decision takes the dispute up and answers',
  AssessorAppointed: 'An independent assessor is appointed (公估)',
  AppraisalRecorded: 'The assessor reports',
  DisputeEvaluated: (facts) => `The handler proposes: ${text(facts, 'proposal', 'outcome')}`,
  MediationBegan: 'Both sides agreed to mediate (调解)',
  MediationAgreed: (facts) => `The two sides agree on ${yuan(facts, 'proposal', 'payFen')}`,
  MediationFailed: 'The mediation fails',
  DisputeSettled: 'The dispute is settled, and the amount is agreed (和解)',
  DisputeDecided: (facts) => `The dispute is decided: ${text(facts, 'outcome')}`,
  DisputeAdjudicated: (facts) => `The final ruling (最终裁决): ${text(facts, 'outcome')}`,
  NoticeDelivered: (facts, notices) => delivery(notices.find(({ n }) => n === facts['n'])),
}

const agreements: Readonly<Record<string, string>> = {
  agreed: 'The customer agrees with the amount (达成协议)',
  'fixed-benefit': 'A fixed benefit needs no agreement: it goes on to payment',
  undisputed: 'What was determined is agreed and paid, without prejudice to the rest',
  silence: 'Silence after ten working days: what was determined is paid, no right is given up',
}

const beginnings: Readonly<Record<string, string>> = {
  disagreed: 'The customer does not accept the amount: a dispute begins (争议)',
  sued: 'A court or a tribunal has the case (诉讼)',
}

const escalations: Readonly<Record<string, (clock: string) => string>> = {
  'at-risk': (clock) => `${clock}: 80 % of the time is gone; the owner’s queue and the supervisor are told (预警)`,
  due: (clock) => `${clock}: due now; the supervisor is told (督办)`,
  breach: (clock) => `${clock}: breached, on record for ever; compliance, head office and the customer are told (超时)`,
  late: (clock) => `${clock}: one working day late; the branch head is told (升级督办)`,
}

/** Colleagues' notices are work, not story. */
function delivery(notice: NoticeView | undefined): string | null {
  if (notice === undefined || notice.audience !== 'claimant') return null
  return `Notice "${notice.kind}" is proven delivered by ${notice.channel}`
}

export const shortInstant = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)}${at.slice(23)}`

/** `who` may say in which other role somebody tries to act: "payment-clerk as checker" is still the clerk. */
export function storyLine(at: string, who: string, what: string): string {
  const [person = who] = who.split(' as ')
  return `  ${shortInstant(at)}  ${person.padEnd(15)} ${what}`
}

function yuan(facts: Facts, ...path: string[]): string {
  const fen = text(facts, ...path)
  return fen === '' ? 'an amount still open' : `CNY ${showFen(Number(fen))}`
}

const kinds = (facts: Facts, name: string): string =>
  list(facts, name)
    .map((item) => text(item as Facts, 'kind'))
    .join(', ')

function text(facts: Facts, ...path: string[]): string {
  const found = inside(facts, path)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function list(facts: Facts, ...path: string[]): unknown[] {
  const found = inside(facts, path)
  return Array.isArray(found) ? found : []
}

const inside = (facts: Facts, path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (found as Facts | undefined)?.[name], facts)
