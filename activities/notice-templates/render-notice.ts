import type { DocumentKind } from '../../domain/claim/codes.ts'
import type { NoticeKind } from '../../domain/claim/state.ts'
import { showFen } from '../../domain/money.ts'
import { showInstant } from '../../domain/time.ts'
import { noticesEn } from './notices-en.ts'
import { noticesZh } from './notices-zh.ts'
import type { NoticeLanguage, NoticeText, NoticeTexts, NoticeWording } from './notice-text.ts'
import type { NoticeWords } from './words.ts'
import { noticeWords } from './words.ts'

/** What a notice is rendered from. `items` and `reason` may be personal data: they go into the body and nowhere else. */
export interface NoticeFacts {
  readonly claimId: string
  /** Amounts by `...Fen`, instants (epoch ms or RFC 3339) by `...At` and `...By`, codes by their name. */
  readonly facts: Readonly<Record<string, string | number>>
  readonly documents?: readonly DocumentKind[]
  readonly items?: readonly { readonly kind: DocumentKind; readonly reason?: string | undefined }[]
  readonly reason?: string | undefined
}

const texts: Readonly<Record<NoticeLanguage, NoticeTexts>> = { zh: noticesZh, en: noticesEn }

/** Facts a notice must not leave without: the law or the norm wants the customer to be told, or it says nothing. */
export const factsNeeded: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = {
  'report-reminder': ['afterDays'],
  correction: ['list'],
  result: ['amountFen'],
  refusal: ['ground', 'decision'],
  payment: ['amountFen'],
  prepayment: ['amountFen'],
  'prepayment-paid': ['amountFen'],
  'prepayment-offer': ['amountFen', 'sharePercent'],
  'prepayment-netted': ['prepaidFen', 'amountFen'],
  recovery: ['amountFen'],
  'payment-held': ['amountFen'],
  compensation: ['amountFen', 'lateDays'],
  reopened: ['because'],
  'dispute-pause': ['because'],
  'dispute-decision': ['outcome'],
  breach: ['clock', 'dueAt'],
  'staff-escalation': ['clock', 'instance', 'level'],
  'staff-work-item': ['task'],
}

/** The notice as the addressee reads it. Throws when a fact it must carry is missing. */
export function renderNotice(kind: NoticeKind, given: NoticeFacts, { language, variant }: NoticeWording): string {
  const shown = showFacts(given, noticeWords[language])
  const missing = (factsNeeded[kind] ?? []).filter((name) => !shown.has(name))
  if (missing.length > 0) throw new Error(`a notice of kind ${kind} lacks ${missing.join(', ')}`)
  return linesOf(texts[language][kind], variant)
    .map((line) => fill(line, shown))
    .filter((line) => line !== null)
    .join('\n')
}

const parts = ['basis', 'amount', 'time', 'ask', 'redress'] as const

function linesOf({ subject, happened, detail, ...text }: NoticeText, variant: NoticeWording['variant']): string[] {
  const more = variant === 'detailed' ? (detail ?? {}) : {}
  return [subject, ...happened, ...parts.flatMap((part) => [...(text[part] ?? []), ...(more[part] ?? [])])]
}

function fill(line: string, shown: ReadonlyMap<string, string>): string | null {
  const names = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  if (names.some((name) => !shown.has(name))) return null
  return line.replaceAll(/\{(\w+)\}/g, (_, name: string) => shown.get(name) ?? '')
}

function showFacts(given: NoticeFacts, words: NoticeWords): ReadonlyMap<string, string> {
  const shown = Object.entries(given.facts).map(([name, value]) => [name, showFact(name, value, words)] as const)
  const wordOf = (kind: DocumentKind): string => words.documents[kind]
  const { claimId, documents, items, reason } = given
  return new Map([
    ...shown,
    ['claimId', claimId],
    ...(documents === undefined ? [] : [['documents', documents.map(wordOf).join(words.list)] as const]),
    ...(items === undefined ? [] : [['list', listItems(items, words)] as const]),
    ...(reason === undefined ? [] : [['reason', reason] as const]),
  ])
}

function listItems(items: NonNullable<NoticeFacts['items']>, words: NoticeWords): string {
  return items.map(({ kind, reason }, index) => words.item(index + 1, words.documents[kind], reason)).join('\n')
}

function showFact(name: string, value: string | number, words: NoticeWords): string {
  if (name.endsWith('Fen')) return showFen(Number(value))
  if (/(?:At|By)$/.test(name)) return `${showMinute(value)}${words.zone}`
  const table = codeTables[name]
  return table === undefined ? String(value) : (table(words)[value] ?? String(value))
}

const codeTables: Readonly<Record<string, (words: NoticeWords) => Readonly<Record<string, string>>>> = {
  ground: ({ grounds }) => grounds,
  decision: ({ decisions }) => decisions,
  clock: ({ clocks }) => clocks,
  level: ({ levels }) => levels,
  task: ({ tasks }) => tasks,
  because: (words) => words.because,
  outcome: ({ outcomes }) => outcomes,
  hospitalLimit: ({ hospitalLimits }) => hospitalLimits,
  selfPayLimit: ({ selfPayLimits }) => selfPayLimits,
  identity: ({ documents }) => documents,
  deathProof: ({ documents }) => documents,
}

function showMinute(instant: string | number): string {
  const text = typeof instant === 'number' ? showInstant(instant) : instant
  return text.slice(0, 'YYYY-MM-DDTHH:mm'.length).replace('T', ' ')
}
