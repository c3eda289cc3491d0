import { hastenTasks } from '../db/contact-tasks.ts'
import type { Database } from '../db/database.ts'
import type { ListedPage } from '../db/emergency-tellings.ts'
import { listClaimsToTell } from '../db/emergency-tellings.ts'
import { readHostClock } from '../db/host-clock.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'

/** Claims looked at in one statement, and statements of one call. */
const pageSize = 2_000
const pagesAtOnce = 5

/**
 * Lists the next pages of open claims that are to be told of a word. Repeating it lists no claim twice. Whoever was found before
 * and is not reached yet is reached by it, too: with the first page of each round, so that a page of a search that was under way
 * when the version came is caught by the second round.
 */
export async function listClaims(
  { word, after }: { readonly word: EventWord; readonly after: string },
  db: Database,
): Promise<ListedPage> {
  if (after === '' && word.state === 'active') await hastenTasks(db, word, await readHostClock(db))
  let listed = 0
  let last: string | null = after
  for (let pages = 0; pages < pagesAtOnce && last !== null; pages += 1) {
    const page: ListedPage = await listClaimsToTell(db, word, { after: last, limit: pageSize })
    listed += page.listed
    last = page.last
  }
  return { listed, last }
}
