import { noticeOrders } from '../../domain/claim/notice-orders.ts'
import { china2024To2026 as china } from '../../domain/clocks/china-2024-2026.ts'
import type { ClockId, ClockKind, ClockRule, EscalationLevel, OtherClockId } from '../../domain/clocks/clock.ts'
import { dueEscalations, startClock } from '../../domain/clocks/engine.ts'
import type { LatenessAudience } from '../../domain/clocks/lateness.ts'
import { toldById } from '../../domain/clocks/lateness.ts'
import { acceptanceClocks } from '../../domain/clocks/rules/acceptance.ts'
import { complaintClocks } from '../../domain/clocks/rules/complaint.ts'
import { determinationClocks } from '../../domain/clocks/rules/determination.ts'
import { eventClocks } from '../../domain/clocks/rules/event.ts'
import { paymentClocks } from '../../domain/clocks/rules/payment.ts'
import { targetClocks } from '../../domain/clocks/rules/target.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import { contextAt, monday } from '../claim-people.ts'
import { investigating } from '../example-claims.ts'

/** The page on the law's clocks, drawn from the registry they are computed by. */
export function clocksPage(): string {
  return `# The clocks

Drawn from \`domain/clocks/rules/\`, the registry (时限登记) every due date is computed by; a test compares this page with it.
After a change: \`npx vitest run --project unit test/unit/clocks-page -u\`. The same rows, for programs: \`GET /v1/rules\`
([the API](api.md#clocks)). The words are those of the [glossary](glossary.md).

## How to read it

- **Kind** is what missing it means:
${kinds.map((kind) => `  - \`${kind}\`: ${meaning[kind]}`).join('\n')}
- **Length.** Clock hours and minutes run day and night. Natural days (自然日) and working days (工作日) are not counted on the day they
  start and end at 24:00 in Shanghai. A service policy may shorten what the law or the norm sets, never lengthen it. A percentage is a
  yardstick: the share of cases to be done sooner. Targets have the lengths of the default service policy, \`T-lane\` that of the standard lane.
- **Stands still.** \`supplement\`: from the proven delivery of the one complete correction notice to the last document it names.
  \`excluded-time\`: for the time the text itself excludes. \`never\` is never.
- **Capped by.** Clocks of the same act that may be due earlier: the earliest binds.
- **In force.** The first and last date of the source's present form, as far as known.
- **Runs.** *on claims*: the code starts it (\`domain/claim/clock-changes.ts\`). *waits for ...*: it can be asked about and its lengths are
  proved; it waits for the thing it is about, which Lipei does not handle yet.

## Who is told at which lateness

The kind decides, but for the clocks named here. Every level is told once for each clock; a clock that stands still or has ended tells nobody. Where nobody who was told
answers in the time of the service policy, supervisor, branch head and head office are told, one after the other, until
the next level of the clock is reached ([who that is](operating.md#who-is-told-and-who-stands-in)).

| kind | ${levels.map((level) => `${level}: ${reached[level]}`).join(' | ')} |
| --- | ${levels.map(() => '---').join(' | ')} |
${kinds.map((kind) => `| ${kind} | ${levels.map((level) => toldOf(kind, level)).join(' | ')} |`).join('\n')}
${ownTables()}

${groups.map(([title, rules]) => section(title, Object.values(rules))).join('\n\n')}
`
}

/** Clocks the page says run on claims; a test starts every one of them. */
export const claimClocks = (): ReadonlySet<ClockId> =>
  new Set(
    shownClocks()
      .map(({ id }) => id)
      .filter((id) => runs(id) === onClaims),
  )

/** Every clock the page shows. */
export const shownClocks = (): readonly ClockRule[] =>
  groups.flatMap(([, rules]): readonly ClockRule[] => Object.values(rules))

const groups: readonly (readonly [title: string, rules: Readonly<Record<string, ClockRule>>])[] = [
  ['From the report to the acceptance answer (报案、受理)', acceptanceClocks],
  ['From the review to the answer (核定、通知)', determinationClocks],
  ['From the agreement to the money (支付)', paymentClocks],
  ['Questions, feedback and complaints (咨询、回访、投诉)', complaintClocks],
  ['Emergencies, agriculture and the regulator (突发事件、农险、报告)', eventClocks],
  ['What the insurer sets itself (自定时效)', targetClocks],
]

const kinds: readonly ClockKind[] = ['law', 'norm', 'target', 'service']
const meaning: Readonly<Record<ClockKind, string>> = {
  law: 'a breach at the last lawful instant, which is rolled over statutory rest days (`dueLegal`)',
  norm: 'a breach when it is due, without roll-over (`dueTarget`)',
  target: 'a target of the insurer missed, nothing broken',
  service: 'nothing: it binds the customer, or only warns',
}

const levels: readonly EscalationLevel[] = ['at-risk', 'due', 'breach', 'late']
const reached: Readonly<Record<EscalationLevel, string>> = {
  'at-risk': '80 % of its time is gone',
  due: 'it is due',
  breach: 'the breach is on record',
  late: 'a working day later it is not done',
}

/** What a clock that is no claim's own waits for. One that becomes a claim's does not compile here any more. */
const subjects: Readonly<Record<Exclude<OtherClockId, EmergencyClockId>, string>> = {
  C15: 'questions',
  C16c: 'complaints',
  C16d: 'complaints',
  C17a: 'complaints',
  C17b: 'complaints',
  C17c: 'complaints',
  C24a: 'agricultural surveys',
  C24b: 'agricultural surveys',
  C24c: 'agricultural surveys',
  C24d: 'agricultural surveys',
}

function section(title: string, rules: readonly ClockRule[]): string {
  return `## ${title}

| clock | obligation | kind | length | starts | stops | stands still | capped by | source | in force | runs |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rules.map((rule) => tableRow(rule, runs(rule.id))).join('\n')}`
}

function tableRow(rule: ClockRule, running: string): string {
  const { id, obligation, kind, starts, stops, pauses, cappedBy, source, inForce } = rule
  const since = inForce.to === undefined ? `from ${inForce.from}` : `${inForce.from} to ${inForce.to}`
  const cells = [id, obligation, kind, lengthOf(rule), starts, stops, pauses, cappedBy.join(', '), source, since]
  return `| ${[...cells, running].join(' | ')} |`
}

function lengthOf({ length, unit, yardstick }: ClockRule): string {
  const words = unit.replace('-', ' ')
  const said = `${length} ${length === 1 ? words.replace(/s$/, '') : words}`
  return yardstick === undefined ? said : `${said}; ${yardstick.percent} % in ${yardstick.length}`
}

const onClaims = 'on claims'

function runs(id: ClockId): string {
  if (ofEmergencies.some((other) => other === id)) return 'on emergencies (`domain/emergency/regulator-report.ts`)'
  return id in subjects ? `waits for ${subjects[id as keyof typeof subjects]}` : onClaims
}

/** Reckoned for each emergency from its incident on. */
const ofEmergencies = ['C22a', 'C22b'] as const satisfies readonly OtherClockId[]
type EmergencyClockId = (typeof ofEmergencies)[number]

/** Asked of the rules themselves: which levels a clock of this kind reaches, and whom an escalation orders to be told. */
function toldOf(kind: ClockKind, level: EscalationLevel): string {
  const rules = Object.values(ruleBook(currentRules).clocks).filter(
    (rule) => rule.kind === kind && !(rule.id in toldById),
  )
  const answers = rules.map((rule) => (reaches(rule, level) ? audiences(rule.id, level) : 'nobody'))
  return [...new Set(answers)].join(' or ')
}

function reaches(rule: ClockRule, level: EscalationLevel): boolean {
  const start = { rule, ruleVersion: currentRules, n: 1, startedAt: monday, length: rule.length }
  return dueEscalations(rule, startClock(start, china), china).some((due) => due.level === level)
}

function audiences(clock: ClockId, level: EscalationLevel): string {
  const fact = { type: 'ClockEscalated', clock, n: 1, level } as const
  const orders = noticeOrders(investigating().standing(), fact, monday, contextAt(monday))
  const step = 'who has the step'
  const names: Readonly<Record<string, string>> = {
    surveyor: step,
    'siu-investigator': step,
    'dispute-handler': step,
    claimant: 'the claimant',
  }
  return orders.map(({ audience }) => names[audience] ?? audience).join(', ')
}

/** Clocks that tell others than their kind does, a row each. */
const ownTables = (): string =>
  Object.entries(toldById)
    .map(([id, table]) => {
      const cells = levels.map(
        (level) => (table[level] ?? []).map((audience) => asWords(audience)).join(', ') || 'nobody',
      )
      return `| ${id} | ${cells.join(' | ')} |`
    })
    .join('\n')

const asWords = (audience: LatenessAudience): string => audienceWords[audience] ?? audience

const audienceWords: Readonly<Partial<Record<LatenessAudience, string>>> = {
  'step-owner': 'who has the step',
  claimant: 'the claimant',
  'next-step-up': 'the next step of the ladder',
  'two-steps-up': 'the step above that',
}
