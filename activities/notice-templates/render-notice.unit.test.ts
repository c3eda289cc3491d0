import { expect, test } from 'vitest'
import type { NoticeKind } from '../../domain/claim/state.ts'
import { noticesEn } from './notices-en.ts'
import { noticesZh } from './notices-zh.ts'
import { noticeLanguages } from './notice-text.ts'
import { renderNotice } from './render-notice.ts'

const kinds = Object.keys(noticesZh) as NoticeKind[]
const bothLanguages = kinds.flatMap((kind) => noticeLanguages.map((language) => ({ kind, language })))
const claimId = 'clm_1'

const everything = {
  claimId,
  facts: {
    afterDays: 7,
    amountFen: 1_234_567,
    refusedFen: 100,
    ground: 'exclusion',
    clause: '5.2',
    clock: 'C02',
    level: 'due',
    instance: 1,
    dueAt: '2026-11-24T10:00:00.000+08:00',
    decideBy: Date.UTC(2026, 10, 30),
    supplyBy: Date.UTC(2026, 10, 30),
    workingDays: 10,
    originalClaimId: 'clm_2',
    task: 'deliver by hand',
    notice: 3,
    payment: 1,
    cause: 'account-closed',
  },
  documents: ['claim-form', 'identity'],
  items: [{ kind: 'identity', reason: 'unreadable' }, { kind: 'photos' }],
  reason: 'because',
} as const

test.each(bothLanguages)('the $language notice of $kind says everything it could say', ({ kind, language }) => {
  const text = language === 'zh' ? noticesZh[kind] : noticesEn[kind]
  const lines = Object.values(text as unknown as Record<string, string | string[]>).flat()
  const rendered = renderNotice(kind, everything, language)
  expect(rendered).not.toMatch(/[{}]|undefined|NaN/)
  expect(rendered.split('\n').length).toBe(lines.length + (lines.includes('{list}') ? 1 : 0))
  expect(rendered).toContain(claimId)
})

test.each(kinds)('the two languages of %s carry the same parts and the same facts', (kind) => {
  expect(Object.keys(noticesEn[kind])).toEqual(Object.keys(noticesZh[kind]))
  expect(placeholders(noticesEn[kind])).toEqual(placeholders(noticesZh[kind]))
})

test('a line whose fact is not known is left out, not sent half', () => {
  const rendered = renderNotice('result', { claimId, facts: { amountFen: 1_000_000 } }, 'en')
  expect(rendered).toContain('Amount to be paid: CNY 10,000.00.')
  expect(rendered).not.toContain('A part is not paid')
})

test.each([
  ['correction', 'list'],
  ['result', 'amountFen'],
  ['refusal', 'ground'],
  ['payment', 'amountFen'],
] as const)('a notice of %s never leaves without %s', (kind, fact) => {
  const count = { items: 2 }
  expect(() => renderNotice(kind, { claimId, facts: count }, 'zh')).toThrow(fact)
})

test('a correction notice numbers its documents and gives each its reason', () => {
  const rendered = renderNotice('correction', everything, 'zh')
  expect(rendered).toContain('1. 身份证明：unreadable\n2. 现场照片或视频\n')
})

test('codes, amounts and instants are shown in the words of the language', () => {
  expect(renderNotice('breach', everything, 'zh')).toContain('「受理答复」未能在 2026-11-24 10:00（北京时间） 前完成')
  expect(renderNotice('staff-escalation', everything, 'en')).toContain('answer on acceptance (instance 1)')
  expect(renderNotice('refusal', everything, 'zh')).toContain('属于合同约定的责任免除情形')
})

test('a text that looks like a placeholder or a replacement pattern is only text', () => {
  const reason = '{claimId} $& $1'
  expect(renderNotice('refusal', { ...everything, reason }, 'en')).toContain(reason)
})

const placeholders = (text: object): Set<string> =>
  new Set([...JSON.stringify(text).matchAll(/\{\w+\}/g)].map(([name]) => name))
