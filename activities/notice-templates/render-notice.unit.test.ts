import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'
import type { NoticeKind } from '../../domain/claim/state.ts'
import { noticesEn } from './notices-en.ts'
import { noticesZh } from './notices-zh.ts'
import type { NoticeLanguage, NoticeText } from './notice-text.ts'
import { noticeLanguages, noticeTextsVersion } from './notice-text.ts'
import type { NoticeFacts } from './render-notice.ts'
import { factsNeeded, renderNotice } from './render-notice.ts'
import { noticeWords } from './words.ts'

const kinds = Object.keys(noticesZh) as NoticeKind[]
const noticeVariants = ['short', 'detailed'] as const
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
    decideSuppliedBy: Date.UTC(2026, 10, 30),
    decidePausedBy: Date.UTC(2026, 10, 30),
    decideLateAt: Date.UTC(2026, 10, 30),
    payBy: Date.UTC(2026, 10, 30),
    payLateAt: Date.UTC(2026, 10, 30),
    payDueBy: Date.UTC(2026, 10, 30),
    payDays: 10,
    fixedDays: 10,
    supplyBy: Date.UTC(2026, 10, 30),
    workingDays: 10,
    originalClaimId: 'clm_2',
    task: 'deliver by hand',
    notice: 3,
    payment: 1,
    lateDays: 3,
    cause: 'account-closed',
    toldAt: '2026-11-24T10:00:00.000+08:00',
    because: 'new-evidence',
    outcome: 'uphold',
    escalation: 4,
    stillDueFen: 5_000,
    prepaidFen: 500,
    receivedFen: 400,
    openFen: 300,
    waivedFen: 200,
    decision: 'deny',
    onlyItems: 2,
    furtherItems: 2,
    missing: 2,
    reportedAt: '2026-11-24T10:00:00.000+08:00',
    remindersDelivered: 2,
    sharePercent: 30,
    contactHours: 1,
    settleWorkingDays: 1,
    prepayPercent: 50,
    doorToDoorWorkingDays: 2,
    hospitalLimit: 'lifted',
    selfPayLimit: 'lifted-for-emergency-care',
    identity: 'committee-paper',
    deathProof: 'government-list',
    lengthenedToAt: '2026-11-24T10:00:00.000+08:00',
  },
  documents: ['claim-form', 'identity'],
  items: [{ kind: 'identity', reason: 'unreadable' }, { kind: 'photos' }],
  reason: 'because',
} as const

const everyWording = kinds.flatMap((kind) =>
  noticeLanguages.flatMap((language) => noticeVariants.map((variant) => ({ kind, language, variant }))),
)
const textOf = (kind: NoticeKind, language: NoticeLanguage): NoticeText =>
  language === 'zh' ? noticesZh[kind] : noticesEn[kind]

/** The lines of a text, as a reader of the table sees them. */
function linesIn({ detail, ...text }: NoticeText, variant: (typeof noticeVariants)[number]): readonly string[] {
  const more = variant === 'detailed' ? Object.values(detail ?? {}).flat() : []
  return [...(Object.values(text) as (string | string[])[]).flat(), ...more] as string[]
}

test.each(everyWording)('the $variant $language notice of $kind says everything it could say', (wording) => {
  const { kind, language, variant } = wording
  const lines = linesIn(textOf(kind, language), variant)
  const rendered = renderNotice(kind, everything, wording)
  expect(rendered).not.toMatch(/[{}]|undefined|NaN/)
  expect(rendered.split('\n').length).toBe(lines.length + (lines.includes('{list}') ? 1 : 0))
  expect(rendered).toContain(claimId)
})

test.each(everyWording)('no combination of facts leaves a placeholder in the $variant $language $kind', (wording) => {
  const { kind, language } = wording
  const names = [...placeholders(textOf(kind, language))].map((name) => name.slice(1, -1))
  const optional = names.filter((name) => name !== 'claimId' && !(factsNeeded[kind] ?? []).includes(name))
  for (let choice = 0; choice < 2 ** optional.length; choice += 1) {
    const left = new Set(optional.filter((_name, index) => ((choice >> index) & 1) === 0))
    const rendered = renderNotice(kind, without(left), wording)
    expect(rendered).not.toMatch(/[{}]|undefined|NaN/)
    expect(rendered.split('\n').every((line) => line.trim() !== '')).toBe(true)
    expect(rendered).toContain(claimId)
  }
})

/** Everything but some facts, wherever they come from. */
function without(left: ReadonlySet<string>): NoticeFacts {
  const facts = Object.fromEntries(Object.entries(everything.facts).filter(([name]) => !left.has(name)))
  const { documents, items, reason } = everything
  return {
    claimId,
    facts,
    ...(left.has('documents') ? {} : { documents }),
    ...(left.has('list') ? {} : { items }),
    ...(left.has('reason') ? {} : { reason }),
  }
}

const forCustomers = kinds.filter((kind) => !kind.startsWith('staff-'))

test.each(forCustomers)(
  'a customer told of %s, in short or in detail, learns basis, time, how to ask and the ways of redress',
  (kind) => {
    for (const language of noticeLanguages) {
      const { detail: _detail, ...text } = textOf(kind, language)
      const parts = ['subject', 'happened', 'basis', 'time', 'ask', 'redress']
      expect(Object.keys(text)).toEqual(expect.arrayContaining(parts))
      const render = (variant: 'short' | 'detailed') => renderNotice(kind, everything, { language, variant })
      expect(render('detailed').length).toBeGreaterThan(render('short').length)
      expect(render('detailed').split('\n')).toEqual(expect.arrayContaining(render('short').split('\n')))
    }
  },
)

test('a text that changes gets another version', () => {
  const texts = JSON.stringify([noticesZh, noticesEn])
  const hash = createHash('sha256').update(texts).digest('hex').slice(0, 16)
  expect({ version: noticeTextsVersion, hash }).toEqual({ version: '12', hash: '4efb93f7adb8363f' })
})

test.each(kinds)('the two languages of %s carry the same parts and the same facts', (kind) => {
  expect(Object.keys(noticesEn[kind])).toEqual(Object.keys(noticesZh[kind]))
  expect(placeholders(noticesEn[kind])).toEqual(placeholders(noticesZh[kind]))
})

test('a line whose fact is not known is left out, not sent half', () => {
  const rendered = renderNotice(
    'result',
    { claimId, facts: { amountFen: 1_000_000 } },
    { language: 'en', variant: 'short' },
  )
  expect(rendered).toContain('Amount to be paid: CNY 10,000.00.')
  expect(rendered).not.toContain('A part is not paid')
})

test('#72 what an event lifts and accepts is told in words', () => {
  const limits = { hospitalLimit: 'lifted', selfPayLimit: 'lifted' }
  const facts = { ...limits, identity: 'committee-paper', deathProof: 'government-list' }
  const rendered = renderNotice('emergency', { claimId, facts }, { language: 'zh', variant: 'short' })
  expect(rendered).toContain('就诊医院：不受定点医院限制。')
  expect(rendered).toContain('可以改为提供：村（居）民委员会出具的身份证明。')
  expect(rendered).toContain('代替：政府公布的遇难人员名单。')
  expect(rendered).not.toMatch(/lifted|committee|government/)
})

test.each([
  ['correction', 'list'],
  ['result', 'amountFen'],
  ['refusal', 'ground'],
  ['payment', 'amountFen'],
] as const)('a notice of %s never leaves without %s', (kind, fact) => {
  const count = { items: 2 }
  expect(() => renderNotice(kind, { claimId, facts: count }, { language: 'zh', variant: 'short' })).toThrow(fact)
})

test('a correction notice numbers its documents and gives each its reason', () => {
  const rendered = renderNotice('correction', everything, { language: 'zh', variant: 'short' })
  expect(rendered).toContain('1. 身份证明：unreadable\n2. 现场照片或视频\n')
})

test('#32 a claim denied at acceptance is told so, and no refusal that nobody decided', () => {
  const told = (decision: 'deny' | 'refuse', language: NoticeLanguage): readonly string[] =>
    renderNotice('refusal', { claimId, facts: { ground: 'not-in-force', decision } }, { language, variant: 'short' })
      .split('\n')
      .slice(0, 2)
  expect(told('deny', 'zh')).toEqual(['不予受理通知书', '尊敬的客户：经审核，您的赔案 clm_1 不予受理。'])
  expect(told('refuse', 'zh')).toEqual(['不予赔付通知书', '尊敬的客户：经审核，您的赔案 clm_1 不予赔付。'])
  expect(told('deny', 'en')[0]).toBe('Notice: your claim is not accepted for handling')
  expect(told('refuse', 'en')[0]).toBe('Notice: your claim is refused')
})

test('codes, amounts and instants are shown in the words of the language', () => {
  expect(renderNotice('breach', everything, { language: 'zh', variant: 'short' })).toContain(
    '「受理答复」未能在 2026-11-24 10:00（北京时间） 前完成',
  )
  expect(renderNotice('staff-escalation', everything, { language: 'en', variant: 'short' })).toContain(
    'answer on acceptance (instance 1)',
  )
  expect(renderNotice('refusal', everything, { language: 'zh', variant: 'short' })).toContain(
    '属于合同约定的责任免除情形',
  )
})

test('whatever the rules give a colleague to do has its words in Chinese', () => {
  const sources = readdirSync('domain/claim').filter((file) => /notice(s|-orders)\.ts$/.test(file))
  const tasks = sources.flatMap((file) =>
    Array.from(readFileSync(`domain/claim/${file}`, 'utf8').matchAll(/task: '([^']+)'/g), ([, task = '']) => task),
  )
  expect(new Set(Object.keys(noticeWords.zh.tasks))).toEqual(new Set(tasks))
  expect(renderNotice('staff-work-item', everything, { language: 'zh', variant: 'short' })).toContain(
    '请派人送达并登记',
  )
})

test('a text that looks like a placeholder or a replacement pattern is only text', () => {
  const reason = '{claimId} $& $1'
  expect(renderNotice('refusal', { ...everything, reason }, { language: 'en', variant: 'short' })).toContain(reason)
})

const placeholders = (text: object): Set<string> =>
  new Set([...JSON.stringify(text).matchAll(/\{\w+\}/g)].map(([name]) => name))
