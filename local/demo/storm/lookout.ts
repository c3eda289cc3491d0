import { setTimeout as delay } from 'node:timers/promises'

import type { Lookout, Office, Standing } from '../../office.ts'
import { askApi } from '../../office.ts'

interface Waiting {
  readonly claimId: string
  readonly since: number
  readonly until: number
  readonly resolve: (standing: Standing | null) => void
}

interface Page {
  readonly data: readonly Standing[]
  readonly page: { readonly next: string | null }
}

const lookEveryMs = 300
/** As many as a page may hold, and pages enough for the claims of one storm, which are the newest. */
const claimsAtOnce = 100
const pagesAtMost = 4

/**
 * One who looks at the list of the branch for all who wait, instead of each at a claim of his own: three pages in a while, whatever
 * number of claims is under way. Looks while somebody waits.
 */
export function keepLookout(
  office: Office,
  { who, branch }: { readonly who: string; readonly branch: string },
): Lookout {
  const waiting = new Set<Waiting>()
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    const seen = new Map<string, Standing>()
    let cursor: string | null = ''
    for (let pages = 0; cursor !== null && pages < pagesAtMost && !isAllSeen(seen); pages += 1) {
      const { data, page } = (await askApi(office, { who, method: 'GET', path: pathOf(branch, cursor) })) as Page
      for (const standing of data) seen.set(standing.claimId, standing)
      cursor = page.next
    }
    for (const one of waiting) {
      const standing = seen.get(one.claimId)
      const hasMoved = standing !== undefined && standing.version > one.since
      if (!hasMoved && Date.now() < one.until) continue
      waiting.delete(one)
      one.resolve(hasMoved ? standing : null)
    }
  }

  const isAllSeen = (seen: ReadonlyMap<string, Standing>): boolean =>
    [...waiting].every(({ claimId }) => seen.has(claimId))

  async function lookOn(): Promise<void> {
    while (waiting.size > 0) {
      // Who looks in vain has those who wait look for themselves.
      await look().catch(() => giveUp(waiting))
      if (waiting.size > 0) await delay(lookEveryMs)
    }
    looking = null
  }

  return {
    movedOn: (claimId, since, withinMs) =>
      new Promise((resolve) => {
        waiting.add({ claimId, since, until: Date.now() + withinMs, resolve })
        looking ??= lookOn()
      }),
  }
}

function giveUp(waiting: Set<Waiting>): void {
  for (const { resolve } of waiting) resolve(null)
  waiting.clear()
}

const pathOf = (branch: string, cursor: string): string =>
  `/v1/claims?branch=${branch}&limit=${claimsAtOnce}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
