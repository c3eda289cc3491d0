import { z } from 'zod'

import { isConfidentialNotice } from '../../domain/claim/confidential.ts'
import type { Claim, Notice } from '../../domain/claim/state.ts'
import { amountsBody, amountsOnWire, invoicesBody } from './amount-view.ts'
import { advancesBody, advancesOnWire } from './advance-view.ts'
import { emergencyBody, emergencyOnWire } from './emergency-view.ts'
import { moneyOfClaim, moneyShape, screeningsOnWire } from './money-view.ts'
import { fallenApproval, fallenOf } from './fallen-approval.ts'
import { onWire } from './on-wire.ts'
import { answerBody, linksOf } from './answer.ts'
import { disputeBody, disputeDeskBody, disputeParts } from './dispute-view.ts'

const documentBody = z.object({
  documentId: z.string(),
  kind: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  receivedAt: z.string(),
})

const proposalBody = z.object({
  kind: z.string(),
  payFen: z.string(),
  refuseFen: z.string(),
  ground: z.string().optional(),
  clause: z.string().optional(),
  evidence: z.array(z.string()),
  reasonTextId: z.string().optional(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  requiredLevel: z.int(),
  /** Cash value or premium that is paid although the claim is refused. */
  stillDueFen: z.string().optional(),
})

/** With what the committee has said of it so far. */
const waitingProposal = proposalBody.extend({
  votes: z.array(z.object({ personId: z.string(), vote: z.string(), at: z.string() })),
})

const determinationBody = proposalBody.extend({
  approvedBy: z.string(),
  approvedAt: z.string(),
  approverLevel: z.int(),
})

const noticeBody = z.object({
  n: z.int(),
  kind: z.string(),
  channel: z.string(),
  audience: z.string(),
  state: z.string(),
  orderedAt: z.string(),
  dispatchedAt: z.string().optional(),
  deliveredAt: z.string().optional(),
  retryOf: z.int().optional(),
  /** The colleague the duty roster named. */
  to: z.object({ personId: z.string(), standsInFor: z.string().optional() }).optional(),
  /** Which words it was sent in. */
  template: z.object({ version: z.string(), variant: z.string(), language: z.string() }).optional(),
})

/** A person or a policy of the claim. Masked, unless the reader may reveal and said what for. */
const partyBody = z.object({
  partyId: z.string(),
  kind: z.string(),
  /** Of a policy: the claim stood under it, and no longer does. */
  former: z.literal(true).optional(),
  personId: z.string().optional(),
  details: z.object({
    name: z.string().optional(),
    identityNumber: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    address: z.string().optional(),
    policyNo: z.string().optional(),
    account: z.object({ number: z.string(), holderName: z.string(), bankCode: z.string() }).optional(),
  }),
})

const holdBody = z.object({
  standing: z
    .object({
      n: z.int(),
      amountFen: z.string(),
      because: z.string(),
      signals: z.array(z.string()),
      reasonTextId: z.string().optional(),
      raisedAt: z.string(),
      lapsesAt: z.string().optional(),
    })
    .nullable(),
  proposed: z.object({ amountFen: z.string(), reasonTextId: z.string(), by: z.string(), role: z.string() }).nullable(),
  proof: z
    .object({
      extent: z.string(),
      falseFen: z.string(),
      provenBy: z.string(),
      at: z.string(),
      policeReference: z.string().optional(),
    })
    .nullable(),
})

const nonDisclosureBody = z.object({
  knownAt: z.string(),
  evidence: z.array(z.string()),
  rescission: z.object({ servedAt: z.string(), servedBy: z.string(), reference: z.string() }).optional(),
})

const textBody = z.object({ textId: z.string(), field: z.string(), text: z.string() })

/** The claim for whoever asked: the customer's side of it, and for staff how it is being worked. */
export const claimBody = z
  .object({
    claimId: z.string(),
    status: z.string(),
    version: z.int(),
    decisionVersion: z.int(),
    rules: z.int(),
    lastAt: z.string(),
    report: z.object({
      reportedAt: z.string(),
      channel: z.string(),
      line: z.string(),
      branch: z.string(),
      region: z.string(),
      eventDate: z.string(),
      cause: z.string(),
      facts: z.object({ injury: z.string(), thirdParty: z.boolean(), hospitalised: z.boolean() }),
      capacity: z.string().optional(),
      claimantId: z.string(),
      insuredId: z.string(),
      integratorId: z.string().optional(),
      preferredChannels: z.array(z.string()),
      isTest: z.boolean(),
    }),
    filing: z.object({ receivedAt: z.string(), claimedFen: z.string().optional() }).optional(),
    acceptedAt: z.string().optional(),
    documents: z.array(documentBody),
    documentRequest: z
      .object({
        n: z.int(),
        deliveredAt: z.string().optional(),
        items: z.array(
          z.object({
            kind: z.string(),
            reasonTextId: z.string(),
            decidableWithout: z.boolean(),
            arrived: z.boolean(),
            /** An event took it off the list. */
            waivedAt: z.string().optional(),
          }),
        ),
      })
      .optional(),
    ...invoicesBody,
    triage: z.object({ lane: z.string(), needsSurvey: z.boolean(), because: z.array(z.string()) }).optional(),
    determination: determinationBody.optional(),
    payments: z.array(
      z.object({
        n: z.int(),
        /** What it pays; absent: the determination. */
        kind: z.enum(['claim', 'prepayment', 'compensation']).optional(),
        payeeId: z.string(),
        amountFen: z.string(),
        reference: z.string(),
        state: z.string(),
        cause: z.string().optional(),
        settledAt: z.string().optional(),
        /** What came back of an advance, where less of it is owed again: then `amountFen` is what is owed. */
        returnedFen: z.string().optional(),
        /** Number of the payment that took over from this one. */
        replacedBy: z.int().optional(),
        /** When it goes out again, where the bank turned down the one before. */
        retryAt: z.string().optional(),
      }),
    ),
    ...advancesBody,
    ...emergencyBody,
    notices: z.array(noticeBody),
    parties: z.array(partyBody),
    /** What people wrote and what files are called; `field` says where it stood. Only revealed. */
    texts: z.array(textBody).optional(),
    /** Everybody has his money but those it is held for. */
    paidInPart: z.literal(true).optional(),
    reopenings: z.int(),
    dispute: disputeBody.optional(),
    endedAt: z.string().optional(),
    /** How the claim is being worked: staff only. */
    desk: z
      .object({
        policyKnown: z.string(),
        owner: z.object({ personId: z.string(), role: z.string(), since: z.string() }).nullable(),
        suspectedCopyOf: z.string().nullable(),
        /** Whose own claims were joined to this one, and which. */
        coClaimants: z.array(z.object({ personId: z.string(), fromClaimId: z.string(), since: z.string() })),
        surveyorId: z.string().nullable(),
        review: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
        complexity: z.object({ proposedBy: z.string(), confirmedAt: z.string().optional() }).nullable(),
        ...amountsBody,
        proposal: waitingProposal.nullable(),
        fallenApprovals: z.array(fallenApproval),
        ...moneyShape,
        dispute: disputeDeskBody.optional(),
        /** What is held, and what is proven of it. */
        hold: holdBody.nullable(),
        nonDisclosure: nonDisclosureBody.nullable(),
      })
      .optional(),
    links: answerBody.shape.links,
  })
  .meta({ id: 'Claim' })

/** What stands beside the folded claim: persons and texts as the reader may see them. */
export interface ClaimViewer {
  readonly staff: boolean
  /** May know what is compliance's alone. */
  readonly confidant: boolean
  readonly parties: readonly z.infer<typeof partyBody>[]
  readonly texts?: readonly z.infer<typeof textBody>[]
}

export function claimOnWire(claim: Claim, { staff, confidant, parties, texts }: ClaimViewer) {
  const { claimId, version, decisionVersion, rules, lastAt, report, documents, payments, reopenings, stage } = claim
  return {
    ...onWire({ claimId, version, decisionVersion, rules, lastAt, report, documents, payments, reopenings }),
    ...onWire(optional(claim, staff)),
    ...advancesOnWire(claim, staff),
    ...emergencyOnWire(claim, staff),
    ...onWire(disputeParts(claim).shown),
    status: stage.status,
    notices: claim.notices
      .filter(({ audience }) => staff || audience === 'claimant')
      .filter((notice) => confidant || !isConfidentialNotice(notice))
      .map(noticeOnWire),
    parties: partiesOnWire(claim, parties),
    ...(texts && { texts: [...texts] }),
    ...(staff && {
      desk: {
        ...deskOnWire(claim),
        ...onWire(disputeParts(claim).desk),
        ...(confidant && { screenings: screeningsOnWire(claim) }),
      },
    }),
    links: linksOf(claimId),
  }
}

function optional({ filing, acceptedAt, invoices, triage, stage }: Claim, staff: boolean) {
  // The customer learns the determination with its notice, not before.
  const isTold = staff || stage.status !== 'decided'
  return {
    ...(filing && { filing }),
    ...(typeof acceptedAt === 'number' && { acceptedAt }),
    ...(invoices && { invoices }),
    ...(triage && { triage }),
    ...(stage.status === 'awaiting-documents' && { documentRequest: stage.request }),
    ...('determination' in stage && isTold && { determination: stage.determination }),
    ...('endedAt' in stage && { endedAt: stage.endedAt }),
    ...(('partial' in stage || 'outstanding' in stage) && { paidInPart: true as const }),
  }
}

/** A policy number that a refused command brought is nobody's. */
function partiesOnWire({ policyId, formerPolicyIds }: Claim, parties: ClaimViewer['parties']) {
  return parties.flatMap((party) => {
    if (party.kind !== 'policy' || party.partyId === policyId) return [party]
    return formerPolicyIds.includes(party.partyId) ? [{ ...party, former: true as const }] : []
  })
}

const noticeOnWire = ({ facts: _facts, messageId: _messageId, ...notice }: Notice) => onWire(notice)

function deskOnWire(claim: Claim) {
  const { policy, owner, suspicion, stage, review, complexity, surveyReport } = claim
  return onWire({
    policyKnown: policy.known,
    owner: owner ?? null,
    suspectedCopyOf: suspicion?.otherClaimId ?? null,
    coClaimants: claim.coClaimants ?? [],
    surveyorId: surveyReport?.surveyorId ?? null,
    review,
    complexity: complexity ?? null,
    ...amountsOnWire(claim),
    proposal: stage.status === 'awaiting-approval' ? { ...stage.proposal, votes: stage.votes ?? [] } : null,
    fallenApprovals: fallenOf(claim),
    ...moneyOfClaim(claim),
    ...suspicionOf(claim),
  })
}

function suspicionOf({ hold, disclosure }: Claim) {
  const { standing = null, proposed = null, proof = null } = hold ?? {}
  return { hold: hold === undefined ? null : { standing, proposed, proof }, nonDisclosure: disclosure ?? null }
}
