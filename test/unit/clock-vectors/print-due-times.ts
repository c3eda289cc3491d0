import { china2024To2026 } from '../../../domain/clocks/china-2024-2026.ts'
import { dueEscalations } from '../../../domain/clocks/engine.ts'
import { explainDays } from '../../../domain/clocks/explanation.ts'
import { clockRegistry1 as rules } from '../../../domain/clocks/registry.ts'
import { showInstant } from '../../../domain/time.ts'
import { vectors } from './all.ts'
import { runClock } from './vector.ts'

/** Everything the clocks say of the vectors, for a process of its own to print: see clock-process-zone.test.ts. */
const said = Object.values(vectors)
  .flat()
  .map((row) => {
    const calendar = row.calendar ?? china2024To2026
    const [clock, rule] = [runClock(row), rules[row.rule]]
    const told = dueEscalations(rule, clock, calendar).map(({ level, at }) => `${level} ${showInstant(at)}`)
    return [
      row.rule,
      row.start,
      showInstant(clock.dueTarget),
      showInstant(clock.dueLegal),
      told,
      explainDays(rule, clock, calendar),
    ]
  })

const here = {
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  locale: Intl.DateTimeFormat().resolvedOptions().locale,
  /** Minutes behind UTC in July 2026: the process really lives there. */
  offset: new Date(Date.UTC(2026, 6, 1)).getTimezoneOffset(),
}

process.stdout.write(JSON.stringify({ here, said }))
