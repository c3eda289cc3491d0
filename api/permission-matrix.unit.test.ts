import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ListedClaim } from '../db/claim-summary.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { ClaimCommandType } from '../domain/claim/commands.ts'
import { roles } from '../domain/claim/codes.ts'
import { tasks } from '../test/who-differs.ts'
import type { ApiServer } from './dependencies.ts'
import { permissionMatrix } from './permission-matrix.ts'
import type { ProblemBody } from './problems.ts'
import { Problem } from './problems.ts'
import { createShell } from './shell.ts'

// Every role, every door that names a claim, every relation of the caller to the claim: each cell is asserted.

const claimId = 'clm_00000000-0000-7000-8000-000000000001'
const claim = {
  claimId,
  branch: '310115',
  claimantId: 'per_claimant',
  insuredId: 'per_insured',
  coClaimantIds: ['per_joined'],
  integratorId: 'per_app',
} as Partial<ListedClaim> as ListedClaim

/** Who calls, and from which branch; who of the three kinds of caller sees the claim like this. */
const relations = [
  { name: 'of its branch', personId: 'per_x', branch: '310115', sees: 'staff' },
  { name: 'of the branch above', personId: 'per_x', branch: '310000', sees: 'staff' },
  { name: 'of the company', personId: 'per_x', branch: '000000', sees: 'staff' },
  { name: 'of another branch', personId: 'per_x', branch: '320000', sees: '' },
  { name: 'of a branch below another', personId: 'per_x', branch: '310116', sees: '' },
  { name: 'its claimant, from elsewhere', personId: 'per_claimant', branch: '320000', sees: 'claimant' },
  { name: 'its insured, from elsewhere', personId: 'per_insured', branch: '320000', sees: 'claimant' },
  { name: 'joined to it, from elsewhere', personId: 'per_joined', branch: '320000', sees: 'claimant' },
  { name: 'its integrator', personId: 'per_app', branch: '320000', sees: 'integrator' },
] as const

/** Doors that ask nothing of a claim, or anything: who may, written down from the specification. */
const others: Readonly<Record<string, string>> = {
  'GET /v1/claims/:claimId': roles.join(' '),
  'GET /v1/claims/:claimId/events': roles.join(' '),
  'GET /v1/claims/:claimId/clocks': roles.join(' '),
  'GET /v1/claims/:claimId/next-actions': roles.join(' '),
  'POST /v1/claims/:claimId/approvals/preview': 'approver supervisor branch-head head-office committee',
  'POST /v1/claims/:claimId/signals/:name': roles.join(' '),
  'POST /v1/claims/:claimId/fast-forward': roles.join(' '),
}

/** The preview of a decision is as good as the decision: who may make that, written down from the specification. */
const previews: Readonly<Record<string, ClaimCommandType>> = {
  'POST /v1/claims/:claimId/prepayments/:n/approval/preview': 'DecidePrepayment',
  'POST /v1/claims/:claimId/compensations/:n/approval/preview': 'ApproveCompensation',
  'POST /v1/claims/:claimId/reserve/preview': 'SetReserve',
  'POST /v1/claims/:claimId/recoveries/:n/write-off/preview': 'WriteOffRecovery',
  'POST /v1/claims/:claimId/payments/:n/check/preview': 'CheckPayment',
  'POST /v1/claims/:claimId/disputes/decision/preview': 'DecideDispute',
  'POST /v1/claims/:claimId/disputes/adjudication/preview': 'AdjudicateDispute',
}

const doors = Object.keys(permissionMatrix).filter((door) => door.includes(':claimId'))
let app: ApiServer
beforeAll(() => {
  app = createShell(
    { logLevel: 'silent' },
    {
      verifyToken: async (authorization = '') => {
        if (authorization === '') throw new Problem('TOKEN_MISSING')
        const [role, branch = null, personId = ''] = authorization.replace('Bearer ', '').split('|')
        return { clientId: personId, personId, roles: [role as Role], branch, authorityLevel: 0 }
      },
      opaqueIdOf: (personId) => personId,
      keepRefusal: async () => undefined,
      findClaim: async (id) => (id === claimId ? claim : null),
    },
  )
  for (const door of doors) {
    const [method = 'GET', url = ''] = door.split(' ')
    app.route({ method, url, handler: async () => ({}) })
  }
}, 60_000)
afterAll(() => app.close())

const cells = relations.flatMap((relation) => roles.map((role) => ({ relation, role })))

test.each(doors)(
  '%s: who does not see the claim hears of none, and whose task it is not is told',
  async (door) => {
    const [method = 'GET', template = ''] = door.split(' ')
    const url = template.replace(':claimId', claimId).replaceAll(/:\w+/g, '1')
    const may = mayOf(door)
    const answers = await Promise.all(
      cells.map(async ({ relation: { name, personId, branch }, role }) => {
        const headers = { authorization: `Bearer ${role}|${branch}|${personId}` }
        const answer = await app.inject({ method: method as 'GET' | 'POST' | 'PUT', url, headers })
        return `${role} ${name}: ${answer.statusCode === 200 ? 'let in' : answer.json<ProblemBody>().code}`
      }),
    )
    expect(answers).toEqual(
      cells.map(({ relation, role }) => `${role} ${relation.name}: ${meant(relation.sees, role, may)}`),
    )
  },
  60_000,
)

/** Staff see the claims of their branch and below, customers their own, an integrator those it brought. */
function meant(sees: string, role: Role, may: readonly string[]): string {
  const kind = role === 'claimant' || role === 'integrator' ? role : 'staff'
  if (sees !== kind) return 'CLAIM_NOT_FOUND'
  return may.includes(role) ? 'let in' : 'ROLE_NOT_ALLOWED'
}

test('nobody comes in without a token, and nobody to a claim that does not exist', async () => {
  for (const door of doors) {
    const [method = 'GET', template = ''] = door.split(' ')
    const url = template.replaceAll(/:n\b|:name/g, '1')
    const none = { method: method as 'GET', url: url.replace(':claimId', claimId) }
    const unknown = { method: method as 'GET', url: url.replace(':claimId', claimId.replace('1', '2')) }
    const [bare, lost] = await Promise.all([
      app.inject(none),
      app.inject({ ...unknown, headers: { authorization: 'Bearer supervisor|000000|per_x' } }),
    ])
    expect([door, bare?.statusCode, lost?.statusCode]).toEqual([door, 401, 404])
  }
}, 60_000)

/** The union of those whose task one of the commands behind the door is. */
function mayOf(door: string): readonly string[] {
  const previewed = previews[door]
  const behind = previewed === undefined ? permissionMatrix[door]?.commands : [previewed]
  if (behind === undefined) return others[door]?.split(' ') ?? []
  return behind.flatMap((type) => tasks[type].split(' '))
}
