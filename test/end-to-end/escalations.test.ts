import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { clockBody } from '../../api/wire/clock-view.ts'
import { DAY, dateOf } from '../../domain/time.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
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

type ShownEscalation = z.infer<typeof clockBody>['escalations'][number]

/** The escalations of a clock, as staff read them. */
async function escalationsOf(claimId: string, id: string): Promise<readonly ShownEscalation[]> {
  const { body } = await desk.get('supervisor', `/v1/claims/${claimId}/clocks`)
  const { clocks } = z.object({ clocks: z.array(clockBody) }).parse(body)
  return clocks.find((clock) => clock.id === id)?.escalations ?? []
}

const audiences = ({ told }: ShownEscalation): readonly string[] => told.map(({ audience }) => audience)

async function put(branch: string, roster: object): Promise<void> {
  const reply = await desk.send('head-office', 'PUT', `/v1/duty-rosters/${branch}`, roster, { branch: '000000' })
  if (reply.status !== 200) throw new Error(reply.text)
}

const numberOf = (escalations: readonly ShownEscalation[], level: string): number =>
  escalations.find((escalation) => escalation.level === level)?.n ?? 0

test('80 % -> due -> breach -> late: the roster’s people are told, silence goes up, and an answer clears it', async () => {
  const from = dateOf(Date.now() - DAY)
  await put('310000', {
    duties: [{ role: 'supervisor', personId: 'per_li', from }],
    standIns: [{ personId: 'per_li', standInId: 'per_he', from }],
  })
  await put('000000', { duties: [{ role: 'compliance', personId: 'per_gu', from }], standIns: [] })
  const { claimId } = await desk.file(anotherLoss(medicalClaim))

  // C01: 80 % of 24 hours.
  await desk.forward(claimId, 'PT20H')
  const atRisk = await until('the people to be told', async () => {
    const [first] = await escalationsOf(claimId, 'C01')
    return first?.told.every(({ sentAt }) => sentAt !== undefined) === true && first
  })
  expect(atRisk).toMatchObject({ n: 1, level: 'at-risk' })
  expect(atRisk.told).toMatchObject([
    { audience: 'intake-clerk' },
    { audience: 'supervisor', to: { personId: 'per_he', standsInFor: 'per_li' } },
  ])
  const told = (await (await fetch(`${stack.messagesUrl}/messages`)).json()) as { messages?: unknown }
  expect(JSON.stringify(told)).toContain('"to":"per_he"')
  const next = (await desk.get('supervisor', `/v1/claims/${claimId}/next-actions`)).body
  expect(next).toMatchObject({
    escalations: expect.arrayContaining([
      expect.objectContaining({ n: 1, clock: 'C01', instance: 1, level: 'at-risk', mine: true }),
    ]),
  })

  const door = 'escalations/1/acknowledgement'
  expect(await desk.refusal('compliance', claimId, door, {}, { branch: '000000' })).toMatchObject({
    status: 409,
    code: 'ESCALATION_NOT_TOLD',
    whoMay: ['intake-clerk', 'supervisor'],
  })
  expect(await desk.refusal('supervisor', claimId, 'escalations/99/acknowledgement', {})).toMatchObject({
    status: 404,
    code: 'ESCALATION_UNKNOWN',
  })
  const answered = await desk.ask('supervisor', claimId, door, {}, { person: 'per_he', key: 'noted' })
  const again = await desk.ask('supervisor', claimId, door, {}, { person: 'per_he', key: 'noted' })
  expect(again).toEqual(answered)
  expect(await desk.refusal('intake-clerk', claimId, door, {})).toMatchObject({ code: 'ESCALATION_CLEARED' })
  expect((await escalationsOf(claimId, 'C01'))[0]?.acknowledged).toMatchObject({ by: 'per_he', role: 'supervisor' })

  // Nobody answers what follows: due, breach, the next level, one working day later, and its next level.
  await desk.forward(claimId, 'P12D', { force: true })
  const chain = await escalationsOf(claimId, 'C01')
  expect(chain.map(({ level }) => level)).toEqual(['at-risk', 'due', 'breach', 'late'])
  const [first, due, breach, late] = chain
  expect(chain.map((one) => audiences(one))).toEqual([
    ['intake-clerk', 'supervisor'],
    ['supervisor', 'branch-head', ...(hoursBetween(due, late) > 24 ? ['head-office'] : [])],
    ['compliance', 'head-office', 'claimant'],
    ['branch-head', 'head-office'],
  ])
  expect(Date.parse(due?.told[1]?.at ?? '') - Date.parse(due?.at ?? '')).toBe(12 * 3_600_000)
  expect(first?.acknowledged?.by).toBe('per_he')
  const compliance = await until('compliance to be told', async () => {
    const noted = (await escalationsOf(claimId, 'C01'))[2]?.told[0]
    return noted?.to !== undefined && noted
  })
  expect(compliance.to).toEqual({ personId: 'per_gu' })

  // The act is done; the breach stays, and compliance takes note of it by the one door for facts.
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'accept' })
  const n = numberOf(chain, 'breach')
  const signal = 'signals/escalation-acknowledged'
  expect(await desk.refusal('compliance', claimId, signal, {}, { branch: '000000' })).toMatchObject({
    status: 400,
    errors: [{ pointer: '#/n', code: 'required' }],
  })
  await desk.ask('compliance', claimId, signal, { n, as: 'compliance' }, { person: 'per_gu', branch: '000000' })
  const after = await escalationsOf(claimId, 'C01')
  expect(after[2]).toMatchObject({ n, at: breach?.at, acknowledged: { by: 'per_gu' }, doneAt: expect.any(String) })
  const { body } = await desk.get('claimant', `/v1/claims/${claimId}/clocks`)
  const seen = z.object({ clocks: z.array(clockBody), targets: z.array(z.unknown()) }).parse(body)
  expect([seen.clocks.flatMap(({ escalations }) => escalations), seen.targets]).toEqual([[], []])
  expect(await contradictions(stack, desk, claimId)).toEqual([])
}, 300_000)

const hoursBetween = (one: ShownEscalation | undefined, other: ShownEscalation | undefined): number =>
  (Date.parse(other?.at ?? '') - Date.parse(one?.at ?? '')) / 3_600_000
