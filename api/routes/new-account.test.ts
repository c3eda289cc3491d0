import { randomUUID } from 'node:crypto'

import type { Client } from '@temporalio/client'
import { WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCalendarBook } from '../../db/calendar-book.ts'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { readEvents } from '../../db/event-log.ts'
import { storeParties } from '../../db/parties.ts'
import { recordEvents } from '../../db/recording.ts'
import { decide } from '../../domain/claim/decide.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { calendar } from '../../test/calendar-around.ts'
import { contextAt } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { decisionServer } from '../../test/decision-desk.ts'
import * as example from '../../test/example-claims.ts'
import { bankRejects, check, submit } from '../../test/payment-examples.ts'
import { testVault } from '../../test/take-in.ts'
import type { ClaimRequest } from '../../workflows/claim-contract.ts'
import type { ApiServer } from '../dependencies.ts'

let database: TestDatabase
let db: Database
let app: ApiServer
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.apiUrl, { max: 5, applicationName: 'new-account-test' })
  const beneficiaryNames = { compare: () => Promise.reject(new Error('the policy system is away')) }
  const calendars = openCalendarBook(db, calendar)
  const rest = { vault: testVault, servicePolicy: defaultServicePolicy, calendars, beneficiaryNames }
  app = await decisionServer({ db, deps: { db, temporal: rulesAlone(), ...rest } })
})
afterAll(async () => {
  await app.close()
  await db.close()
  await database.drop()
})

const joined = 'claimant||per_joined'
const filer = 'claimant||per_claimant'
const clerk = 'payment-clerk|310000|per_clerk'

test('who joined a claim cannot have the money of another payee sent to himself', async () => {
  const claimId = await threePayees()
  const answer = await name(claimId, 2, '许大力', { as: joined })
  expect(answer.json()).toMatchObject({ status: 409, code: 'ACCOUNT_OF_ANOTHER', errors: [{ pointer: '#/name' }] })
  expect(await name(claimId, 2, '示例乙', { as: joined })).toMatchObject({ statusCode: 409 })
  expect((await readEvents(db, claimId)).map(({ type }) => type)).not.toContain('AccountNamed')
})

test('nor can the claimant who filed: for another payee a clerk does, under the name the payee was sealed with', async () => {
  const claimId = await threePayees()
  const own = await name(claimId, 2, '林小雨', { as: filer })
  expect(own.json()).toMatchObject({ code: 'ACCOUNT_OF_ANOTHER', whoMay: ['payment-clerk', 'intake-clerk'] })
  const wrong = await name(claimId, 2, '林小雨', { as: clerk })
  expect(wrong.json()).toMatchObject({ code: 'ACCOUNT_OF_ANOTHER', errors: [{ pointer: '#/name' }] })
  expect(await name(claimId, 2, '示例 乙', { as: clerk })).toMatchObject({ statusCode: 200 })
})

test('a guardian who takes an advance changes nothing of whose money it is', async () => {
  const claimId = await threePayees()
  const receiver = { as: 'guardian', evidence: ['doc_claim-form'] }
  const answer = await name(claimId, 2, '许大力', { as: clerk, receiver })
  expect(answer.json()).toMatchObject({ code: 'ACCOUNT_OF_ANOTHER', errors: [{ pointer: '#/name' }] })
})

test('a payee names another account for his own money, who filed or who joined', async () => {
  const claimId = await threePayees()
  expect(await name(claimId, 3, '许大力', { as: joined })).toMatchObject({ statusCode: 200 })
  expect(await name(claimId, 1, '林小雨', { as: filer })).toMatchObject({ statusCode: 200 })
})

interface Naming {
  /** `role|branch|person` */
  readonly as: string
  readonly receiver?: object
}

function name(claimId: string, n: number, payee: string, { as, ...more }: Naming) {
  const account = { number: '6222020000009999', holderName: payee, bankCode: '102290000000' }
  return app.inject({
    method: 'POST',
    url: `/v1/claims/${claimId}/payments/${n}/account`,
    headers: { authorization: as, 'idempotency-key': randomUUID() },
    payload: { name: payee, account, identityChecked: true, ...more },
  })
}

/** Three payees whose accounts take no money: who filed, somebody who asked for nothing, and who joined the claim. */
async function threePayees(): Promise<string> {
  const claimId = `clm_${randomUUID()}`
  const joining = { type: 'AbsorbCopy', copyClaimId: example.otherClaimId, claimants: ['per_joined'] } as const
  const agreed = given(example.agreed()).learns({ ...joining, documents: [] })
  const all = [1, 2, 3]
  const letGo = agreed.and(example.freezePayees('pty_a', 'pty_b', 'pty_c'), submit, ...all.map(check))
  const scene = all.reduce(
    (before, n) => before.learns(example.bankSays('never-seen', n)).learns(bankRejects('account-closed', n)),
    letGo,
  )
  const events = scene.past.map((event) => (event.type === 'ClaimReported' ? { ...event, claimId } : event))
  const claim = fold(null, events)
  const summary = summarise(claim, contextAt(claim.lastAt))
  await recordEvents(db, { claimId, from: 0, events, summary, clocks: claim.clocks, answers: [] })
  await storeParties(db, testVault, claimId, [
    { partyId: 'pty_1', kind: 'claimant', personId: 'per_claimant', details: { name: '林小雨' } },
    { partyId: 'pty_2', kind: 'co-claimant', personId: 'per_joined', details: { name: '许大力' } },
    { partyId: 'pty_a', kind: 'payee', details: { name: '林小雨' } },
    { partyId: 'pty_b', kind: 'payee', details: { name: '示例乙' } },
    { partyId: 'pty_c', kind: 'payee', details: { name: '许大力' } },
  ])
  return claimId
}

/** A claim that answers by its rules, without a workflow: nothing here depends on one. */
function rulesAlone(): Client {
  const getHandle = (workflowId: string) => ({
    async executeUpdate(_update: unknown, { args: [request] }: { readonly args: readonly [ClaimRequest] }) {
      const claimId = workflowId.replace('claim/', '')
      const claim = fold(null, await readEvents(db, claimId))
      const decision = decide(claim, request, contextAt(claim.lastAt))
      if ('refusal' in decision) {
        const { code: type, message } = decision.refusal
        const cause = ApplicationFailure.create({ type, message, details: [decision.refusal], nonRetryable: true })
        throw new WorkflowUpdateFailedError('refused', cause)
      }
      const { stage, version, decisionVersion } = fold(claim, decision.events)
      return { claimId, status: stage.status, version, decisionVersion, ...idsOf(request) }
    },
  })
  const withDeadline = <T>(_deadline: number, call: () => Promise<T>): Promise<T> => call()
  return { workflow: { getHandle }, withDeadline } as unknown as Client
}

const idsOf = ({ commandId, bodyHash }: ClaimRequest) => ({ commandId, bodyHash })
