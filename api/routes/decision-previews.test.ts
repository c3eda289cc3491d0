import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readSummary } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import { until } from '../../test/shell/outside-world.ts'
import type { ApiServer } from '../dependencies.ts'
import { decisionServer, postTo } from '../../test/decision-desk.ts'

let desk: AskingDesk
let app: ApiServer
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
  app = await decisionServer(desk)
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

const clerk = 'intake-clerk|310000|per_clerk'
const approver = 'approver|310000|per_approver|1'
const supervisor = 'supervisor|310000|per_supervisor|2'

test('a decision on an advance, the reserve and a payment is previewed at its own address, and nothing happens', async () => {
  const claimId = await accepted()
  const preview = async (path: string, body: object, as: string) =>
    (await postTo(app, `/v1/claims/${claimId}${path}/preview`, body, { as })).json<object>()
  const unasked = await preview('/prepayments/1/approval', { verdict: 'approve' }, approver)
  expect(unasked).toMatchObject({ may: false, refusal: { code: 'PREPAYMENT_UNKNOWN' } })
  expect(unasked).not.toHaveProperty('takes')

  await ask(claimId, '/prepayments', advance, 'assessor|310000|per_assessor')
  // What the system does meanwhile, such as sending a notice out, is not the preview's doing.
  const decided = async () => (await readEvents(desk.db, claimId)).filter(({ by }) => by.role !== 'system')
  const before = await decided()
  expect(await preview('/prepayments/1/approval', { verdict: 'approve' }, approver)).toMatchObject({
    may: true,
    events: ['PrepaymentApproved'],
    takes: {
      payFen: '800000',
      refuseFen: null,
      requiredLevel: 1,
      whoMay: [{ level: 1, role: 'approver' }, {}, {}, {}],
    },
  })
  const reserve = await preview('/reserve', { reserveFen: '6000000', reason: '费用增加' }, approver)
  expect(reserve).toMatchObject({
    may: false,
    refusal: { code: 'AUTHORITY_EXCEEDED' },
    takes: { payFen: '6000000', requiredLevel: 2 },
  })
  expect(await decided()).toEqual(before)

  await ask(claimId, '/prepayments/1/approval', { verdict: 'approve' }, approver)
  await ask(claimId, '/payments', { action: 'submit' }, 'payment-clerk|310000|per_payment-clerk')
  const check = (as: string) => preview('/payments/1/check', { verdict: 'approve' }, as)
  expect(await check('payment-checker|310000|per_payment-checker')).toMatchObject({
    may: true,
    takes: { requiredLevel: null, whoMay: [{ level: null, role: 'payment-checker' }] },
  })
  expect(await check('payment-checker|310000|per_payment-clerk')).toMatchObject({
    may: false,
    refusal: { code: 'SEPARATION_OF_DUTIES' },
  })
  expect(await check(supervisor)).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' })
})

test('what is proposed goes to the insured of this claim, by his sealed name, and to no other name', async () => {
  const claimId = await accepted()
  const version = (await readSummary(desk.db, claimId))?.decisionVersion ?? 0
  const path = `/v1/claims/${claimId}/prepayments`
  const other = { name: '李四', account: { ...advance.payee.account, holderName: '李四' } }
  const asked = { as: 'assessor|310000|per_assessor', ifMatch: `"${version}"` }
  const refused = await postTo(app, path, { ...advance, payee: other }, asked)
  expect(refused.json()).toMatchObject({ code: 'PAYEE_NOT_ON_FILE', errors: [{ pointer: '#/payee/name' }] })
  expect(refused.body).not.toContain('李四')
  await ask(claimId, '/prepayments', advance, asked.as)
})

const advance = {
  action: 'request',
  why: 'big-loss',
  amountFen: '800000',
  evidence: ['doc_bill'],
  payee: { name: '张三', account: { number: '6222020000000000000', holderName: '张三', bankCode: '102290000000' } },
}

/** In check, with one document that proves something. */
async function accepted(): Promise<string> {
  const claimId = await desk.fileClaim()
  await postTo(app, `/v1/claims/${claimId}/acceptance`, { action: 'start-check' }, { as: clerk })
  await until('the policy is known', async () =>
    (await readEvents(desk.db, claimId)).some(({ type }) => type === 'PolicyLookedUp'),
  )
  const bill = { documentId: 'doc_bill', kind: 'photos', sha256: '0'.repeat(64), sizeBytes: 9 }
  const file = { location: 's3://claims/bill', fileName: 'bill.pdf' }
  await postTo(app, `/v1/claims/${claimId}/documents`, { documents: [{ ...bill, ...file }] }, { as: clerk })
  return claimId
}

async function ask(claimId: string, path: string, body: object, as: string): Promise<void> {
  const version = (await readSummary(desk.db, claimId))?.decisionVersion ?? 0
  const answer = await postTo(app, `/v1/claims/${claimId}${path}`, body, { as, ifMatch: `"${version}"` })
  expect(answer.json()).toMatchObject({ claimId })
}
