import type { ClaimCommand, CommandOf } from '../../domain/claim/commands.ts'
import * as wire from '../wire/commands/front-desk.ts'
import { filingOf } from '../wire/filing.ts'
import { commandDoor } from './command-door.ts'
import type { SettingAside } from './set-aside.ts'

const tag = 'front desk'

export const filing = commandDoor({
  path: '/filing',
  tag,
  summary: 'The claim request with its documents (索赔申请)',
  description: 'Starts the clocks of the law from the receipt; a withdrawn claim is filed anew by it.',
  body: wire.filing,
  commandOf: (body, { aside, now }) => ({
    type: 'FileClaim',
    ...filingOf(body, now),
    documents: body.documents.map(aside.document),
  }),
})

export const acceptance = commandDoor({
  path: '/acceptance',
  tag,
  summary: 'The acceptance check (受理): start it, accept, ask for documents, or propose a denial',
  description:
    'A denial is a proposal: a person with the authority approves or returns it. `diagnosis` is what medical proof says of a critical illness: without it no day is promised (C19).',
  body: wire.acceptance,
  commandOf(body, { aside }): ClaimCommand {
    switch (body.action) {
      case 'start-check':
        return { type: 'StartCheck' }
      case 'accept':
        return { type: 'AcceptClaim', ...diagnosed(body.diagnosis, aside) }
      case 'request-documents':
        return requestDocuments(body, aside)
      case 'propose-denial':
        return { type: 'ProposeDenial', ...refusalCase(body, aside) }
    }
  },
})

export const documents = commandDoor({
  path: '/documents',
  tag,
  summary: 'Documents that arrived, registered by reference',
  description: 'A pause of the law ends with the arrival of the last one asked for, not with its entry.',
  body: wire.documents,
  commandOf: ({ documents: arrived, receivedAt }, { aside, now }) => ({
    type: 'SupplyDocuments',
    documents: arrived.map(aside.document),
    ...(receivedAt !== undefined && { ageMs: now - receivedAt }),
  }),
})

export const documentRequest = commandDoor({
  path: '/document-requests',
  tag,
  summary: 'One complete list of what is missing (补正通知), after acceptance: by reviewer, assessor or supervisor',
  body: wire.documentRequest,
  commandOf: (body, { aside }) => requestDocuments(body, aside),
})

export const duplicateCheck = commandDoor({
  path: '/duplicate-check',
  tag,
  summary: 'Suspect that the claim is a copy of another, or say what it was',
  description:
    'A suspicion blocks acceptance and approval until a person resolves it; clocks run on. A copy is confirmed, and cancelled, by a supervisor.',
  body: wire.duplicateCheck,
  commandOf: (body) =>
    body.outcome === 'suspect'
      ? { type: 'SuspectDuplicate', otherClaimId: body.otherClaimId }
      : { type: 'ResolveDuplicate', outcome: body.outcome },
})

export const withdrawal = commandDoor({
  path: '/withdrawal',
  tag,
  summary: 'The claimant takes the claim back',
  body: wire.withdrawal,
  commandOf: ({ identityChecked, reason }, { aside }) => ({
    type: 'WithdrawClaim',
    identityChecked,
    reasonTextId: aside.text('/reason', reason),
  }),
})

export const cancellation = commandDoor({
  path: '/cancellation',
  tag,
  summary: 'Cancel a claim that was filed as a test',
  body: wire.cancellation,
  commandOf: ({ because }) => ({ type: 'CancelClaim', because }),
})

export const relinking = commandDoor({
  path: '/relinking',
  tag,
  summary: 'Put a claim that was filed under the wrong policy under the right one',
  description:
    'Receipt, documents and clocks stay; a claim that was taken up is triaged again once the policy is known. ' +
    'A proposal that awaits approval is returned first.',
  body: wire.relinking,
  needsIfMatch: true,
  commandOf: ({ policyNo, because }, { aside }) => ({
    type: 'RelinkPolicy',
    policyId: aside.policy(policyNo),
    because,
  }),
})

export const reopening = commandDoor({
  path: '/reopening',
  tag,
  summary: 'Reopen a claim on new evidence, or for an error of our own',
  description:
    'Works on finished claims too: their history goes on in a new run. New evidence begins a new determination; after an error of the insurer it was owed since the receipt. A dispute reopens by its decision.',
  body: wire.reopening,
  commandOf: ({ reason, note, to }, { aside }) => ({
    type: 'ReopenClaim',
    reason,
    noteTextId: aside.text('/note', note),
    to,
  }),
})

export const revival = commandDoor({
  path: '/revival',
  tag,
  summary: 'The claimant asks for a dormant claim to go on',
  body: wire.revival,
  commandOf: () => ({ type: 'ReviveClaim' }),
})

export const delivery = commandDoor({
  path: '/notices/:n/delivery',
  tag,
  summary: 'A notice was delivered by hand or by post, with its proof',
  body: wire.delivery,
  commandOf: ({ reference, deliveredAt }, { n, now }) => ({
    type: 'RecordDelivery',
    n,
    reference,
    ageMs: deliveredAt === undefined ? 0 : now - deliveredAt,
  }),
})

/** What the proof says; which disease it is stays sealed under an id. */
export const diagnosed = (
  diagnosis: wire.WireDiagnosis | undefined,
  aside: SettingAside,
): Pick<CommandOf<'AcceptClaim'>, 'diagnosis'> => {
  if (diagnosis === undefined) return {}
  const { disease, documentId, isFirst } = diagnosis
  return { diagnosis: { documentId, diseaseTextId: aside.text('/diagnosis/disease', disease), isFirst } }
}

/** What a refusal rests on, at acceptance or in review. */
export function refusalCase(
  body: wire.WireRefusalCase,
  aside: SettingAside,
): Omit<CommandOf<'ProposeRefusal'>, 'type'> {
  const { ground, clause, evidence, reason, explainedDocumentId, stillDueFen } = body
  return {
    ground,
    clause,
    evidence,
    reasonTextId: aside.text('/reason', reason),
    ...(explainedDocumentId !== undefined && { explainedDocumentId }),
    ...(stillDueFen !== undefined && { stillDueFen }),
  }
}

interface WireNeed {
  readonly kind: CommandOf<'RequestDocuments'>['items'][number]['kind']
  readonly reason: string
  readonly decidableWithout: boolean
}

interface WireRequest {
  readonly items: readonly WireNeed[]
  readonly reason?: string | undefined
}

function requestDocuments(
  { items: needs, reason: because }: WireRequest,
  aside: SettingAside,
): CommandOf<'RequestDocuments'> {
  const items = needs.map(({ kind, reason, decidableWithout }, index) => ({
    kind,
    reasonTextId: aside.text(`/items/${index}/reason`, reason),
    decidableWithout,
  }))
  return {
    type: 'RequestDocuments',
    items,
    ...(because === undefined ? {} : { reasonTextId: aside.text('/reason', because) }),
  }
}
