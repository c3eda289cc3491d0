import { readFileSync, readdirSync } from 'node:fs'
import type { Transition } from '../../domain/claim/transitions.ts'
import { transitions } from '../../domain/claim/transitions.ts'

/** A test of a row: its sentence, and the file that proves it. */
export interface RowTest {
  readonly row: string
  readonly sentence: string
  readonly file: string
}

/** Every test of the domain whose name begins with the number of a row. */
export function rowTests(): readonly RowTest[] {
  const files = readdirSync('domain', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `domain/${file}`)
    .toSorted((a, b) => a.localeCompare(b))
  return files.flatMap((file) => {
    const names = readFileSync(file, 'utf8').matchAll(/'(#\d+[a-z]?) ([^'\n]+)'/g)
    return Array.from(names, ([, row = '', sentence = '']) => ({ row, sentence, file }))
  })
}

/** The page on the lifecycle of a claim, drawn from the table the rules are proved against. */
export function lifecyclePage(): string {
  const tests = rowTests()
  return `# The lifecycle of a claim

Drawn from \`domain/claim/transitions.ts\`, the only changes of status there are; a test compares this page with the
table and with the tests that prove its rows. After a change: \`npx vitest run --project unit test/unit/lifecycle -u\`.
The words are those of the [glossary](glossary.md).

\`\`\`mermaid
stateDiagram-v2
${drawn().join('\n')}
\`\`\`

${fromManyPlaces().join('\n')}

## Every change of status

That every arrow is walked by some claim, and that no claim leaves them, proves [transitions](../domain/claim/transitions.test.ts).

| row | from | event | to |
| --- | --- | --- | --- |
${transitions.map(tableRow).join('\n')}

## What the tests say of the rows that change it

| row | what the tests say | where |
| --- | --- | --- |
${provenRows(tests, (row) => moving.has(row)).join('\n')}

## What they say of the rows that leave it as it is

| row | what the tests say | where |
| --- | --- | --- |
${provenRows(tests, (row) => !moving.has(row)).join('\n')}
`
}

/** Arrows that may start almost anywhere would hide the picture: they are said in words below it. */
const mostArrows = 6

const stateName = (status: string): string => (status === 'none' ? '[*]' : status.replaceAll('-', '_'))

function drawn(): readonly string[] {
  const statuses = [...new Set(transitions.map(({ to }) => to))]
  const names = statuses.map((status) => `  state "${status}" as ${stateName(status)}`)
  const arrows = transitions
    .filter(({ from }) => from.length <= mostArrows)
    .flatMap(({ row, from, by, to }) =>
      from.map((status) => `  ${stateName(status)} --> ${stateName(to)} : ${by} (${row.replaceAll('#', '')})`),
    )
  return [...names, ...new Set(arrows), '  cancelled --> [*]']
}

const fromManyPlaces = (): readonly string[] =>
  transitions
    .filter(({ from }) => from.length > mostArrows)
    .map(({ row, from, by, to }) => `- ${row}: from ${from.join(', ')}, \`${by}\` leads to ${to}.`)

const tableRow = ({ row, from, by, to }: Transition): string => `| ${row} | ${from.join(', ')} | \`${by}\` | ${to} |`

/** A row that changes the status at least once. */
const moving: ReadonlySet<string> = new Set(transitions.flatMap(({ row }) => row.split(' ')))

/** Each row once, with every test that is named after it: a row may have several arrows, and a test proves the row. */
function provenRows(tests: readonly RowTest[], isAsked: (row: string) => boolean): readonly string[] {
  const rows = [...new Set(tests.map(({ row }) => row))].filter(isAsked)
  const ordered = rows.toSorted((a, b) => Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10))
  return ordered.map((row) => {
    const proofs = tests.filter((test) => test.row === row)
    return `| ${row} | ${proofs.map(({ sentence }) => sentence).join('; ')} | ${filesOf(proofs)} |`
  })
}

const filesOf = (proofs: readonly RowTest[]): string =>
  [...new Set(proofs.map(({ file }) => file))]
    .map((file) => `[${file.replace('domain/claim/', '').replace('.test.ts', '')}](../${file})`)
    .join(', ')
