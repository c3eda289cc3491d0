import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { badInputs } from './bad-inputs.ts'
import { properties28 } from './properties.ts'
import type { Property } from './property.ts'

test('the page on what is proven says what the table says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/proof.md')
})

test('every property has its place, and the tests that are named stand where they are said to stand', () => {
  expect(properties28.map(({ id }) => id)).toEqual(Array.from({ length: 28 }, (_, n) => `P${n + 1}`))
  const named = [...properties28, ...badInputs]
  const missing = named.flatMap(({ says, proofs }) =>
    proofs
      .filter(([file, sentence]) => !readFileSync(file, 'utf8').includes(sentence))
      .map(([file, sentence]) => `${says}: ${sentence} in ${file}`),
  )
  expect(missing).toEqual([])
  expect(named.filter(({ proofs }) => proofs.length === 0)).toEqual([])
})

const page = (): string => `# What is proven, and by what

Drawn from \`test/unit/properties.ts\`; a test compares this page with it and looks for every test it names. After a change:
\`npx vitest run --project unit test/unit/properties-page -u\`. Laws (\`*-laws.ts\`) are held against every step of generated lives.

| | property | proven by |
| --- | --- | --- |
${properties28.map((property) => `| ${property.id} | ${property.says} | ${proofsOf(property)} |`).join('\n')}

## What people and clients get wrong

Each is refused by a code of its own that says what to do, and nothing is half done.

| bad input | refused in |
| --- | --- |
${badInputs.map((bad) => `| ${bad.says} | ${proofsOf(bad)} |`).join('\n')}

## Generated lives

\`\`\`sh
npm run simulate                                # 5,000 lives in each mode, every pair 100 times, a seed that is drawn and printed
npm run simulate -- --seed 7 --runs 500 --least 10
\`\`\`

In *deep* mode everybody asks what he may, now and then with a slip, through long sensible lives; in *adversarial* mode hostile people ask
anything of anything, with a field bent out of shape. Every step is held against the laws. Lives begin where the least was met,
for chance alone seldom comes to where the money is, and go on while something is missing, to a limit. Counted is how often each command
was asked in each status: in deep mode where the table of commands accepts it, in adversarial mode everywhere. A pair, a command never
done or a refusal that was missed fails the run by name.
\`npm test\` does the same with every pair ten times and a seed that stands still; a broken law prints the command that tells the life again.

Beside them the simulation draws as many claims and has them disputed in the mix of the norm (15 %; of them half settled by the insurer itself, 30 % in
mediation, 20 % by arbitration or a court), prints the counts beside the norm’s, and fails where a dispute does not end as its course says.

## Where people and money are counted one by one

- Every role, every command, every relation of a person to a claim (his own, his family’s, joined, or with a duty on it already) is asserted
  against tables of their own: [who may what](../domain/claim/permission-matrix.test.ts); every role, every door and every branch:
  [who sees what](../api/permission-matrix.unit.test.ts).
- [A thousand payments](../activities/unknown-outcomes.unit.test.ts) whose first answer is lost, on the clock and by the book of the bank.
- [Ten thousand callbacks](../api/callback-storm.test.ts) doubled, out of order, forged and stale, through the real door and database.
- [Ten thousand lines](../domain/reconciliation/compare.test.ts) of a statement, one in a hundred altered.
`

const proofsOf = ({ proofs }: Pick<Property, 'proofs'>): string =>
  proofs.map(([file, sentence]) => `[${shown(sentence)}](../${file})`).join('; ')

const shown = (sentence: string): string => sentence.replace(/^callbacks, /, '10,000 callbacks, ').replaceAll('%s', '…')
