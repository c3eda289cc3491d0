import type { BenchReport, Figure } from './report-shape.ts'

/** The report as lines for a terminal: each figure with what it means, its aim and the verdict; then what does not hold. */
export function summaryOf({ kind, machine, figures, invariants, cut, durationMs, ...run }: BenchReport): string {
  const { seed, command, commit, dirty } = run
  const broken = invariants.filter(({ holds }) => !holds)
  return [
    '',
    `${machine.cores} x ${machine.cpu}, ${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB, Linux ${machine.kernel}, Node ${machine.node}, PostgreSQL ${machine.postgres}, Temporal ${machine.temporalServer}`,
    ...(kind === 'smoke' ? ['A smoke: it shows that everything works and nothing is lost, not how fast.'] : []),
    '',
    ...figures.flatMap(linesOf),
    '',
    ...cut.map((line) => `left out: ${line}`),
    `${invariants.length - broken.length} of ${invariants.length} checks hold.`,
    ...broken.map(({ phase, name, detail }) => `BROKEN after ${phase}: ${name} (${detail})`),
    `${(durationMs / 60_000).toFixed(1)} minutes, seed ${seed}, commit ${commit}${dirty ? ' with changes' : ''}. Again: ${command}`,
  ].join('\n')
}

function linesOf({ id, title, definition, value, unit, spread, aim, fail, better, verdict }: Figure): string[] {
  const sign = better === 'higher' ? '>=' : '<='
  const aims = [
    ...(aim === undefined ? [] : [`aim ${sign} ${aim}`]),
    ...(fail === undefined ? [] : [`fails ${better === 'higher' ? 'below' : 'above'} ${fail}`]),
  ]
  const told = `${value === null ? 'not measured' : `${short(value)} ${unit}`.trim()}${spread ? ` (${short(spread[0])} to ${short(spread[1])})` : ''}`
  const judged = verdict === 'information' ? '' : verdict.toUpperCase()
  return [
    `${id.padEnd(15)} ${title}: ${told}  ${[...aims, judged].join(', ')}`.trimEnd(),
    `${''.padEnd(16)}${definition}`,
  ]
}

/** Three digits that count. */
function short(value: number): string {
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(digits, 4))
}
