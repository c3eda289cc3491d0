import { afterAll, describe, expect, test } from 'vitest'

import type { Policy, PolicyGateway } from '../../activities/gateways/policy-gateway.ts'
import { calendar } from '../../test/calendar-around.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { createShell } from '../shell.ts'
import { previewRoutes } from './preview.ts'

const policy: Policy = {
  policyNo: 'P1',
  line: 'critical-illness',
  product: 'X',
  group: false,
  status: 'in-force',
  effectiveFrom: '2026-01-01',
  effectiveTo: '2026-12-31',
  sumInsuredFen: 10_000_000,
  deductibleFen: 0,
  payRatioPercent: 100,
  fixedBenefit: true,
  insured: [],
  holderPersonId: 'per_1',
  payees: [],
  contractPeriods: {},
  branch: '310000',
}

const body = {
  line: 'medical',
  policyNo: 'P1',
  region: '310115',
  eventDate: '2026-08-01',
  cause: 'illness',
  facts: { injury: 'none', thirdParty: false, hospitalised: true },
  claimedFen: '120000',
  documents: [{ kind: 'identity' }],
}

const opened: ApiServer[] = []
afterAll(async () => void (await Promise.all(opened.map((app) => app.close()))))

async function preview(findPolicy: PolicyGateway['findPolicy'], change: object = {}) {
  const app = createShell(
    { logLevel: 'silent' },
    {
      verifyToken: async () => ({
        clientId: 'c',
        personId: 'per_1',
        roles: ['claimant'],
        branch: null,
        authorityLevel: 0,
      }),
      opaqueIdOf: String,
      keepRefusal: async () => undefined,
      findClaim: async () => null,
    },
  )
  opened.push(app)
  const deps = {
    policyGateway: { findPolicy },
    calendars: { current: async () => calendar },
    servicePolicy: defaultServicePolicy,
  }
  previewRoutes(app, deps as ApiDependencies)
  const answer = await app.inject({ method: 'POST', url: '/v1/claims/preview', payload: { ...body, ...change } })
  return answer.json<{ missing: { kind: string }[] }>()
}

const kinds = ({ missing }: { missing: { kind: string }[] }): string[] => missing.map(({ kind }) => kind)

describe('a preview says the lane, the clocks and what would be missing', () => {
  test('by the terms of the policy, when the policy system answers', async () => {
    const answer = await preview(async () => policy)
    const ids = ['C01', 'C02', 'C03', 'C05', 'C06', 'C11']
    expect(answer).toMatchObject({ policy: 'found', clocks: ids.map((id) => ({ id })) })
    expect(kinds(answer)).toContain('diagnosis')
    expect(kinds(answer)).not.toContain('identity')
  })

  test('by what was said, when the policy system is away or knows none', async () => {
    const away = await preview(() => Promise.reject(new Error('away')))
    const unknown = await preview(async () => 'unknown')
    expect(away).toMatchObject({ policy: 'pending', lane: 'small' })
    expect(unknown).toMatchObject({ policy: 'unknown' })
    expect(kinds(away)).toContain('medical-invoice')
  })

  test('and refuses who would be named', async () => {
    expect(await preview(async () => policy, { claimant: { name: 'Wang' } })).toMatchObject({
      code: 'REQUEST_MALFORMED',
    })
  })
})
