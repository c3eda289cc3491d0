import type { Role } from './codes.ts'
import { roles } from './codes.ts'
import { rolesIn } from './command-table.ts'
import type { Actor, ClaimCommandType } from './commands.ts'
import { confidant } from './confidential.ts'
import type { Refusal } from './decision.ts'
import type { NextAction } from './next-actions.ts'
import { nextActions } from './next-actions.ts'
import { isBarred } from './permission.ts'
import type { Claim } from './state.ts'

/**
 * A refusal as its caller needs it: of all the status accepts, what this claim would not refuse to everybody and this person may
 * give. Where the status was at fault, `whoMay` are the roles that may give anything now.
 */
export function forCaller(claim: Claim | null, { id, role }: Pick<Actor, 'id' | 'role'>, refusal: Refusal): Refusal {
  const open = claim === null ? refusal.possible.map(ofNobodysClaim) : openActions(claim, role)
  // A claim is its claimant's own, and nobody bars him from it.
  const isBarredHere = (command: ClaimCommandType): boolean =>
    claim !== null && isStaff(role) && isBarred(claim, id, command)
  const mine = open.filter(({ command, roles: who }) => who.includes(role) && !isBarredHere(command))
  const possible = mine.map(({ command }) => command)
  if (refusal.code !== 'WRONG_STATUS') return { ...refusal, possible }
  return { ...refusal, possible, whoMay: roles.filter((one) => open.some(({ roles: who }) => who.includes(one))) }
}

type Open = Pick<NextAction, 'command' | 'roles'>

const ofNobodysClaim = (command: ClaimCommandType): Open => ({ command, roles: rolesIn(command, 'none') })

/** What is compliance's alone to know is offered to compliance alone. */
const openActions = (claim: Claim, role: Role): readonly Open[] =>
  nextActions(claim, { isConfidant: role === confidant }).actions.filter(({ blockedBy }) => blockedBy === undefined)

const isStaff = (role: Role): boolean => role !== 'claimant' && role !== 'integrator'
