import { afterAll, describe, expect, test } from 'vitest'

import type { ProblemBody } from './problems.ts'
import { Problem } from './problems.ts'
import { createShell } from './shell.ts'
import { claimId, createShellUnderTest } from './shell-under-test.ts'

const { app } = createShellUnderTest()
afterAll(() => app.close())

describe('who may', () => {
  const approvals = `/v1/claims/${claimId}/approvals`
  const cases: [string, string, string | undefined, number, string | undefined][] = [
    ['nobody without a token', approvals, undefined, 401, 'TOKEN_MISSING'],
    ['not a claim that is unknown', approvals.replace('0001', '0002'), 'approver', 404, 'CLAIM_NOT_FOUND'],
    ['not what is no id of ours', '/v1/claims/x%27%20or%201=1/approvals', 'approver', 404, 'CLAIM_NOT_FOUND'],
    ['not another branch', approvals, 'approver|320000', 404, 'CLAIM_NOT_FOUND'],
    ['not a branch below another', approvals, 'approver|310116', 404, 'CLAIM_NOT_FOUND'],
    ['not another claimant', approvals, 'claimant|310000|per_zhao', 404, 'CLAIM_NOT_FOUND'],
    ['not another integrator', approvals, 'integrator|310000|per_web', 404, 'CLAIM_NOT_FOUND'],
    ['not the claimant, who sees it', approvals, 'claimant|310000|per_wang', 403, 'ROLE_NOT_ALLOWED'],
    ['not a clerk, who sees it', approvals, 'intake-clerk', 403, 'ROLE_NOT_ALLOWED'],
    [
      'not a colleague by a claim of their own',
      approvals,
      'claimant+approver|320000|per_wang',
      403,
      'ROLE_NOT_ALLOWED',
    ],
    ['an approver with a claim of their own elsewhere', approvals, 'claimant+approver|310000|per_zhao', 200, undefined],
    ['an approver of the branch above', approvals, 'approver|310000', 200, undefined],
    ['an approver of the company', approvals, 'approver|000000', 200, undefined],
    ['an approver of the branch itself', approvals, 'approver|310115', 200, undefined],
  ]
  test.each(cases)('%s', async (_name, url, token, status, code) => {
    const answer = await app.inject({
      method: 'POST',
      url,
      payload: {},
      headers: { 'if-match': '"3"', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    })
    expect({ status: answer.statusCode, code: answer.json<ProblemBody>().code }).toEqual({ status, code })
  })

  test.each([
    ['per_wang', 200],
    ['per_li', 200],
    ['per_daughter', 200],
    ['per_zhao', 404],
  ])('%s reads the claim: %i', async (person, status) => {
    const answer = await app.inject({
      url: `/v1/claims/${claimId}`,
      headers: { authorization: `Bearer claimant||${person}` },
    })
    expect(answer.statusCode).toBe(status)
  })

  test('an unknown and an invisible claim are answered alike', async () => {
    const [unknown, invisible] = await Promise.all(
      [approvals.replace('0001', '0002'), approvals].map((url) =>
        app.inject({ method: 'POST', url, payload: {}, headers: { authorization: 'Bearer approver|320000' } }),
      ),
    )
    const { instance: _i, traceId: _t, ...one } = unknown?.json<ProblemBody>() ?? ({} as ProblemBody)
    expect(invisible?.json()).toMatchObject(one)
  })

  test('a route without a policy does not start', () => {
    const bare = createShell(
      { logLevel: 'silent' },
      {
        verifyToken: async () => {
          throw new Problem('TOKEN_MISSING')
        },
        opaqueIdOf: String,
        keepRefusal: async () => undefined,
        findClaim: async () => null,
      },
    )
    expect(() => bare.get('/v1/secrets', async () => ({}))).toThrow(/has no policy/)
  })
})
