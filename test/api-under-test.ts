import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Client, Connection } from '@temporalio/client'
import type { FastifyInstance } from 'fastify'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

import type { PolicyGateway } from '../activities/gateways/policy-gateway.ts'
import { openCalendarBook } from '../db/calendar-book.ts'
import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { createVault } from '../db/vault.ts'
import type { Role } from '../domain/claim/codes.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { calendar } from './calendar-around.ts'
import type { TestDatabase } from './database.ts'
import { createTestDatabase } from './database.ts'
import { buildServer } from '../api/server.ts'

export const secrets = {
  bank: `whsec_${'A'.repeat(32)}`,
  bankOld: `whsec_${'B'.repeat(32)}`,
  messages: `whsec_${'C'.repeat(32)}`,
}

interface TokenWish {
  readonly branch?: string
  readonly person?: string
  readonly level?: number
}

/** The whole API on a database of its own, with an issuer of its own and no Temporal server. */
export interface ApiUnderTest {
  readonly app: FastifyInstance
  readonly db: Database
  readonly database: TestDatabase
  /** Everything the API logged, line by line. */
  readonly logged: readonly string[]
  readonly tokenOf: (role: Role, wish?: TokenWish) => Promise<string>
  readonly close: () => Promise<void>
}

export async function createApiUnderTest(policyGateway: PolicyGateway = awayGateway): Promise<ApiUnderTest> {
  const database = await createTestDatabase()
  const db = openDatabase(database.apiUrl, { max: 10, applicationName: 'api-test' })
  const issuer = await createIssuer()
  const logged: string[] = []
  const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 500 })
  const app = buildServer({
    mode: 'local',
    logLevel: 'info',
    logTo: { write: (line) => void logged.push(line) },
    db,
    vault: createVault(testVaultKeys),
    temporal: new Client({ connection }),
    policyGateway,
    beneficiaryNames: { compare: () => Promise.reject(new Error('the policy system is away')) },
    servicePolicy: defaultServicePolicy,
    calendars: openCalendarBook(db, calendar),
    tokens: { issuer: 'test', audience: 'lipei', keys: { file: issuer.file } },
    callbackSecrets: { bank: [secrets.bank, secrets.bankOld], messages: [secrets.messages] },
  })
  await app.ready()
  return {
    app,
    db,
    database,
    logged,
    tokenOf: issuer.tokenOf,
    async close() {
      await app.close()
      await connection.close()
      await db.close()
      await database.drop()
      issuer.forget()
    },
  }
}

const key = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64')

/** What the API under test seals with. */
export const testVaultKeys = { dataKeys: `test:${key('d')}`, indexKey: key('i') }

const awayGateway: PolicyGateway = {
  findPolicy: () => Promise.reject(new Error('the policy system is away')),
}

async function createIssuer() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-issuer-'))
  const file = path.join(folder, 'jwks.json')
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  writeFileSync(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' }] }))
  const tokenOf: ApiUnderTest['tokenOf'] = (role, { branch = '310000', person = `per_${role}`, level = 0 } = {}) =>
    new SignJWT({ personId: person, roles: [role], branch, authorityLevel: level })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setSubject(person)
      .setIssuer('test')
      .setAudience('lipei')
      .setExpirationTime('1 hour')
      .sign(privateKey)
  return { file, tokenOf, forget: () => rmSync(folder, { recursive: true, force: true }) }
}
