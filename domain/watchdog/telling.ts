import type { Instant } from '../time.ts'
import { DAY, MINUTE } from '../time.ts'
import type { Finding } from './findings.ts'

/** A finding that stands, and when the log last said so. */
export interface Standing {
  readonly finding: Finding
  /** By the host's clock. */
  readonly since: Instant
  readonly toldAt: Instant
}

export interface Telling {
  /** By key; to be kept for the next look. */
  readonly standing: ReadonlyMap<string, Standing>
  /** New, changed, or standing for long since it was last told. */
  readonly raised: readonly Standing[]
  /** Gone since the last look. */
  readonly cleared: readonly Standing[]
}

/** Nobody can hurry a notice of the State Council: once a day is often enough. */
const repeatMs = ({ alert }: Finding): number => (alert === 'CALENDAR_ENDING' ? DAY : 15 * MINUTE)

/** What is to be said of this look's findings, given what was said before: each once, again when it changes or lasts. */
export function tellFindings(
  before: ReadonlyMap<string, Standing>,
  findings: readonly Finding[],
  now: Instant,
): Telling {
  const raised: Standing[] = []
  const standing = new Map<string, Standing>()
  for (const finding of findings) {
    const known = before.get(finding.key)
    const isTold =
      known !== undefined && now - known.toldAt < repeatMs(finding) && says(known.finding) === says(finding)
    const stands = { finding, since: known?.since ?? now, toldAt: isTold ? known.toldAt : now }
    standing.set(finding.key, stands)
    if (!isTold) raised.push(stands)
  }
  return { standing, raised, cleared: [...before.values()].filter(({ finding }) => !standing.has(finding.key)) }
}

/** That it is later than at the last look is no change. */
const says = ({ status, missing, dueAt }: Finding): string => JSON.stringify([status, missing, dueAt])
