import { commandTable } from './command-table.ts'
import type { Actor } from './commands.ts'
import type { Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import type { Request } from './decide.ts'
import type { Claim, Duty } from './state.ts'

/** Whether this person may ask this at all: role, status, not a claim of his own. Null when nothing speaks against it. */
export function permitted(claim: Claim | null, { actor, command }: Request): Refusal | null {
  const rule = commandTable[command.type]
  const status = claim?.stage.status ?? 'none'
  if (!rule.roles.includes(actor.role)) {
    const message = `${command.type} is not a task of the role ${actor.role}`
    return refuse(claim, 'ROLE_NOT_ALLOWED', message, { whoMay: rule.roles }).refusal
  }
  if (!rule.statuses.includes(status)) {
    return refuse(claim, 'WRONG_STATUS', `${command.type} is not possible while the claim is ${status}`).refusal
  }
  if (claim !== null && isStaff(actor) && isOwnClaim(claim, actor)) {
    return refuse(claim, 'OWN_CLAIM', 'nobody acts for the insurer on a claim of his own').refusal
  }
  return null
}

/** Duties of one claim that one person may not unite (3.1 of the specification): the later one is refused. */
const apart: Readonly<Partial<Record<Duty, readonly Duty[]>>> = {
  approver: ['reviewer', 'assessor', 'surveyor', 'proposer', 'payee-editor'],
  reviewer: ['approver'],
  assessor: ['approver'],
  surveyor: ['approver'],
  'payee-editor': ['approver', 'payment-checker'],
  'payment-maker': ['payment-checker'],
  'payment-checker': ['payment-maker', 'payee-editor'],
}

/** The duty this person already took on that bars him from the new one, or null. */
export function barredBy(claim: Claim, personId: string, duty: Duty): Duty | null {
  const barred = apart[duty] ?? []
  return claim.acted.find((act) => act.personId === personId && barred.includes(act.as))?.as ?? null
}

/** The refusal for a person who may not unite two duties on this claim, or null. */
export function separation(claim: Claim, actor: Actor, duty: Duty): { readonly refusal: Refusal } | null {
  const by = barredBy(claim, actor.id, duty)
  if (by === null) return null
  return refuse(claim, 'SEPARATION_OF_DUTIES', `who acted as ${by} on this claim may not act as its ${duty}`, {
    whoMay: [`another ${duty}`],
  })
}

function isOwnClaim({ report }: Claim, { id }: Actor): boolean {
  return id === report.claimantId || id === report.insuredId
}

const isStaff = ({ role }: Actor): boolean => role !== 'claimant' && role !== 'integrator'
