import { readFileSync } from 'node:fs'

import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose'
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'

import type { Role } from '../domain/claim/codes.ts'
import { roles } from '../domain/claim/codes.ts'
import { Problem } from './problems.ts'

/** Who asks, as the issuer vouches for it. `personId` may still be a name of the insurer's directory. */
export interface TokenClaims {
  readonly clientId: string
  readonly personId: string
  readonly roles: readonly Role[]
  readonly branch: string | null
  readonly authorityLevel: number
}

export interface TokenSettings {
  readonly issuer: string
  readonly audience: string
  /** Where the issuer publishes its keys: a URL, or in local mode a file. */
  readonly keys: { readonly url: string } | { readonly file: string }
}

export type TokenVerifier = (authorization: string | undefined) => Promise<TokenClaims>

/** No symmetric algorithm and no `none`: a public key must never be usable as a secret (RFC 8725). */
const algorithms = ['ES256', 'RS256', 'EdDSA']

/** Verifies bearer tokens. Every fault of a token is the same 401: the reason would only help a forger. */
export function createTokenVerifier({ issuer, audience, keys }: TokenSettings): TokenVerifier {
  const keySet = openKeySet(keys)
  const options = { issuer, audience, algorithms, requiredClaims: ['exp', 'sub'], clockTolerance: 30 }
  return async (authorization) => {
    // What a variable that is not set leaves of the header.
    if (authorization === undefined || /^Bearer\s*$/i.test(authorization)) throw new Problem('TOKEN_MISSING')
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
    if (token === undefined) throw new Problem('TOKEN_INVALID')
    try {
      const { payload } = await jwtVerify(token, keySet, options)
      return readClaims(payload)
    } catch (error) {
      throw tokenProblem(error)
    }
  }
}

/** The issuer's keys are cached for ten minutes; a key id never seen asks again, at most every 30 seconds. */
function openKeySet(keys: TokenSettings['keys']): JWTVerifyGetKey {
  if ('file' in keys) return createLocalJWKSet(JSON.parse(readFileSync(keys.file, 'utf8')) as JSONWebKeySet)
  return createRemoteJWKSet(new URL(keys.url), { timeoutDuration: 3_000, cooldownDuration: 30_000 })
}

const claimsOfToken = z.object({
  sub: z.string().min(1).max(200),
  personId: z.string().min(1).max(200).optional(),
  roles: z.array(z.string()).max(50),
  branch: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  authorityLevel: z.int().min(0).max(5).default(0),
})

function readClaims(payload: unknown): TokenClaims {
  const claims = claimsOfToken.parse(payload)
  return {
    clientId: claims.sub,
    personId: claims.personId ?? claims.sub,
    // The issuer's directory may know roles of other systems.
    roles: roles.filter((role) => claims.roles.includes(role)),
    branch: claims.branch ?? null,
    authorityLevel: claims.authorityLevel,
  }
}

function tokenProblem(error: unknown): Problem {
  if (error instanceof z.ZodError || error instanceof errors.JOSEError) {
    const keysUnreadable = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid
    if (!keysUnreadable && error.constructor !== errors.JOSEError) return new Problem('TOKEN_INVALID', { cause: error })
  }
  return new Problem('IDENTITY_PROVIDER_AWAY', { retryAfterSeconds: 5, cause: error })
}
