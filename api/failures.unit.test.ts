import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import { CursorInvalid } from '../db/cursor.ts'
import type { Refusal } from '../domain/claim/decision.ts'
import { problemOf } from './failures.ts'

const request = {} as FastifyRequest
const grpc = (code: number): Error => Object.assign(new Error('grpc'), { code, details: '', metadata: {} })
const ids = { requestId: 'req_1', traceId: 't' }

const refusal: Refusal = {
  code: 'SEPARATION_OF_DUTIES',
  message: 'who proposed may not approve',
  status: 'awaiting-approval',
  possible: ['ApproveProposal', 'ReturnProposal'],
  field: '/action',
  whoMay: ['approver'],
}

function rejected(type: string, details: unknown[]): Error {
  const cause = ApplicationFailure.create({ message: 'refused', type, details, nonRetryable: true })
  return new WorkflowUpdateFailedError('Workflow Update failed', cause)
}

test('a refusal of the claim says where it stands, what is possible instead and who may', () => {
  expect(problemOf(rejected(refusal.code, [refusal]), request).toBody(ids)).toMatchObject({
    status: 409,
    code: 'SEPARATION_OF_DUTIES',
    detail: 'who proposed may not approve',
    remedy: expect.stringMatching(/./),
    claimStatus: 'awaiting-approval',
    possible: ['ApproveProposal', 'ReturnProposal'],
    whoMay: ['approver'],
    errors: [{ pointer: '#/action', code: 'value' }],
    retryable: false,
  })
})

test('where the status is at fault, whoMay are those who may do what is possible instead', () => {
  const { whoMay: _, ...wrongStatus } = { ...refusal, code: 'WRONG_STATUS' } as const
  expect(problemOf(rejected('WRONG_STATUS', [wrongStatus]), request).toBody(ids)).toMatchObject({
    possible: ['ApproveProposal', 'ReturnProposal'],
    whoMay: ['approver', 'supervisor', 'branch-head', 'head-office'],
  })
})

test('a suspicion that stands in the way names the other claim, the command that ends it and who may', () => {
  const way = { otherClaimId: 'clm_other', resolvedBy: 'ResolveDuplicate' } as const
  const suspected = { ...refusal, ...way, code: 'DUPLICATE_SUSPECTED', whoMay: ['intake-clerk'] } as const
  expect(problemOf(rejected('DUPLICATE_SUSPECTED', [suspected]), request).toBody(ids)).toMatchObject({
    status: 409,
    ...way,
    whoMay: ['intake-clerk'],
  })
})

test.each([
  ['query:cursor', { query: { cursor: 'x' } }],
  ['#/cursor', { query: {} }],
])('a cursor that is not ours is named where it was sent: %s', (pointer, sent) => {
  expect(problemOf(new CursorInvalid(), sent as FastifyRequest).toBody(ids)).toMatchObject({
    status: 400,
    code: 'CURSOR_MALFORMED',
    errors: [{ pointer, code: 'value' }],
  })
})

describe('each refusal has the status of its kind', () => {
  test.each([
    ['ROLE_NOT_ALLOWED', 403],
    ['STALE_VERSION', 412],
    ['COMMAND_REUSED', 422],
    ['SCORE_RANGE', 422],
    ['WRONG_STATUS', 409],
    ['AUTHORITY_EXCEEDED', 409],
  ])('%s is %i', (code, status) => {
    expect(problemOf(rejected(code, [{ ...refusal, code }]), request)).toMatchObject({ code, status })
  })
})

describe('what is away is 503, and safe to repeat', () => {
  test.each([
    ['a worker that does not answer', new WorkflowUpdateRPCTimeoutOrCancelledError('timed out'), 'WORKFLOWS_AWAY'],
    ['a server that is not there', new Error('start failed', { cause: grpc(14) }), 'WORKFLOWS_AWAY'],
    ['a server that is too slow', grpc(4), 'WORKFLOWS_AWAY'],
    ['a server that is overloaded', grpc(8), 'WORKFLOWS_AWAY'],
    ['a claim whose task fails again and again', grpc(9), 'WORKFLOWS_AWAY'],
  ])('%s', (_name, error, code) => {
    expect(problemOf(error, request).toBody(ids)).toMatchObject({ status: 503, code, retryable: true })
  })

  test('a database that is not there', async () => {
    const db = openDatabase('postgres://nobody@127.0.0.1:1/none', { max: 1, applicationName: 'test' })
    const error: unknown = await db.execute('select 1').catch((failure: unknown) => failure)
    await db.close()
    expect(problemOf(error, request)).toMatchObject({ code: 'DATABASE_AWAY', status: 503 })
  })
})

test.each([
  ['a bug', new TypeError('王小明 is not a function')],
  ['a workflow that failed for no reason of ours', rejected('TypeError', [])],
  ['a gRPC answer nobody expects', grpc(3)],
  ['what is no error', '王小明'],
])('%s says nothing', (_name, error) => {
  const body = problemOf(error, request).toBody(ids)
  expect(body).toMatchObject({ status: 500, code: 'INTERNAL', instance: 'req_1' })
  expect(JSON.stringify(body)).not.toMatch(/小明|refused|grpc/)
})
