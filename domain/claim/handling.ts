import type { Role } from './codes.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isInterested } from './interest.ts'
import { isCoClaimant } from './joined-claimants.ts'
import { isForgotten } from './memory.ts'
import { stepHolders } from './owner.ts'
import { ofTheirOwnMessage } from './permission.ts'
import type { Claim } from './state.ts'

/** A step has a named owner or stands in its branch's queue: taken, given by a supervisor, returned. */
export function assignClaim(
  claim: Claim,
  { how, toPersonId, toRole }: CommandOf<'AssignClaim'>,
  actor: Actor,
): Outcome {
  const isFree = how === 'take' && !claim.owner
  const mayGive = claim.owner?.personId === actor.id || actor.role === 'supervisor'
  if (!isFree && !mayGive)
    return refuse(claim, 'NOT_OWNER', 'only the owner or a supervisor gives a claim away', {
      whoMay: ['owner', 'supervisor'],
    })
  if (how === 'take') {
    const taken = { type: 'OwnerChanged', personId: actor.id, role: actor.role, how: 'taken' } as const
    return notOfThisStep(claim, actor.role) ?? happens(taken)
  }
  if (how === 'return')
    return happens({ type: 'OwnerChanged', personId: null, role: claim.owner?.role ?? actor.role, how: 'returned' })
  return giveClaim(claim, toPersonId, toRole)
}

function giveClaim(claim: Claim, toPersonId: string | undefined, toRole: Role | undefined): Outcome {
  if (toPersonId === undefined || toRole === undefined) {
    return refuse(claim, 'ASSIGNEE_MISSING', 'name the person and the role the claim is given to', {
      field: '/toPersonId',
    })
  }
  if (isPartyTo(claim, toPersonId)) {
    return refuse(claim, 'OWN_CLAIM', ofTheirOwnMessage, { field: '/toPersonId' })
  }
  const given = { type: 'OwnerChanged', personId: toPersonId, role: toRole, how: 'given' } as const
  return notOfThisStep(claim, toRole, '/toRole') ?? happens(given)
}

/** The refusal of a role whose step this is not, or null: a step stays with its own role and those who decide. */
function notOfThisStep(claim: Claim, role: Role, field?: string): Outcome | null {
  const whoMay = stepHolders(claim)
  if (whoMay.includes(role)) return null
  const message = `this is no step of the role ${role}: it is had by ${whoMay.join(', ')}`
  return refuse(claim, 'ASSIGNEE_ROLE', message, { whoMay, ...(field === undefined ? {} : { field }) })
}

const isPartyTo = (claim: Claim, personId: string): boolean =>
  personId === claim.report.claimantId ||
  personId === claim.report.insuredId ||
  isCoClaimant(claim, personId) ||
  isInterested(claim, personId)

/** Ways to reach the customer; the addresses themselves are encrypted elsewhere. */
export function changeContacts(claim: Claim, { preferredChannels, contactId }: CommandOf<'ChangeContacts'>): Outcome {
  if (preferredChannels.length === 0) {
    return refuse(claim, 'CHANNEL_MISSING', 'at least one way to reach the customer is needed', {
      field: '/preferredChannels',
    })
  }
  return happens({ type: 'ContactsChanged', preferredChannels, ...(contactId === undefined ? {} : { contactId }) })
}

/** Delivery by hand or registered post, with the paper that proves it; it counts from now less its age. */
export function recordDelivery(
  claim: Claim,
  { n, reference, ageMs }: CommandOf<'RecordDelivery'>,
  { now }: Context,
): Outcome {
  const notice = claim.notices.find((candidate) => candidate.n === n)
  if (notice === undefined && !isForgotten(claim, n))
    return refuse(claim, 'NOTICE_UNKNOWN', `there is no notice ${n}`, { field: '/n' })
  if (notice?.state === 'delivered') return refuse(claim, 'NOTICE_SETTLED', `notice ${n} is proven delivered already`)
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'delivery cannot lie after now', { field: '/deliveredAt' })
  if (now - ageMs < (notice?.orderedAt ?? claim.report.reportedAt)) {
    return refuse(claim, 'BEFORE_THE_ACT', 'delivery cannot lie before the notice was ordered', {
      field: '/deliveredAt',
    })
  }
  return { ...happens({ type: 'NoticeDelivered', n, proof: { how: 'by-hand', reference } }), at: now - ageMs }
}
