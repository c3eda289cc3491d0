import { tellOfRules } from '../activities/delivery/tell-claim.ts'
import { openClaims } from '../db/open-claims.ts'
import type { OpsDesk } from './look.ts'

/** What became of telling the open claims of newer rules. */
export interface Renewal {
  readonly told: number
  /** Open by their log, and nothing of them runs: `rebuild --find` names them. */
  readonly withoutRun: number
}

/** So many claims are told at once. */
const claimsAtOnce = 50

/**
 * Tells every open claim that there are rules of version `rules`: one that runs by older ones goes on in a new run as soon as
 * nothing of it is under way, and by an event of its own counts by those of the worker that takes it up. The others go on
 * as they are. Telling twice does no harm, so a renewal cut short is begun again.
 */
export async function renewClaims({ db, client }: OpsDesk, rules: number): Promise<Renewal> {
  const renewal = { told: 0, withoutRun: 0 }
  let after: string | undefined
  for (;;) {
    const page = await openClaims(db, { after, limit: claimsAtOnce })
    const heard = await Promise.all(page.map((claimId) => tellOfRules(client, claimId, rules)))
    renewal.told += heard.filter(Boolean).length
    renewal.withoutRun += heard.filter((isRunning) => !isRunning).length
    if (page.length < claimsAtOnce) return renewal
    after = page.at(-1)
  }
}
