import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { JWTHeaderParameters } from 'jose'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'

import { createTokenVerifier } from './tokens.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-jwks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ours = await generateKeyPair('ES256', { extractable: true })
const theirs = await generateKeyPair('ES256')
const file = path.join(folder, 'jwks.json')
writeFileSync(
  file,
  JSON.stringify({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] }),
)
const settings = { issuer: 'https://issuer.example', audience: 'lipei', keys: { file } }
const verify = createTokenVerifier(settings)

const nowSeconds = Math.floor(Date.now() / 1000)
const claims = {
  sub: 'user-1',
  personId: 'per_1',
  roles: ['reviewer'],
  branch: '310000',
  authorityLevel: 0,
  iss: settings.issuer,
  aud: 'lipei',
  iat: nowSeconds,
  exp: nowSeconds + 600,
}

const sign = (
  change: Record<string, unknown> = {},
  header: Partial<JWTHeaderParameters> = {},
  key: typeof ours.privateKey = ours.privateKey,
): Promise<string> =>
  new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header }).sign(key)

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = (header: object, signature = ''): string => `${base64(header)}.${base64(claims)}.${signature}`

/** The classic confusion: our public key used as the secret of a symmetric algorithm. */
async function signedWithPublicKey(): Promise<string> {
  const head = unsigned({ alg: 'HS256', kid: 'k1' }).slice(0, -1)
  return `${head}.${createHmac('sha256', await exportSPKI(ours.publicKey))
    .update(head)
    .digest('base64url')}`
}

const spliced = async (): Promise<string> => {
  const [head = '', , signature = ''] = (await sign()).split('.')
  return `${head}.${base64({ ...claims, roles: ['head-office'] })}.${signature}`
}

async function carryingItsOwnKey(): Promise<string> {
  const own = await generateKeyPair('ES256', { extractable: true })
  return sign({}, { jwk: await exportJWK(own.publicKey) }, own.privateKey)
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

describe('a forged token is 401, whatever is wrong with it', () => {
  const forged: [string, () => string | Promise<string>][] = [
    ['no algorithm', () => unsigned({ alg: 'none', kid: 'k1' })],
    ['no algorithm, in capitals', () => unsigned({ alg: 'NONE' })],
    ['no algorithm, with a signature', () => unsigned({ alg: 'none' }, 'AAAA')],
    ['no signature', () => unsigned({ alg: 'ES256', kid: 'k1' })],
    ['an empty header', () => unsigned({})],
    ['our public key as a shared secret', signedWithPublicKey],
    ['another key under our id', () => sign({}, {}, theirs.privateKey)],
    ['a key it carries itself', carryingItsOwnKey],
    ['a key by address', () => sign({}, { kid: 'x', jku: 'https://evil.example/jwks' })],
    ['a key chain by address', () => sign({}, { kid: 'x', x5u: 'https://evil.example/x5u' })],
    ['an unknown key id', () => sign({}, { kid: 'k2' })],
    ['a key id that is a path', () => sign({}, { kid: '../../etc/passwd' })],
    ['a key id that is SQL', () => sign({}, { kid: "k1' or '1'='1" })],
    ['a critical header nobody knows', () => unsigned({ alg: 'ES256', kid: 'k1', crit: ['exp'], exp: 1 }, 'AAAA')],
    ['an RSA signature', () => new SignJWT(claims).setProtectedHeader({ alg: 'PS256', kid: 'k1' }).sign(rsa)],
    ['another payload under a good signature', spliced],
    ['a good token cut short', async () => (await sign()).slice(0, -2)],
    ['no expiry', () => sign({ exp: undefined })],
    ['an expiry in the past', () => sign({ exp: nowSeconds - 61 })],
    ['an expiry that is text', () => sign({ exp: 'tomorrow' })],
    ['a beginning in the future', () => sign({ nbf: nowSeconds + 120 })],
    ['another issuer', () => sign({ iss: 'https://other.example' })],
    ['no issuer', () => sign({ iss: undefined })],
    ['our issuer as a beginning', () => sign({ iss: `${settings.issuer}.evil.example` })],
    ['another audience', () => sign({ aud: 'other' })],
    ['no audience', () => sign({ aud: undefined })],
    ['an audience of another spelling', () => sign({ aud: 'LIPEI' })],
    ['no subject', () => sign({ sub: undefined })],
    ['an empty subject', () => sign({ sub: '' })],
    ['no roles', () => sign({ roles: undefined })],
    ['a role that is no list', () => sign({ roles: 'approver' })],
    ['roles that are numbers', () => sign({ roles: [1] })],
    ['a branch that is no code', () => sign({ branch: '' })],
    ['a branch that is a pattern', () => sign({ branch: '%' })],
    ['a level above the ladder', () => sign({ authorityLevel: 6 })],
    ['a level that is text', () => sign({ authorityLevel: '5' })],
    ['a person that is a list', () => sign({ personId: ['per_1'] })],
    ['two parts', () => 'a.b'],
    ['an encrypted token', () => 'a.b.c.d.e'],
    ['no token at all', () => 'x'],
  ]
  test.each(forged)('%s', async (_name, make) => {
    const token = await make()
    await expect(verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'TOKEN_INVALID', status: 401 })
  })

  test.each(['', 'Basic dXNlcjpwYXNz', 'Bearer a b', 'Bearer a\u0000'])('%j is no bearer token', async (header) => {
    await expect(verify(header)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  })
})

test.each([undefined, 'Bearer', 'Bearer '])('%j lacks its token', async (header) => {
  await expect(verify(header)).rejects.toMatchObject({ code: 'TOKEN_MISSING', status: 401 })
})

test('a good token says who asks; roles of other systems are ignored', async () => {
  const token = await sign({ roles: ['payroll', 'supervisor', 'approver'], authorityLevel: 2 })
  await expect(verify(`Bearer ${token}`)).resolves.toEqual({
    clientId: 'user-1',
    personId: 'per_1',
    roles: ['approver', 'supervisor'],
    branch: '310000',
    authorityLevel: 2,
  })
})

test('a token without person, branch and level is its subject, of no branch, deciding nothing', async () => {
  const token = await sign({ personId: undefined, branch: undefined, authorityLevel: undefined })
  await expect(verify(`Bearer ${token}`)).resolves.toMatchObject({
    personId: 'user-1',
    branch: null,
    authorityLevel: 0,
  })
})

test('a token that expired a moment ago passes: clocks differ', async () => {
  await expect(verify(`Bearer ${await sign({ exp: nowSeconds - 5 })}`)).resolves.toBeDefined()
})

test('an issuer that is away is 503, not the fault of the token', async () => {
  const away = createTokenVerifier({ ...settings, keys: { url: 'http://127.0.0.1:1/jwks' } })
  await expect(away(`Bearer ${await sign()}`)).rejects.toMatchObject({ code: 'IDENTITY_PROVIDER_AWAY', status: 503 })
})
