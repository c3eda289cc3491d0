import { afterAll, beforeAll, expect, test } from 'vitest'

import { claimBody } from '../../api/wire/claim-view.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, document, lin, medicalReport } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { contradictions } from './witnesses.ts'

let stack: Stack
let desk: Desk
beforeAll(async () => {
  stack = await startStack()
  desk = openDesk(stack)
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

const agreement: string[] = []

test('another beneficiary of one loss is joined to the original, sees it, and does not speak for the first', async () => {
  const loss = anotherLoss(medicalReport)
  const original = await desk.file({ ...loss, filing: { claimedFen: '500000', documents: [document('doc-first')] } })
  const identityNumber = '310101201501012349'
  const daughter = { personId: 'per_lin_daughter', name: '林小小', identityNumber, phone: '13917650000' }
  const theirs = { ...loss, channel: 'counter', claimant: daughter, insured: lin }
  const copy = await desk.file({ ...theirs, filing: { claimedFen: '500000', documents: [document('doc-theirs')] } })
  await until('a suspicion', async () => (await desk.read(copy.claimId)).desk?.suspectedCopyOf === original.claimId)
  const as = { person: daughter.personId }
  expect((await desk.get('claimant', `/v1/claims/${original.claimId}`, as)).status).toBe(404)

  await desk.ask('supervisor', copy.claimId, 'duplicate-check', { outcome: 'joined' })
  const seen = await until('the original to be seen by whoever joined it', async () => {
    const reply = await desk.get('claimant', `/v1/claims/${original.claimId}?reveal=true&purpose=reading`, as)
    return reply.status === 200 && claimBody.parse(reply.body)
  })
  const names = Object.fromEntries(seen.parties.map(({ kind, details }) => [kind, details.name]))
  expect(names).toMatchObject({ claimant: '林**', 'co-claimant': '林小小' })
  expect(seen.documents.map(({ documentId }) => documentId)).toEqual(['doc-first', 'doc-theirs'])
  expect(seen.texts).toEqual([])
  const listed = (await desk.get('claimant', '/v1/claims', as)).body as { data: { claimId: string }[] }
  expect(listed.data.map(({ claimId }) => claimId)).toContain(original.claimId)
  const found = await desk.send('intake-clerk', 'POST', '/v1/claims/search', { identityNumber })
  expect(JSON.stringify(found.body)).toContain(original.claimId)
  const withdrawal = { identityChecked: true, reason: '不再索赔' }
  const refused = await desk.refusal('claimant', original.claimId, 'withdrawal', withdrawal, as)
  expect(refused.code).toBe('CO_CLAIMANT')
  await desk.ask('claimant', original.claimId, 'documents', { documents: [document('doc-more', 'photos')] }, as)
  expect(await contradictions(stack, desk, original.claimId)).toEqual(agreement)
})
