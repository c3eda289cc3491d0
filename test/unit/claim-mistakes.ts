import type { ClaimCommand, ClaimCommandType, CommandOf } from '../../domain/claim/commands.ts'
import type { Request } from '../../domain/claim/decide.ts'
import type { NamedPayee } from '../../domain/claim/payee-commands.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'
import { person } from '../claim-people.ts'
import { storm } from '../emergency-claims.ts'
import * as example from '../example-claims.ts'

/**
 * The request as somebody makes it who knows how it is done and gets one thing wrong: the slips the rules have a refusal of their
 * own for. As it was where nothing goes wrong with such a command.
 */
export function mistaken(claim: Claim, request: Request, dice: Dice): Request {
  const { command, actor } = request
  const slip: ((claim: Claim, dice: Dice) => object) | undefined = slips[command.type]
  const whole = slip === undefined ? command : ({ ...command, ...slip(claim, dice) } as ClaimCommand)
  const [joined] = claim.coClaimants ?? []
  const speaks = actor.role === 'claimant' && joined !== undefined
  return { command: whole, actor: speaks ? person('claimant', joined.personId) : actor }
}

type Slips = { readonly [T in ClaimCommandType]?: (claim: Claim, dice: Dice) => Partial<CommandOf<T>> }

const slips: Slips = {
  SuspectDuplicate: ({ claimId }) => ({ otherClaimId: claimId }),
  SupplyDocuments: ({ documents }) => ({
    documents: documents.slice(-1).map(({ documentId, kind }) => example.document(kind, documentId)),
  }),
  RequestDocuments: (_claim, dice) =>
    dice.pick([
      example.requestDocuments(),
      example.requestDocuments('photos', 'photos'),
      example.requestDocuments('medical-record'),
    ]),
  TriageClaim: (_claim, dice) => dice.pick([{ lane: 'small', needsSurvey: false }, noSurveySaid]),
  ReportSurvey: (_claim, dice) => dice.pick([{ evidence: [] }, { how: 'remote' }]),
  JoinEvent: (_claim, dice) => dice.pick(wrongEvents),
  LeaveEvent: () => ({ eventId: 'emg_none' }),
  FixLiability: () => ({ parts: [] }),
  ProposeRefusal: (_claim, dice) =>
    dice.pick([{ clause: '' }, { evidence: ['doc_none'] }, { ground: 'waiting-period' }, { ground: 'waiting-period' }]),
  AssessLoss: ({ invoices = [] }, dice) => ({
    items: dice.pick([[], ...wrongItems(invoices[0]?.invoiceId).map((item) => [item])]),
  }),
  AgreeOffer: () => ({ identityChecked: false }),
  FreezePayees: wrongPayees,
  UnfreezePayees: ({ thaw, documents }, dice) =>
    dice.pick([{ payeeIds: ['pty_nobody'] }, { reason: otherReason(thaw), ...allOf(documents) }]),
  CheckPayment: () => ({ verdict: 'return', ...unsaid }),
  AssignClaim: (_claim, dice) =>
    dice.pick([
      { how: 'give', toPersonId: 'per_x', toRole: 'claimant' } as const,
      { how: 'give', ...toNobody } as const,
    ]),
  RegisterInvoice: ({ invoices = [] }) => ({ invoiceId: invoices[0]?.invoiceId ?? 'inv_new' }),
  SetReserve: ({ reserves = [], proposedReserve }, dice) => ({
    reserveFen: dice.pick([1, reserves.at(-1)?.reserveFen ?? 250_000, proposedReserve?.reserveFen ?? 1]),
  }),
  EvaluateDispute: () => ({ outcome: 'compromise', payFen: 0 }),
  RelinkPolicy: ({ policyId }) => ({ policyId }),
  GiveFeedback: () => ({ score: 11 }),
  RecordDelivery: (_claim, dice) => dice.pick([{ n: 99 }, { ageMs: -1 }, { ageMs: 1e12 }]),
  ChangeContacts: () => ({ preferredChannels: [] }),
  ResolveDuplicate: () => ({ outcome: 'same' }),
}

const otherReason = (thaw: Claim['thaw']) =>
  thaw?.reason === 'payee-changed' ? ('guardian-appointed' as const) : ('payee-changed' as const)

/** Everything there is, shown for whichever reason. */
const allOf = (documents: Claim['documents']) => ({ documents: documents.map(({ documentId }) => documentId) })

/** Over, played, told of another, or joined already. */
const wrongEvents = [storm({ state: 'ended' }), storm({ drill: true }), storm(), storm()].map((word, nth) => ({
  eventId: nth === 2 ? 'emg_other' : word.eventId,
  word,
}))

/** A field that is left out altogether. */
const unsaid = { reasonTextId: undefined } as object
const unlisted = { beneficiaries: undefined } as object
const noSurveySaid = { lane: 'complex', needsSurvey: undefined } as object
const toNobody = { toPersonId: undefined, toRole: undefined } as object

type Items = CommandOf<'AssessLoss'>['items']

const wrongItems = (invoiceId = 'inv_none'): Items => {
  const item = { itemId: 'itm', claimedFen: 20_000, notCoveredFen: 0 }
  return [
    { ...item, notCoveredFen: 1 },
    { ...item, notCoveredFen: 1, ground: 'not-covered' },
    { ...item, notCoveredFen: 1, ...example.cut, cutBy: 'hospital' },
    { ...item, claimedFen: -1 },
    { ...item, invoiceId: 'inv_none' },
    { ...item, invoiceId },
    { ...item, claimedFen: 20_001, invoiceId },
    { ...item, claimedFen: 900_000, invoiceId },
    { ...item, realCostFen: 1 },
  ]
}

function wrongPayees({ payees, documents }: Claim, dice: Dice): Partial<CommandOf<'FreezePayees'>> {
  const payee = { payeeId: 'pty_wrong', share: 10_000, accountHolderIsPayee: true, namedOnFile: 'insured' } as const
  const mandates = documents.filter(({ kind }) => kind === 'mandate').map(({ documentId }) => documentId)
  const { namedOnFile: _insureds, ...stranger } = payee
  const list = (change: Partial<NamedPayee>) => ({ payees: [{ ...payee, ...change }], roundingTo: 'pty_wrong' })
  const identityDocumentId = documents.find(({ kind }) => kind === 'identity')?.documentId ?? 'doc_none'
  return dice.pick([
    list({ share: 9_999 }),
    list({ share: 0.5 }),
    { ...list({}), roundingTo: 'pty_nobody' },
    { payees: [payee, payee], roundingTo: 'pty_wrong' },
    list({ payeeId: payees[0]?.payeeId ?? 'pty_wrong' }),
    list({ accountHolderIsPayee: false }),
    list({ minor: true }),
    list({ ageOnFile: 'minor' }),
    list({ as: 'provider' }),
    list({ as: 'provider', evidence: mandates }),
    list({ as: 'third-party' }),
    list({ as: 'third-party', namedOnFile: 'claimant' }),
    list({ as: 'third-party', namedOnFile: 'claimant', identityDocumentId }),
    list({}),
    list({ receiver: { as: 'guardian', evidence: [] } }),
    { ...list({}), beneficiaries: [] },
    { ...list({ as: 'beneficiary' }), beneficiaries: [] },
    { ...list({ as: 'beneficiary' }), ...unlisted },
    { payees: [stranger], roundingTo: 'pty_wrong' },
    { had: [{ what: 'advance', n: 99 }] },
  ])
}
