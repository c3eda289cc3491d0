import { existsSync, readFileSync } from 'node:fs'

import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'

import type { Role } from '../domain/claim/codes.ts'
import { localRoles } from './roles.ts'
import { type StateFolder, writePrivately } from './state-folder.ts'

export const issuerName = 'lipei-local'
export const audience = 'lipei'

/** Signs a token for a local role. */
export type TokenMaker = (role: Role, wish?: TokenWish) => Promise<string>

export interface TokenWish {
  /** Administrative division code (GB/T 2260); the role's own by default. */
  readonly branch?: string | undefined
  /** Opaque id of a person; `per_local_<role>` by default. */
  readonly person?: string | undefined
}

/** The issuer of this machine: its key is made once in the state folder, its tokens live 30 days. */
export async function openIssuer(state: StateFolder): Promise<TokenMaker> {
  if (!existsSync(state.issuerKey) || !existsSync(state.jwks)) await makeKey(state)
  const jwk = JSON.parse(readFileSync(state.issuerKey, 'utf8')) as JWK & { readonly kid: string }
  const key = await importJWK(jwk, 'ES256')

  return (role, { branch, person } = {}) => {
    const { authorityLevel, branch: ownBranch } = localRoles[role]
    const personId = person ?? localPersonOf(role)
    return new SignJWT({ personId, roles: [role], branch: branch ?? ownBranch, authorityLevel })
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid })
      .setSubject(person ?? `local-${role}`)
      .setIssuer(issuerName)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('30 days')
      .sign(key)
  }
}

/** Who holds a role on this machine, where nobody is named. */
export const localPersonOf = (role: Role): string => `per_local_${role.replaceAll('-', '_')}`

async function makeKey(state: StateFolder): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const named = { kid: 'local-1', alg: 'ES256', use: 'sig' }
  writePrivately(state.issuerKey, JSON.stringify({ ...(await exportJWK(privateKey)), ...named }))
  writePrivately(state.jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...named }] }))
}
