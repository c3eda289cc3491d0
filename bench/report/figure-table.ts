import { type Markup, markup } from './markup.ts'
import type { BenchReport, Figure } from './report-shape.ts'
import { aimOf, readable, valueOf, verdictSigns, verdictWords } from './wording.ts'

/** Every figure with what it means, what it is held against and how it stands. */
export const figureTable = ({ figures }: BenchReport): Markup => markup`
<div class="scroll"><table>
<thead><tr><th scope="col">figure</th><th scope="col">what it is</th><th scope="col">value</th><th scope="col">rounds from … to</th><th scope="col">aim</th><th scope="col">verdict</th></tr></thead>
<tbody>${figures.map(row)}</tbody>
</table></div>`

const row = (figure: Figure): Markup => markup`
<tr><th scope="row">${figure.id}</th><td>${figure.title}<small>${figure.definition}</small></td><td class="number">${valueOf(figure)}</td><td class="number">${spread(figure)}</td><td class="number">${aimOf(figure)}${limit(figure)}</td><td class="verdict ${figure.verdict}">${verdictSigns[figure.verdict]} ${verdictWords[figure.verdict]}</td></tr>`

const spread = ({ spread: rounds }: Figure): string => (rounds ? rounds.map(readable).join(' … ') : '')

const limit = ({ fail, better }: Figure): Markup | undefined =>
  fail === undefined ? undefined : markup`<small>fails ${better === 'higher' ? '<' : '>'} ${readable(fail)}</small>`
