import { expect } from 'vitest'
import type { Actor, ClaimCommand, ClaimReceipt } from '../domain/claim/commands.ts'
import { decide, passTime } from '../domain/claim/decide.ts'
import type { Context, Refusal, RefusalCode } from '../domain/claim/decision.ts'
import type { ClaimEvent, ClaimFact } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { learn } from '../domain/claim/learn.ts'
import type { Claim, ClaimStatus } from '../domain/claim/state.ts'
import type { Clock, ClockId } from '../domain/clocks/clock.ts'
import type { Instant } from '../domain/time.ts'
import { showInstant } from '../domain/time.ts'
import { contextAt, monday, whoDoes } from './claim-people.ts'

/** A claim as far as its story is told: `given` tells the beginning, `when` goes on, `happens` checks what came of it. */
export interface Story {
  readonly claim: Claim | null
  readonly now: Instant
  /** Everything that happened, from the first event. */
  readonly past: readonly ClaimEvent[]
  /** What the last act brought, with the deadlines that passed before and after it. */
  readonly latest: readonly ClaimEvent[]
  /** Set when the last act was refused; then it brought nothing. */
  readonly refusal: Refusal | null
  /** What the rules may know besides, where that differs from the plain context. */
  readonly known?: Known
}

type Known = Partial<Pick<Context, 'policy' | 'authority'>>

/** A fact as a test names it: its type, and of its fields those the test is about. */
type Told = ClaimFact extends infer F ? (F extends ClaimFact ? Pick<F, 'type'> & Partial<F> & When : never) : never
type When = { readonly at?: Instant }

export interface Scene extends Story {
  /** The clock stands at this instant when the next act comes; time passes only with an act. */
  at(instant: Instant): Scene
  /** As {@link at}, so much later. */
  after(duration: number): Scene
  /** Somebody asks; without an actor the person whose task it is. */
  when(command: ClaimCommand, actor?: Actor): Scene
  learns(receipt: ClaimReceipt): Scene
  /** Nobody does anything until the instant. */
  passes(until: Instant): Scene
  /** Exactly these facts came of the last act, in this order. */
  happens(...facts: readonly Told[]): Scene
  isRefused(code: RefusalCode): Scene
  stands(status: ClaimStatus): Scene
  /** The latest instance of a clock. */
  clock(id: ClockId): Clock
  /** The claim, where there must be one. */
  standing(): Claim
  /** From here on the rules know this besides: another policy, what the tables of authority say. */
  under(known: Known): Scene
  /** Commands that come one after the other, each by whose task it is. */
  and(...commands: readonly ClaimCommand[]): Scene
}

export function given(...told: readonly [Story] | readonly ClaimEvent[]): Scene {
  const [first] = told
  if (first !== undefined && 'past' in first) return scene(first)
  const past = told as readonly ClaimEvent[]
  const claim = past.length === 0 ? null : fold(null, past)
  return scene({ claim, now: claim?.lastAt ?? monday, past, latest: [], refusal: null })
}

function scene(story: Story): Scene {
  const self: Scene = {
    ...story,
    at: (now) => scene({ ...story, now }),
    after: (duration) => self.at(story.now + duration),
    when: (command, actor = whoDoes(command, story.claim?.stage.status)) => asked(accepted(story), command, actor),
    learns: (receipt) => moved(story, learn(self.standing(), receipt, contextOf(story)).events),
    passes: (until) =>
      moved({ ...story, now: until }, passTime(self.standing(), contextOf({ ...story, now: until })).events),
    under: (known) => scene({ ...story, known: { ...story.known, ...known } }),
    and: (...commands) => commands.reduce<Scene>((before, command) => before.when(command), self),
    happens: (...facts) => {
      expect(accepted(story).latest).toMatchObject(facts)
      return self
    },
    isRefused: (code) => {
      expect(story.refusal?.code ?? story.latest.map(({ type }) => type)).toBe(code)
      return self
    },
    stands: (status) => {
      expect(self.standing().stage.status).toBe(status)
      return self
    },
    clock: (id) => latestClock(self.standing(), id),
    standing: () => {
      if (story.claim === null) throw new Error('there is no claim yet')
      return story.claim
    },
  }
  return self
}

const contextOf = ({ now, known = {} }: Story): Context => ({ ...contextAt(now), ...known })

function asked(story: Story, command: ClaimCommand, actor: Actor): Scene {
  const decision = decide(story.claim, { actor, command }, contextOf(story))
  if ('refusal' in decision) return scene({ ...story, latest: [], refusal: decision.refusal })
  return moved(story, decision.events)
}

function moved(story: Story, events: readonly ClaimEvent[]): Scene {
  const claim = events.length === 0 ? story.claim : fold(story.claim, events)
  return scene({ ...story, claim, past: [...story.past, ...events], latest: events, refusal: null })
}

/** A story does not go on from a no that nobody expected. */
function accepted(story: Story): Story {
  if (story.refusal === null) return story
  const { code, message, status } = story.refusal
  throw new Error(`refused at ${showInstant(story.now)} while ${status}: ${code}, ${message}`)
}

function latestClock(claim: Claim, id: ClockId): Clock {
  const clocks = claim.clocks.filter((clock) => clock.id === id).toSorted((a, b) => a.n - b.n)
  const latest = clocks.at(-1)
  if (latest === undefined) throw new Error(`${id} was never started`)
  return latest
}
