import { eventCommandRoles } from '../../domain/emergency/event-commands.ts'
import { defaultMeasures, neverWaived } from '../../domain/emergency/event-measures.ts'
import type { Grade } from '../../domain/emergency/grades.ts'
import { eventKinds, eventLevels, grades } from '../../domain/emergency/grades.ts'
import { gradingTable } from '../../domain/emergency/grading.ts'
import type { Measures } from '../../domain/emergency/measures.ts'
import { measuresOfGrade, multiplierCap } from '../../domain/emergency/measures.ts'
import { divisionsVersion } from '../../domain/emergency/divisions.ts'

/** The page on emergencies, drawn from the tables they go by. */
export function emergencyPage(): string {
  return `# Emergencies

Drawn from \`domain/emergency/\`, the tables every emergency (突发事件) goes by; a test compares this page with them. After a change:
\`npx vitest run --project unit test/unit/emergency-page -u\`. How it is called: [the API](api.md#emergencies). The words are those of the
[glossary](glossary.md).

## How an emergency goes

Somebody who works in it reports an **incident**: the emergency is *watched*, and nobody's claim is touched. The commander **declares** it with a
zone, days, perils, a level and what the level rests on. From that instant every open claim in the scope is told, page by page; a minute after the first
round a second one finds what was taken in meanwhile, and whatever is filed later is told when it starts. A new level, other measures, another zone and the end each raise
a **version**, which is told whole: a claim applies each version once, in any order. When every claim was listed once the emergency is *active*; after its **end**, what was
promised goes on; it is *reviewed* when every lesson has an owner and a date.

| what | who may |
| --- | --- |
${Object.entries(eventCommandRoles)
  .map(([type, roles]) => `| \`${type}\` | ${roles.join(', ')} |`)
  .join('\n')}

Nobody leads an emergency whose scope has an open claim of their own, or that one was told of. Kinds: ${eventKinds.map((kind) => `\`${kind}\``).join(', ')}. Zones are division codes of two, four or six
digits (${divisionsVersion}: provinces and cities; a district is known when its city is), matched by their beginning.

## The level

One figure is enough. The table proposes, the commander sets, on a figure of the estimate or on the level the regulator has set, which ours is never
below until he is said to have set another. Source:
财产保险灾害事故分级处置办法 (2022-11-08). The government's own scale has four levels and is another one.

| level | insured loss from | or injury payout from | or insured dead from |
| --- | --- | --- | --- |
${gradingTable
  .map((row) => `| ${row.level} | ${yuan(row.lossFen)} | ${yuan(row.injuryFen)} | ${row.insuredDeaths} |`)
  .join('\n')}

## What each level changes on a claim

The defaults; a commander may name others with a reason. \`G\` is the green channel of one claim without an event. Public health (突发公共卫生事件) is contacted within
${publicHealth.contactHours} h and settled within ${publicHealth.settleWorkingDays} working day at any level; the same targets of the epidemic policy (C21a, C21b) run beside them, whatever the commander names.

| measure | ${grades.join(' | ')} |
| --- | ${grades.map(() => '---').join(' | ')} |
${rows.map(([title, of]) => `| ${title} | ${grades.map((grade) => of(measuresOfGrade[grade], grade)).join(' | ')} |`).join('\n')}

A level that goes down, or the end, takes nothing back: times, waived documents, lifted limits and offers that were promised stay. Of several emergencies and the green channel on one
claim the more favourable measure holds, one by one.

## What no level changes

- A clock of the law or the norm; the targets above may be earlier, and missing one is a target missed, no breach.
- Who is paid: ${neverWaived.map((document) => `\`${document}\``).join(', ')} are asked for at any level. A death is proven by its certificate or, where
  the table says so, by a list of the dead the government published.
- The flag and the hold of the fraud desk, the number of persons who decide and pay, the limits of refusals and write-offs, the audit.
- A refusal is a person's.

A multiplier of authority is never a default: the commander raises it by name, within the cap of the level, with an end; it lifts payments and prepayments of A1 to A3, up to the base
limit of A4, and whoever raised it approves nothing under it.
`
}

const publicHealth = defaultMeasures('public-health', eventLevels[0])

const yuan = (fen: number): string => `${fen / 100_000_000} million yuan`

type Row = readonly [title: string, of: (measures: Measures, grade: Grade) => string]

const orNormal = (value: number | null, unit: string): string =>
  value === null ? 'as normal' : `${value} ${value === 1 ? unit.replace(/s$/, '') : unit}`
const yes = (value: boolean): string => (value ? 'yes' : 'no')

const rows: readonly Row[] = [
  ['first contact (E1)', ({ contactHours }) => orNormal(contactHours, 'h')],
  ['settled after complete documents (E2)', ({ settleWorkingDays }) => orNormal(settleWorkingDays, 'working days')],
  [
    'documents not asked for',
    ({ waivedDocuments }) => waivedDocuments.map((document) => `\`${document}\``).join(', ') || 'none',
  ],
  ['identity by a paper of the committee', ({ identityByCommitteePaper }) => yes(identityByCommitteePaper)],
  ['death by a published list', ({ deathProofByList }) => yes(deathProofByList)],
  ['the insurer starts claims itself (#2)', ({ insurerStarted }) => yes(insurerStarted)],
  ['limit to designated hospitals', ({ hospitalLimit }) => hospitalLimit],
  ['limit of what the patient pays himself', ({ selfPayLimit }) => selfPayLimit],
  ['survey', ({ survey }) => survey],
  [
    'property that is not surveyed',
    ({ noSurveyUpToFen }) => (noSurveyUpToFen === null ? 'as normal' : `up to ${noSurveyUpToFen / 100} yuan`),
  ],
  [
    'prepayment (E3)',
    ({ prepayment: { how, sharePercent, withinWorkingDays } }) =>
      `${sharePercent === 0 ? how : `${how}, ${sharePercent} % of the clear estimate`}${withinWorkingDays === 0 ? ', paid the same day' : ''}`,
  ],
  [
    'door-to-door',
    ({ doorToDoorWorkingDays }) => orNormal(doorToDoorWorkingDays, 'working days').replace('as normal', 'no'),
  ],
  [
    'authority may be multiplied by',
    (_measures, grade) => (multiplierCap[grade] === 1 ? 'nothing' : `${multiplierCap[grade]} at most`),
  ],
]

/** The measures the page has a row for; a test holds them against the type's own. */
export const shownMeasures: readonly (keyof Measures)[] = [
  'contactHours',
  'settleWorkingDays',
  'waivedDocuments',
  'identityByCommitteePaper',
  'deathProofByList',
  'insurerStarted',
  'hospitalLimit',
  'selfPayLimit',
  'survey',
  'noSurveyUpToFen',
  'prepayment',
  'multiplier',
  'doorToDoorWorkingDays',
]
