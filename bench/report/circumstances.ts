import { type Markup, markup } from './markup.ts'
import type { BenchReport, Invariant, Round } from './report-shape.ts'
import { raceOf, readable } from './wording.ts'

/** What the run stood on, without which its figures mean nothing. */
export function circumstances(report: BenchReport): Markup {
  const { machine, startedAt, durationMs, commit, dirty, seed, command } = report
  const facts: readonly (readonly [string, string])[] = [
    ['machine', `${machine.cores} cores of ${machine.cpu}, ${readable(machine.memoryBytes / 2 ** 30)} GiB`],
    ['system', `Linux ${machine.kernel}, Node ${machine.node}`],
    ['servers', `PostgreSQL ${machine.postgres}, Temporal ${machine.temporalServer}, SDK ${machine.sdk}`],
    ['commit', `${commit}${dirty ? ', with changes that are not committed' : ''}`],
    ['seed', String(seed)],
    ['again', command],
    ['begun', `${startedAt}, for ${readable(durationMs / 60_000)} minutes`],
  ]
  return markup`<dl>${facts.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`
}

/** Those that do not hold one by one, the others counted by phase. */
export function invariantTable({ invariants }: BenchReport): Markup {
  const broken = invariants.filter(({ holds }) => !holds)
  const names = [...new Set(invariants.map(({ name }) => name))]
  return markup`
<p>${invariants.length - broken.length} of ${invariants.length} checks hold; they are made after every phase.</p>
${broken.length > 0 ? brokenTable(broken) : undefined}
<div class="scroll"><table>
<thead><tr><th scope="col">what must hold</th><th scope="col">held after</th></tr></thead>
<tbody>${names.map((name) => markup`<tr><th scope="row">${name}</th><td>${heldAfter(invariants, name)}</td></tr>\n`)}</tbody>
</table></div>`
}

const heldAfter = (invariants: readonly Invariant[], name: string): string =>
  invariants.flatMap((one) => (one.name === name && one.holds ? one.phase : [])).join(', ') || 'no phase'

const brokenTable = (broken: readonly Invariant[]): Markup => markup`
<div class="scroll"><table>
<caption class="failed">✖ Broken</caption>
<thead><tr><th scope="col">after</th><th scope="col">what does not hold</th><th scope="col">found</th></tr></thead>
<tbody>${broken.map(({ phase, name, detail }) => markup`<tr><th scope="row">${phase}</th><td>${name}</td><td><pre>${detail}</pre></td></tr>\n`)}</tbody>
</table></div>`

export const cutList = ({ cut }: BenchReport): Markup =>
  cut.length === 0
    ? markup`<p>Nothing was left out.</p>`
    : markup`<ul>${cut.map((line) => markup`<li>${line}</li>\n`)}</ul>`

/** Each round by itself, with the share of the machine that went to strangers meanwhile. */
export const roundTable = ({ rounds }: BenchReport): Markup => markup`
<div class="scroll"><table>
<thead><tr><th scope="col">round</th><th scope="col">claims/s</th><th scope="col">closed</th><th scope="col">failed</th><th scope="col">machine used by others</th></tr></thead>
<tbody>${rounds.map(roundRow)}</tbody>
</table></div>`

const roundRow = (round: Round): Markup => markup`
<tr><th scope="row">${raceOf(round)} ${round.n}</th><td class="number">${readable(round.claimsPerSecond)}</td><td class="number">${round.completed}</td><td class="number">${round.failed}</td><td class="number">${readable(round.foreignShare * 100)} %</td></tr>`

/** What R5 counts, type by type, and the least it is held against. */
export const economyTable = ({ economy }: BenchReport): Markup | undefined =>
  economy &&
  markup`
<p>A minimal claim leaves ${readable(economy.events)} events in its history, and ${readable(economy.leastEvents)} are the fewest possible: ${economy.formula}. Counted in ${economy.claims} claims.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">type of event</th><th scope="col">per claim</th></tr></thead>
<tbody>${byCount(economy.eventsByType).map(([type, count]) => markup`<tr><th scope="row">${type}</th><td class="number">${readable(count)}</td></tr>\n`)}</tbody>
</table></div>`

const byCount = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).toSorted(([, a], [, b]) => b - a)
