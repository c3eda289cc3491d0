import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { audience, issuerName, openIssuer } from './issuer.ts'
import { layOutState, type StateFolder } from './state-folder.ts'

let state: StateFolder
beforeEach(() => {
  state = layOutState(mkdtempSync(path.join(os.tmpdir(), 'lipei-issuer-')))
})
afterEach(() => rmSync(state.folder, { recursive: true, force: true }))

async function verify(token: string) {
  const keys = createLocalJWKSet(JSON.parse(readFileSync(state.jwks, 'utf8')) as JSONWebKeySet)
  return jwtVerify(token, keys, { issuer: issuerName, audience, algorithms: ['ES256'] })
}

test('a token says who, what and where, and lives 30 days', async () => {
  const tokenFor = await openIssuer(state)
  const { payload } = await verify(await tokenFor('branch-head'))
  expect(payload).toMatchObject({
    sub: 'local-branch-head',
    personId: 'per_local_branch_head',
    roles: ['branch-head'],
    branch: '310000',
    authorityLevel: 3,
  })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(30 * 24 * 3_600)
})

test('branch and person can be wished for', async () => {
  const tokenFor = await openIssuer(state)
  const { payload } = await verify(await tokenFor('claimant', { branch: '440300', person: 'per_7' }))
  expect(payload).toMatchObject({ sub: 'per_7', personId: 'per_7', branch: '440300' })
})

test('the key outlives a restart and is readable for nobody else', async () => {
  const token = await (await openIssuer(state))('sre')
  await openIssuer(state)
  await expect(verify(token)).resolves.toBeDefined()
  expect(statSync(state.issuerKey).mode & 0o077).toBe(0)
  expect(readFileSync(state.jwks, 'utf8')).not.toContain('"d"')
})
