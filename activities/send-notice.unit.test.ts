import { ApplicationFailure } from '@temporalio/common'
import { expect, test } from 'vitest'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Notice } from '../domain/claim/state.ts'
import type { DutyRoster } from '../domain/duty/roster.ts'
import { HOUR } from '../domain/time.ts'
import { storm } from '../test/emergency-claims.ts'
import type { TestDesk } from '../test/notice-desk.ts'
import { branch, claimant, claimId, clerk, createDesk, obey, orderOf, reportedAt } from '../test/notice-desk.ts'
import { GatewayRefused, GatewayUnavailable } from './gateways/http-call.ts'
import { noticeTextsVersion } from './notice-templates/notice-text.ts'
import { sendNotice } from './send-notice.ts'

test('the guidance names the documents of the claim’s kind', async () => {
  const desk = createDesk()
  await sendNotice(orderOf(desk, 'guidance'), desk)
  expect(desk.sent[0]).toMatchObject({ to: '13800000000', channel: 'sms', template: 'guidance', language: 'zh' })
  expect(desk.sent[0]?.body).toContain('索赔申请书、身份证明、病历')
})

test('a correction notice carries the one list with the reasons in words', async () => {
  const desk = createDesk()
  const order = orderOf(desk, 'correction')
  expect(await sendNotice(order, desk)).toEqual({
    messageId: 'msg_1',
    template: { version: noticeTextsVersion, variant: 'short', language: 'zh' },
  })
  expect(desk.sent[0]?.reference).toBe(`${claimId}-${order.notice.n}`)
  expect(desk.sent[0]?.body).toContain('1. 医疗费用票据及明细：words of txt_1\n2. 诊断证明：words of txt_2')
})

test('a retry on another channel says the same, under a number of its own', async () => {
  const desk = createDesk()
  const order = orderOf(desk, 'correction')
  await sendNotice(order, desk)
  const retry = { ...order.notice, n: 9, retryOf: order.notice.n, channel: 'post' } as const
  desk.events.push(...suppliedAfter(desk.events))
  await sendNotice({ ...order, notice: retry }, desk)
  expect(desk.sent[1]?.body).toBe(desk.sent[0]?.body)
  expect(desk.sent[1]?.reference).toBe(`${claimId}-9`)
})

test('colleagues are told at their post, without the vault being opened', async () => {
  const desk = createDesk()
  const notice = workItemFor(desk)
  desk.contactOf = () => Promise.reject(new Error('not to be asked'))
  expect(await sendNotice({ claimId, branch, notice }, desk)).not.toHaveProperty('to')
  expect(desk.sent[0]).toMatchObject({ to: 'supervisor:310000', channel: 'staff' })
})

test('the colleague on duty is told in person, or who stands in, and kept with the notice', async () => {
  const desk = createDesk()
  const notice = workItemFor(desk)
  const asked: string[] = []
  const roster: DutyRoster = {
    duties: [{ role: 'supervisor', personId: 'per_li', from: '2026-09-01' }],
    standIns: [{ personId: 'per_li', standInId: 'per_he', from: '2026-09-02', to: '2026-09-02' }],
  }
  desk.rostersFor = async (of) => (asked.push(of), [roster])
  expect(await sendNotice({ claimId, branch, notice }, desk)).toMatchObject({ to: { personId: 'per_li' } })
  const nextDay = { ...notice, orderedAt: reportedAt + 24 * HOUR }
  const to = { personId: 'per_he', standsInFor: 'per_li' }
  expect(await sendNotice({ claimId, branch, notice: nextDay }, desk)).toMatchObject({ to })
  expect(desk.sent.map((message) => message.to)).toEqual(['per_li', 'per_he'])
  expect(asked).toEqual([branch, branch])
})

test('a customer whose claim is late is told in detail from then on, and a retry says what the first notice said', async () => {
  const desk = createDesk()
  const order = orderOf(desk, 'guidance')
  await sendNotice(order, desk)
  const last = desk.events.length - 1
  const breach: Notice = {
    ...order.notice,
    n: 50,
    kind: 'breach',
    facts: { clock: 'C02', dueAt: '2026-09-03T10:00:00.000+08:00' },
  }
  const clocks = fold(null, desk.events).clocks.map((clock) => ({
    ...clock,
    escalations: [{ level: 'breach', at: reportedAt } as const],
  }))
  desk.events = desk.events.map((event, index) => (index === last ? { ...event, clocks, notices: [breach] } : event))
  expect(await sendNotice({ claimId, branch, notice: breach }, desk)).toMatchObject({
    template: { variant: 'detailed' },
  })
  const retry = { ...order.notice, n: 51, retryOf: order.notice.n, channel: 'sms' } as const
  expect(await sendNotice({ ...order, notice: retry }, desk)).toMatchObject({ template: { variant: 'short' } })
  expect(desk.sent[2]?.body).toBe(desk.sent[0]?.body)
  expect(desk.sent[1]?.body).toContain('不会删除')
})

test('who owns the claim is told what concerns his own role', async () => {
  const desk = createDesk()
  desk.events.push(...obey(desk.events, clerk, { type: 'AssignClaim', how: 'take' }).slice(desk.events.length))
  const last = desk.events.length - 1
  const notice = { ...workItemFor(desk), audience: 'intake-clerk', n: 99 } as const
  desk.events = desk.events.map((event, index) => (index === last ? { ...event, notices: [notice] } : event))
  await sendNotice({ claimId, branch, notice }, desk)
  expect(desk.sent[0]?.to).toBe('per_clerk')
})

test('whoever approved what holds no longer is told himself, whoever holds the role', async () => {
  const fallen = { task: 'your approval of the determination holds no longer', approver: 'per_approver' } as const
  const desk = createDesk()
  await sendNotice({ claimId, branch, notice: workItemFor(desk, fallen) }, desk)
  expect(desk.sent[0]?.to).toBe('per_approver')
})

function workItemFor(desk: TestDesk, facts: Notice['facts'] = { task: 'deliver by hand', notice: 2 }): Notice {
  const notice: Notice = {
    n: 3,
    kind: 'staff-work-item',
    channel: 'staff',
    audience: 'supervisor',
    state: 'queued',
    orderedAt: reportedAt,
    facts,
  }
  desk.events = desk.events.map((event, index) => (index === 0 ? { ...event, notices: [notice] } : event))
  return notice
}

test('without an address for the channel the notice fails at once, so that the next channel is tried', async () => {
  const desk = createDesk()
  desk.contactOf = async () => null
  await expect(sendNotice(orderOf(desk, 'guidance'), desk)).rejects.toMatchObject({
    type: 'NO_CONTACT',
    nonRetryable: true,
  })
})

test('a message the provider will not take fails for good; a provider that is away is asked again', async () => {
  const desk = createDesk()
  const named = { partner: 'message provider', intent: 'send a message' }
  desk.messages = { send: () => Promise.reject(new GatewayRefused(named, 400, 'INVALID')) }
  await expect(sendNotice(orderOf(desk, 'guidance'), desk)).rejects.toMatchObject({
    type: 'NOTICE_REFUSED',
    nonRetryable: true,
  })
  desk.messages = { send: () => Promise.reject(new GatewayUnavailable(named, 'no answer')) }
  await expect(sendNotice(orderOf(desk, 'guidance'), desk)).rejects.not.toBeInstanceOf(ApplicationFailure)
})

test('what an exercise writes to the customer is written and does not leave; colleagues are told', async () => {
  const desk = createDesk()
  const order = orderOf(desk, 'correction')
  const system = { id: 'system', role: 'system' } as const
  const at = (desk.events.at(-1)?.at ?? 0) + HOUR
  desk.events.push({ type: 'EventApplied', word: storm({ drill: true }), joins: 'by-scope', at, by: system })
  const { messageId, template } = await sendNotice(order, desk)
  expect(messageId).toBe(`exercise-${claimId}-${order.notice.n}`)
  expect(template).toMatchObject({ variant: 'short', language: 'zh' })
  expect(desk.sent).toEqual([])
  await sendNotice({ claimId, branch, notice: { ...workItemFor(desk) } }, desk)
  expect(desk.sent).toHaveLength(1)
})

test('a notice whose order is not on record is not sent', async () => {
  const desk = createDesk()
  const order = orderOf(desk, 'guidance')
  desk.events = desk.events.slice(0, 0)
  await expect(sendNotice(order, desk)).rejects.toThrow('not on record yet')
  expect(desk.sent).toEqual([])
})

const suppliedAfter = (events: readonly ClaimEvent[]): readonly ClaimEvent[] =>
  obey(events, claimant, {
    type: 'SupplyDocuments',
    documents: [{ documentId: 'doc_1', kind: 'diagnosis', sha256: 'a'.repeat(64), sizeBytes: 1 }],
  }).slice(events.length)
