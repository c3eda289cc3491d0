import type { Logger } from 'pino'
import type { Database } from '../../db/database.ts'
import { runningWords } from '../../db/emergencies.ts'
import { countReports } from '../../db/report-counts.ts'
import { storeWorkItem } from '../../db/work-items.ts'
import { surgesIn } from '../../domain/emergency/event-surge.ts'

/** How often somebody looks, and what a look costs: an index scan over the reports of a day. */
export const surgeLookMs = 60_000

/** Puts a work item where reports come in a surge, once for each city, peril and day. Resolves to 0: there is never a next batch. */
export async function watchForSurges({ db, log }: { readonly db: Database; readonly log: Logger }): Promise<number> {
  const [{ day, counts }, running] = await Promise.all([countReports(db), runningWords(db)])
  for (const { zone, cause, lastHour, dayBefore } of surgesIn(counts, running)) {
    const facts = { zone, cause, lastHour, dayBefore }
    log.warn(facts, 'reports come in a surge: somebody should look whether there is an incident')
    await storeWorkItem(db, { kind: 'reports-surge', reference: `${zone}/${cause}/${day}`, facts })
  }
  return 0
}
