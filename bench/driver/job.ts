import type { Role } from '../../domain/claim/codes.ts'
import type { LifeMix, LifeName } from './lives.ts'

/** What the driver is asked to do: claims of one kind, arriving in one way, at one contestant. Crosses a process border as JSON. */
export interface Job {
  readonly front: FrontPlace
  readonly life: LifeName | LifeMix
  readonly arrivals: Arrivals
  /** Not measured: until every user is at work. */
  readonly rampSeconds: number
  /** The measured window. */
  readonly seconds: number
  /** How long lives under way may take to their end after the window. */
  readonly drainSeconds: number
  readonly seed: number
  /** Claims are numbered from here; no number is used twice in a run. */
  readonly firstNumber: number
  /** For paper that lay somewhere: claims carry a receipt from here on, spread evenly. Epoch ms. */
  readonly received?: { readonly from: number; readonly spreadMs: number }
  /** For lives that go on with claims which are there; each is taken once. */
  readonly claimIds?: readonly string[]
  /** Ends the job early when so many have been begun. */
  readonly atMost?: number
}

export interface FrontPlace {
  readonly contestant: 'lipei' | 'bare' | 'naive'
  readonly url: string
  /** The application's database, where the driver watches statuses and reads stamps. */
  readonly databaseUrl: string
  /** One for each role, signed once. Twins ask for none. */
  readonly tokens: Readonly<Partial<Record<Role, string>>>
}

/** Closed: so many users, each living one claim after the other. Open: claims come by the clock, whoever is ready. */
export type Arrivals =
  | { readonly kind: 'closed'; readonly users: number }
  | { readonly kind: 'open'; readonly ratePerSecond: number }

/** What came of a job. Instants are epoch ms, lengths ms. */
export interface LoadReport {
  readonly windowMs: number
  /** Lives begun and lives ended inside the window. */
  readonly started: number
  readonly completed: number
  /** Begun in the window and not ended when it closed, and when draining was given up. */
  readonly backlog: number
  readonly unfinished: number
  /** Lives that broke off, by what went wrong. */
  readonly failures: Readonly<Record<string, number>>
  /** By step, sorted; of lives begun in the window, and in a mixed load by life and step, as in `flood/file`. `life` is a whole life, `payment-row` from the check to the row. */
  readonly latencies: Readonly<Record<string, readonly number[]>>
  readonly begunAt: readonly number[]
  readonly endedAt: readonly number[]
  /** What was answered with yes: every claim with the highest version told, and whether its life came to its end. */
  readonly acknowledged: readonly Acknowledged[]
}

export interface Acknowledged {
  readonly claimId: string
  readonly version: number
  readonly ended: boolean
  /** Whether a payment was let go for it. */
  readonly pays: boolean
}

/** Driver to bench. */
export type DriverMessage =
  | { readonly kind: 'ready' }
  /** With the backend of the driver's own database session, whose CPU is nobody's cost. */
  | { readonly kind: 'window-opened'; readonly watcherPid: number }
  | { readonly kind: 'window-closed' }
  | { readonly kind: 'done'; readonly report: LoadReport }
  | { readonly kind: 'broken'; readonly reason: string }
