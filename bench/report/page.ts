import { circumstances, cutList, economyTable, invariantTable, roundTable } from './circumstances.ts'
import { figureTable } from './figure-table.ts'
import { asMarkup, type Markup, markup } from './markup.ts'
import { pageStyle } from './page-style.ts'
import { cpuPlot } from './plots/cpu.ts'
import { draw, type Drawing } from './plots/draw.ts'
import { growthPlot } from './plots/growth.ts'
import { latencyPlot } from './plots/latency.ts'
import { ratiosPlot } from './plots/ratios.ts'
import { recoveryPlot } from './plots/recovery.ts'
import { stormPlot } from './plots/storm.ts'
import type { BenchReport } from './report-shape.ts'

/** The report as one HTML file that asks nobody for anything: figures first, then what they stand on, then plots. */
export function renderPage(report: BenchReport): string {
  const title = report.kind === 'smoke' ? 'Bench of Lipei: a smoke' : 'Bench of Lipei'
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${asMarkup(pageStyle)}</style>
</head>
<body>
<h1>${title}</h1>
<p class="soft">${report.startedAt}, commit ${report.commit}, seed ${report.seed}</p>
${report.kind === 'smoke' ? smokeNote : undefined}
<h2>Figures</h2>
${figureTable(report)}
<h2>What it ran on</h2>
${circumstances(report)}
<h2>Invariants</h2>
${invariantTable(report)}
<h2>What was left out</h2>
${cutList(report)}
<h2>Plots</h2>
${plots.map(([name, plot]) => figure(name, plot(report)))}
<h2>Rounds</h2>
${report.rounds.length > 0 ? roundTable(report) : notMeasured}
<h2>Events of a claim</h2>
${economyTable(report) ?? notMeasured}
</body>
</html>
`.html
}

const smokeNote = markup`<p class="note">A smoke shows that everything works and nothing is lost, not how fast: it is too short for its figures to be compared.</p>`

const notMeasured = markup`<p class="soft">Not measured in this run.</p>`

const plots: readonly (readonly [name: string, plot: (report: BenchReport) => Drawing | undefined])[] = [
  ['Figures beside their aims', ratiosPlot],
  ['Growth', growthPlot],
  ['Latency beside the bare twin', latencyPlot],
  ['CPU per claim', cpuPlot],
  ['Recovery', recoveryPlot],
  ['Deadline storm', stormPlot],
]

const figure = (name: string, drawing: Drawing | undefined): Markup => markup`
<figure><h3>${name}</h3>
${drawing ? drawn(name, drawing) : markup`<p class="soft">Not measured in this run, so there is no plot.</p>`}
</figure>`

const drawn = (name: string, drawing: Drawing): Markup => markup`
<figcaption><p>${drawing.says}</p></figcaption>
<div class="scroll" role="img" aria-label="${name}">${asMarkup(draw(drawing))}</div>`
