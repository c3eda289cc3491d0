import { setTimeout as delay } from 'node:timers/promises'
import { type Dice, diceOf } from '../../local/dice.ts'
import { letArrive, type LiveOne } from './arrivals.ts'
import { type Front, openFront, type Standing } from './front.ts'
import type { Acknowledged, Job, LoadReport } from './job.ts'
import { drawLife, type Life, lifeOf } from './lives.ts'
import type { Receipt } from './filings.ts'

/** Told when the measured window opens and closes, so that somebody may read clocks at the same instants. */
export interface Window {
  readonly opened: (watcherPid: number) => void
  readonly closed: () => void
}

/** Lets the claims of a job arrive and live, and reports what came of them. */
export async function runJob(job: Job, window: Window): Promise<LoadReport> {
  const front = await openFront(job.front)
  try {
    const book = openBook()
    const dice = diceOf(job.seed * 7_919 + job.firstNumber)
    const lives = createLives(job, { front, book, dice })
    const opensAt = performance.now() + job.rampSeconds * 1_000
    const closesAt = opensAt + job.seconds * 1_000
    const opening = delay(job.rampSeconds * 1_000).then(() => book.open(() => window.opened(front.watcherPid)))
    const underWay = await letArrive(job.arrivals, closesAt, { live: lives, dice })
    await opening
    book.close(window.closed)
    const isDrained = Promise.all(underWay).then(() => undefined)
    await Promise.race([isDrained, delay(job.drainSeconds * 1_000, undefined, { ref: false })])
    return await book.report(front)
  } finally {
    await front.close()
  }
}

interface Tools {
  readonly front: Front
  readonly book: Book
  readonly dice: Dice
}

/** Lives one claim after the other, each numbered; what breaks one off is written down and ends nothing else. */
function createLives(job: Job, { front, book, dice }: Tools): LiveOne {
  const { firstNumber, claimIds, atMost = claimIds?.length ?? Infinity } = job
  let begun = 0
  return async (dueAt) => {
    if (begun >= atMost) return false
    const claimId = claimIds?.[begun]
    const n = firstNumber + begun
    begun += 1
    const own = diceOf(job.seed * 1_000_003 + n)
    const name = typeof job.life === 'string' ? job.life : drawLife(job.life, own)
    const life = lifeOf(name, n, { dice: own, receipt: receiptFor(job, dice) })
    const page = book.begin(dueAt, typeof job.life === 'string' ? '' : `${name}/`)
    await liveOne({ life, n, dueAt, claimId }, front, page)
    return true
  }
}

interface OneLife {
  readonly life: Life
  readonly n: number
  readonly dueAt: number
  /** Of a claim that is there. */
  readonly claimId: string | undefined
}

async function liveOne({ life, n, dueAt, claimId }: OneLife, front: Front, page: Page): Promise<void> {
  const key = `bench-${process.pid}-${n}`
  try {
    let claim = claimId === undefined ? await front.file(life, key) : knownClaim(claimId)
    if (claimId === undefined) page.step('file', performance.now() - dueAt)
    page.acknowledge(claim)
    for (const [at, step] of life.steps.entries()) {
      claim = await front.ready(claim, step)
      const from = performance.now()
      const isLast = at === life.steps.length - 1
      if (step.pays) page.paysFrom(from)
      claim = await front.send(claim, step, { n: at + 1, isLast, key: `${key}-${step.name}` })
      page.step(step.name, performance.now() - from)
      page.acknowledge(claim)
    }
    await front.end(claim, life)
    page.end()
  } catch (error) {
    page.fail(error instanceof Error ? error.message : String(error))
  }
}

const knownClaim = (claimId: string): Standing => ({ claimId, status: '', decisionVersion: 0, version: 0 })

function receiptFor({ received }: Job, dice: Dice): Receipt | undefined {
  if (received === undefined) return undefined
  return { receivedAt: new Date(received.from + dice.below(received.spreadMs)).toISOString() }
}

/** What happened to one claim. */
interface Page {
  readonly step: (name: string, ms: number) => void
  readonly acknowledge: (claim: Standing) => void
  readonly paysFrom: (at: number) => void
  readonly end: () => void
  readonly fail: (reason: string) => void
}

interface Book {
  /** `label` stands before the names of its steps. */
  readonly begin: (dueAt: number, label: string) => Page
  readonly open: (told: () => void) => void
  readonly close: (told: () => void) => void
  readonly report: (front: Front) => Promise<LoadReport>
}

interface Entry {
  readonly inWindow: boolean
  readonly begunAt: number
  claim?: Standing
  paysFrom?: number
  endedAt?: number
  reason?: string
}

function openBook(): Book {
  const entries: Entry[] = []
  const latencies: Record<string, number[]> = {}
  const note = (name: string, ms: number): void => void (latencies[name] ??= []).push(ms)
  let openedAt = Infinity
  let closedAt = Infinity

  return {
    begin(dueAt, label) {
      const entry: Entry = { inWindow: dueAt >= openedAt && dueAt < closedAt, begunAt: dueAt }
      entries.push(entry)
      return {
        step: (name, ms) => void (entry.inWindow && note(`${label}${name}`, ms)),
        acknowledge: (claim) => void (entry.claim = claim),
        paysFrom: (at) => void (entry.paysFrom = at),
        end() {
          entry.endedAt = performance.now()
          if (entry.inWindow) note(`${label}life`, entry.endedAt - dueAt)
        },
        fail: (reason) => void (entry.reason = reason),
      }
    },
    open(told) {
      openedAt = performance.now()
      told()
    },
    close(told) {
      closedAt = performance.now()
      told()
    },
    async report(front) {
      for (const ms of await paymentLatencies(entries, front)) note('payment-row', ms)
      return summarise(entries, latencies, { openedAt, closedAt })
    },
  }
}

async function paymentLatencies(entries: readonly Entry[], front: Front): Promise<number[]> {
  const paying = entries.filter(({ inWindow, paysFrom }) => inWindow && paysFrom !== undefined)
  const rows = await front.paymentRows(paying.map(({ claim }) => claim?.claimId ?? ''))
  return paying.flatMap(({ claim, paysFrom = 0 }) => {
    const at = rows.get(claim?.claimId ?? '')
    return at === undefined ? [] : [at - performance.timeOrigin - paysFrom]
  })
}

function summarise(
  entries: readonly Entry[],
  latencies: Readonly<Record<string, readonly number[]>>,
  { openedAt, closedAt }: { readonly openedAt: number; readonly closedAt: number },
): LoadReport {
  const ours = entries.filter(({ inWindow }) => inWindow)
  const isIn = (at: number | undefined): boolean => at !== undefined && at >= openedAt && at < closedAt
  const reasons = entries.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  const onTheWay = (at: number): number =>
    ours.filter(({ endedAt, reason }) => reason === undefined && (endedAt ?? Infinity) > at).length
  return {
    windowMs: closedAt - openedAt,
    started: ours.length,
    completed: entries.filter(({ endedAt }) => isIn(endedAt)).length,
    backlog: onTheWay(closedAt),
    unfinished: onTheWay(performance.now()),
    failures: countsOf(reasons),
    latencies: Object.fromEntries(
      Object.entries(latencies).map(([name, values]) => [name, values.toSorted((a, b) => a - b)]),
    ),
    begunAt: entries.map(({ begunAt }) => performance.timeOrigin + begunAt),
    endedAt: entries.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [performance.timeOrigin + endedAt])),
    acknowledged: entries.flatMap(acknowledgedOf),
  }
}

function acknowledgedOf({ claim, endedAt, paysFrom }: Entry): Acknowledged[] {
  if (claim === undefined) return []
  return [
    { claimId: claim.claimId, version: claim.version, ended: endedAt !== undefined, pays: paysFrom !== undefined },
  ]
}

function countsOf(reasons: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
