import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { ListedClaim } from '../db/claim-summary.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { Actor, ClaimCommandType } from '../domain/claim/commands.ts'
import { confidant } from '../domain/claim/confidential.ts'
import type { RoutePolicy } from './permission-matrix.ts'
import { permissionMatrix, publicFolders } from './permission-matrix.ts'
import type { ProblemCode } from './problem-catalogue.ts'
import { Problem } from './problems.ts'
import type { TokenVerifier } from './tokens.ts'
import type { ListSight } from './wire/claim-list.ts'

/** Who asks. `personId` is opaque: it may stand in events, in the workflow and in the log. */
export interface Identity {
  /** The token's subject: the scope of Idempotency-Keys. */
  readonly clientId: string
  readonly personId: string
  readonly roles: readonly Role[]
  readonly branch: string | null
  readonly authorityLevel: number
}

/** The claims a person may see, joined by "or". Null: no claim by this door. */
export interface ClaimScope {
  /** Claims whose branch code begins like this; the empty prefix is the whole company. */
  readonly branchPrefix: string | null
  /** Claims that name this person as claimant or insured, or that their own claim was joined to. */
  readonly personId: string | null
  /** Claims this integrator filed. */
  readonly integratorId: string | null
}

/** What the access rules need of the world. */
export interface AccessPorts {
  readonly verifyToken: TokenVerifier
  /** An opaque id for whatever the issuer calls a person. */
  readonly opaqueIdOf: (personId: string) => string
  readonly findClaim: (claimId: string) => Promise<ListedClaim | null>
  /** Puts on record who sees a claim and may not do there what they came for. */
  readonly keepRefusal: (request: FastifyRequest, refused: RefusedAtDoor) => Promise<void>
}

/** Somebody whose role does not allow any command of the address, before the body was read. */
export interface RefusedAtDoor {
  readonly claim: ListedClaim
  readonly identity: Identity
  /** The first through which the claim is visible. */
  readonly role: Role
  readonly commands: readonly ClaimCommandType[]
  readonly code: ProblemCode
}

interface Admission {
  readonly identity: Identity
  readonly policy: RoutePolicy
  /** Roles in which the caller may act here: on a claim only those through which it is visible. */
  readonly roles: readonly Role[]
  readonly claim?: ListedClaim
}

const admissions = new WeakMap<FastifyRequest, Admission>()

/**
 * Guards every route by the permission matrix, before the body is read: 401 without a valid token, 404 for a claim the
 * caller may not see (the same as for one that does not exist), 403 when the role may not. A route without a policy
 * fails when it is registered.
 */
export function guardRoutes(app: FastifyInstance, ports: AccessPorts): void {
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) policyOf(one, url)
  })
  app.addHook('onRequest', async (request) => {
    const url = request.routeOptions.url
    if (url === undefined) return
    const policy = policyOf(request.method, url)
    if (policy.who === 'anyone' || policy.who === 'partner') return
    admissions.set(request, await admit(request, policy.who, policy, ports))
  })
}

/** Who asks. Throws where no token is needed: such a route has no caller. */
export function identityOf(request: FastifyRequest): Identity {
  return admissionOf(request).identity
}

/** The read model's row of the claim in the path, which the caller has been found to see. */
export function visibleClaim(request: FastifyRequest): ListedClaim {
  const { claim } = admissionOf(request)
  if (claim === undefined) throw new Error(`${request.routeOptions.url ?? ''} names no claim`)
  return claim
}

/**
 * The caller in the first role that is allowed here and through which this claim is visible: a colleague's own claim
 * does not make them its claimant's approver. 403 when there is none.
 */
export function actorFor(request: FastifyRequest, allowed: readonly Role[]): Actor {
  const { identity, roles } = admissionOf(request)
  return actorAs(identity, roles, allowed)
}

/** The caller on a claim the address does not name, as if it did. 403 when no role is allowed. */
export function actorOn(request: FastifyRequest, claim: ListedClaim, allowed: readonly Role[]): Actor {
  const { identity } = admissionOf(request)
  return actorAs(identity, rolesSeeing(claim, identity), allowed)
}

/** Whether the caller may see a claim the address does not name. */
export const maySee = (request: FastifyRequest, claim: ListedClaim): boolean =>
  rolesSeeing(claim, admissionOf(request).identity).length > 0

function actorAs(identity: Identity, roles: readonly Role[], allowed: readonly Role[]): Actor {
  const role = roles.find((candidate) => allowed.includes(candidate))
  if (role === undefined) throw new Problem('ROLE_NOT_ALLOWED', { whoMay: allowed })
  const { personId, branch, authorityLevel } = identity
  return { id: personId, role, branch: branch ?? '', authorityLevel }
}

/** Which claims the caller may list, for the query itself. */
export function scopeOf(request: FastifyRequest): ClaimScope {
  const { identity, roles } = admissionOf(request)
  return scopeIn(identity, roles)
}

/** The roles in which the caller may act here. */
export function rolesOf(request: FastifyRequest): readonly Role[] {
  return admissionOf(request).roles
}

/** The caller's roles for the log; none where nobody was admitted. */
export function knownRolesOf(request: FastifyRequest): readonly Role[] {
  return admissions.get(request)?.identity.roles ?? []
}

/** Whether the caller is a colleague, rather than a customer or who files for one. */
export function isStaff(request: FastifyRequest): boolean {
  return rolesOf(request).some(isStaffRole)
}

/** Which listed claims the caller sees as a colleague: of their own, outside their branch, they see what customers do. */
export function listSight(request: FastifyRequest): ListSight {
  const { identity } = admissionOf(request)
  return {
    isStaffOf: (claim) => rolesSeeing(claim, identity).some(isStaffRole),
    isConfidantOf: (claim) => rolesSeeing(claim, identity).includes(confidant),
  }
}

/** Whether the caller may know what is compliance's alone (domain/claim/confidential.ts). */
export function isConfidant(request: FastifyRequest): boolean {
  return rolesOf(request).includes(confidant)
}

/** The caller in a role that may see personal data of this claim in full; 403 when there is none. */
export function revealerOf(request: FastifyRequest): Actor {
  const { policy, roles } = admissionOf(request)
  const revealers = policy.reveals ?? []
  if (roles.some((role) => revealers.includes(role))) return actorFor(request, revealers)
  throw new Problem('REVEAL_NOT_ALLOWED', { whoMay: revealers })
}

async function admit(
  request: FastifyRequest,
  who: readonly Role[],
  policy: RoutePolicy,
  ports: AccessPorts,
): Promise<Admission> {
  const claims = await ports.verifyToken(request.headers.authorization)
  const identity = { ...claims, personId: ports.opaqueIdOf(claims.personId) }
  const { claimId } = request.params as { readonly claimId?: string }
  const claim = claimId === undefined ? undefined : await seeClaim(claimId, identity, ports)
  const visibleAs = claim === undefined ? identity.roles : rolesSeeing(claim, identity)
  if (!visibleAs.some((role) => who.includes(role))) {
    const code = 'ROLE_NOT_ALLOWED'
    const { commands } = policy
    const [role] = visibleAs
    if (claim && commands && role) await ports.keepRefusal(request, { claim, identity, role, commands, code })
    throw new Problem(code, { whoMay: who })
  }
  return { identity, policy, roles: visibleAs, ...(claim && { claim }) }
}

async function seeClaim(claimId: string, identity: Identity, ports: AccessPorts): Promise<ListedClaim> {
  const claim = /^clm_[0-9a-f-]{32,36}$/.test(claimId) ? await ports.findClaim(claimId) : null
  if (claim !== null && rolesSeeing(claim, identity).length > 0) return claim
  throw new Problem('CLAIM_NOT_FOUND')
}

function rolesSeeing(claim: ListedClaim, identity: Identity): Role[] {
  return identity.roles.filter((role) => covers(scopeIn(identity, [role]), claim))
}

function covers(scope: ClaimScope, claim: ListedClaim): boolean {
  const { branchPrefix, personId, integratorId } = scope
  if (branchPrefix !== null && claim.branch.startsWith(branchPrefix)) return true
  if (personId !== null && personsOf(claim).includes(personId)) return true
  return integratorId !== null && claim.integratorId === integratorId
}

/** Everybody a claim is a claim of. */
const personsOf = ({ claimantId, insuredId, coClaimantIds }: ListedClaim): readonly string[] => [
  claimantId,
  insuredId,
  ...coClaimantIds,
]

function scopeIn({ personId, branch }: Identity, roles: readonly Role[]): ClaimScope {
  const asStaff = roles.some(isStaffRole)
  return {
    branchPrefix: asStaff && branch !== null ? branchPrefixOf(branch) : null,
    personId: roles.includes('claimant') ? personId : null,
    integratorId: roles.includes('integrator') ? personId : null,
  }
}

/** Administrative codes are nested in pairs: 310000 covers 31xxxx, 310100 covers 3101xx, 000000 the company. */
export const branchPrefixOf = (branch: string): string => branch.replace(/(?:00)+$/, '')

const isStaffRole = (role: Role): boolean => role !== 'claimant' && role !== 'integrator'

function policyOf(method: string, url: string): RoutePolicy {
  // HEAD answers as GET would.
  const policy = permissionMatrix[`${method === 'HEAD' ? 'GET' : method} ${url}`]
  if (policy !== undefined) return policy
  if (publicFolders.some((folder) => url === folder || url.startsWith(`${folder}/`))) return { who: 'anyone' }
  throw new Error(`${method} ${url} has no policy: add it to api/permission-matrix.ts`)
}

function admissionOf(request: FastifyRequest): Admission {
  const admission = admissions.get(request)
  if (admission === undefined) throw new Error(`${request.routeOptions.url ?? ''} was not admitted`)
  return admission
}
