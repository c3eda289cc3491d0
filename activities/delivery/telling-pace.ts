/**
 * How many claims may be told now: so many as have not recorded anything since they were told, and no more. Who tells faster than claims
 * turn lengthens a line in which everybody else's tasks stand too, and where they wait for more than the three seconds of the
 * sticky queue the server gives every one of them up and schedules it again.
 */
export interface TellingPace {
  /** Claims that were told and are not known to have recorded anything since. */
  readonly awaited: () => readonly string[]
  /**
   * How many more may be told at `nowMs`. `versions` are the lengths of the awaited claims' logs as they stand: who has a longer
   * one than when it was told is awaited no more, nor who has recorded nothing for so long that it may have nothing to record.
   */
  readonly room: (versions: ReadonlyMap<string, number>, nowMs: number) => number
  /** A claim was told at `nowMs`, whose log was so long before. */
  readonly told: (claimId: string, version: number, nowMs: number) => void
}

interface PaceBounds {
  /** Claims awaited at once. */
  readonly atMost: number
  /** How long a claim is awaited that records nothing. */
  readonly patienceMs: number
}

/**
 * Two pages, which two cores turn in some three seconds. Where none records anything, as behind a flood of filings, telling goes on at
 * seven a second: a claim whose task waits already hears it in that one.
 */
const usual: PaceBounds = { atMost: 40, patienceMs: 6_000 }

/** The pace of one process: each of several has its own, as each brings hands of its own. */
export function openPace({ atMost, patienceMs }: PaceBounds = usual): TellingPace {
  const awaited = new Map<string, { readonly version: number; readonly until: number }>()
  return {
    awaited: () => [...awaited.keys()],
    room(versions, nowMs) {
      for (const [claimId, { version, until }] of awaited) {
        const hasTurned = (versions.get(claimId) ?? version) > version
        if (hasTurned || nowMs >= until) awaited.delete(claimId)
      }
      return Math.max(0, atMost - awaited.size)
    },
    told(claimId, version, nowMs) {
      awaited.set(claimId, { version, until: nowMs + patienceMs })
    },
  }
}
