import { readFileSync } from 'node:fs'
import { commandTable, possibleCommands, rolesIn } from '../../domain/claim/command-table.ts'
import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import { decide } from '../../domain/claim/decide.ts'
import type { RefusalCode } from '../../domain/claim/decision.ts'
import type { ClaimStatus } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'
import { diceOf } from '../../local/dice.ts'
import { contextAt } from '../claim-people.ts'
import type { Passage } from './claim-laws.ts'
import type { Story } from './claim-lives.ts'
import { begunFrom, breaches, statuses, stepOn } from './claim-lives.ts'
import { flood } from './claim-floods.ts'
import { mistaken } from './claim-mistakes.ts'
import type { Beginning } from './rare-beginnings.ts'
import { rareBeginnings } from './rare-beginnings.ts'
import type { Step } from './claim-walks.ts'
import { hostileRequest, hostileStep, likelyRequest, likelyStep } from './claim-walks.ts'

/**
 * `deep`: long sensible lives, in which everybody asks what he may. `adversarial`: hostile people ask anything of anything, with
 * a field bent out of shape, of claims that go on living meanwhile.
 */
export const modes = ['deep', 'adversarial'] as const
export type Mode = (typeof modes)[number]

export interface Simulation {
  readonly mode: Mode
  readonly seed: number
  readonly lives: number
  /** Beyond them lives go on so long at most, while something is missing. */
  readonly atMost?: number
  /** How often everything is to be met: lives begin where that is farthest off. */
  readonly least: number
}

/** How often what was met; a pair is a status and a command asked there. */
export interface Coverage {
  steps: number
  readonly asked: Map<string, number>
  readonly done: Map<string, number>
  readonly refused: Map<RefusalCode, number>
}

/** A law did not hold. The seed and the number of lives tell the story again. */
export class LawBroken extends Error {}

/**
 * Lives many lives, each step held against every law. What was met least is asked first: chance alone rarely comes to where the
 * money is. Throws {@link LawBroken} with the seed and the life.
 */
export function simulate(simulation: Simulation, coverage = nothingMet()): Coverage {
  const dice = diceOf(simulation.seed)
  const { lives, atMost = lives } = simulation
  for (let life = 1; life <= atMost && (life <= lives || isLacking(simulation, coverage)); life += 1) {
    try {
      liveOne(simulation, life, dice, coverage)
    } catch (error) {
      const { mode, seed, least } = simulation
      const again = `npm run simulate -- --mode ${mode} --seed ${seed} --runs ${life} --least ${least}`
      throw new LawBroken(`life ${life}: ${error instanceof Error ? error.message : String(error)}\nagain: ${again}`)
    }
  }
  return coverage
}

/** Refusals may be counted on from an earlier simulation: each is to be met once by whomever. */
export const nothingMet = (refused: Coverage['refused'] = new Map()): Coverage => ({
  steps: 0,
  asked: new Map(),
  done: new Map(),
  refused,
})

/** Sensible lives do what there is to do; what is refused is met by hostile ones at the latest. */
function isLacking({ mode, least }: Simulation, coverage: Coverage): boolean {
  if (missedPairs(mode, coverage, least).length > 0) return true
  return (mode === 'deep' ? undoneCommands(coverage, least) : missedCodes(coverage)).length > 0
}

/** Pairs met less than `least` times: in deep mode those the table of commands accepts, in adversarial mode the whole square. */
export function missedPairs(mode: Mode, { asked }: Coverage, least: number): readonly string[] {
  return statuses.flatMap((status) =>
    meant[mode](status)
      .map((type) => pairOf(status, type))
      .filter((pair) => (asked.get(pair) ?? 0) < least)
      .map((pair) => `${pair}: ${asked.get(pair) ?? 0}`),
  )
}

/** Commands that were never done by anybody, of those there are. */
export function undoneCommands({ done }: Coverage, least: number): readonly string[] {
  const times = timesOf(done)
  return commandTypes
    .filter((type) => type !== 'ReportClaim' && (times.get(type) ?? 0) < least)
    .map((type) => `${type}: ${times.get(type) ?? 0}`)
}

/** Refusals of the core nobody met. */
export const missedCodes = ({ refused }: Pick<Coverage, 'refused'>): readonly string[] =>
  refusalCodes.filter((code) => (refused.get(code as RefusalCode) ?? 0) === 0)

/** How often each command was met, wherever that was. */
function timesOf(pairs: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const [pair, count] of pairs) {
    const type = pair.slice(pair.indexOf(' ') + 1)
    times.set(type, (times.get(type) ?? 0) + count)
  }
  return times
}

const commandTypes = Object.keys(commandTable) as ClaimCommandType[]

/** Judged by the shell, which knows the keys and versions of requests. */
const ofTheShell = ['COMMAND_REUSED', 'STALE_VERSION']

/** Every code there is, read from where it is declared: a type leaves no list behind. */
const refusalCodes = Array.from(
  readFileSync(new URL('../../domain/claim/decision.ts', import.meta.url), 'utf8').matchAll(/^ {2}\| '([A-Z_]+)'$/gm),
  ([, code = '']) => code,
).filter((code) => !ofTheShell.includes(code))

const pairOf = (status: ClaimStatus, type: ClaimCommandType): string => `${status} ${type}`

/** What is meant to be asked where. */
const meant: Readonly<Record<Mode, (status: ClaimStatus) => readonly ClaimCommandType[]>> = {
  deep: possibleCommands,
  adversarial: () => commandTypes,
}

function liveOne({ mode, least, lives }: Simulation, life: number, dice: Dice, coverage: Coverage): void {
  const going = life <= lives ? ways : shortWays
  const way = going[life % going.length] ?? anywhere
  const { scene, first, flooded } = way({ mode, least, life, dice, coverage })
  let story = begunFrom(scene)
  const take = (step: Step): void => void (story = stepped(story, step, coverage))
  for (const step of flood(story.claim, dice, flooded)) take(step)
  for (const [index, type] of first.entries()) {
    // Wrongly first, and rightly in the end.
    const slips = index < first.length - 1 ? 3 : 0
    if (rolesIn(type, story.claim.stage.status).length > 0) take(asked(story, type, dice, slips))
  }
  const [steps, of] = way === anywhere ? [longLife, 10] : [shortLife, 2]
  for (let taken = 0; taken < steps; taken += 1) {
    const isLiving = dice.below(10) < of * liveliness[mode]
    take(isLiving ? living[mode](story, dice) : missing[mode](story, dice, coverage))
  }
}

const longLife = 90
const shortLife = 20
/** How much of a long life is lived as it comes; the rest is what was met least. */
const liveliness: Readonly<Record<Mode, number>> = { deep: 0.7, adversarial: 0.4 }

interface Choice extends Pick<Simulation, 'mode' | 'least'> {
  readonly life: number
  readonly dice: Dice
  readonly coverage: Coverage
}

const all = [...rareBeginnings.values()]
const tasks = all.flatMap(({ scene, first }) => [...new Set(first)].map((type) => ({ scene, type })))
const oneByOne = ({ life }: Choice): Beginning => all[Math.floor(life / 3) % all.length] as Beginning
const anywhere = ({ dice }: Choice): Beginning => dice.pick(all)

/** In the status that lacks the most. */
function neediest({ mode, least, coverage: { asked } }: Choice): Beginning {
  const lacking = (status: ClaimStatus): number =>
    meant[mode](status).reduce((sum, type) => sum + Math.max(0, least - (asked.get(pairOf(status, type)) ?? 0)), 0)
  const status = rarest(statuses, (candidate) => -lacking(candidate))
  return { ...(rareBeginnings.get(status) as Beginning), first: [] }
}

/** Where what was done least often can be done, and asked at once by somebody who knows how. */
function undoneThere({ coverage: { done } }: Choice): Beginning {
  const times = timesOf(done)
  const { scene, type } = rarest(tasks, (task) => times.get(task.type) ?? 0)
  return { scene, first: [type] }
}

/** One life is long and begins anywhere; the others go where something is missing, and are short. */
const ways = [anywhere, neediest, oneByOne, undoneThere, neediest, oneByOne] as const
/** Lives beyond those that were wished for are lived for what is still missing. */
const shortWays = [neediest, undoneThere, neediest, oneByOne] as const

/** By whoever may, and with a slip `slips` times of three. */
function asked({ claim }: Pick<Story, 'claim'>, type: ClaimCommandType, dice: Dice, slips: number): Step {
  const meantWell = likelyRequest(claim, type, dice)
  return { kind: 'ask', ...(dice.below(3) < slips ? mistaken(claim, meantWell, dice) : meantWell) }
}

/** Life as it comes; hostile people meddle with it. */
const living: Readonly<Record<Mode, (story: Story, dice: Dice) => Step>> = {
  deep: ({ claim, now }, dice) => likelyStep(claim, now, dice),
  adversarial: ({ claim, now }, dice) =>
    dice.below(2) === 0 ? likelyStep(claim, now, dice) : hostileStep(claim, now, dice),
}

const missing: Readonly<Record<Mode, (story: Story, dice: Dice, coverage: Coverage) => Step>> = {
  deep: ({ claim }, dice, coverage) => asked({ claim }, rarestAt(claim.stage.status, 'deep', coverage), dice, 1),
  adversarial: ({ claim }, dice, coverage) => ({
    kind: 'ask',
    ...hostileRequest(claim, rarestAt(claim.stage.status, 'adversarial', coverage), dice),
  }),
}

const rarestAt = (status: ClaimStatus, mode: Mode, { asked }: Coverage): ClaimCommandType =>
  rarest(meant[mode](status), (type) => asked.get(pairOf(status, type)) ?? 0)

function rarest<T>(list: readonly T[], timesOf: (one: T) => number): T {
  return list.reduce((least, one) => (timesOf(one) < timesOf(least) ? one : least))
}

/** One step with its laws, counted. Whoever asks has an answer, and a no changes nothing. */
function stepped(story: Story, step: Step, coverage: Coverage): Story {
  coverage.steps += 1
  const decided = step.kind === 'ask' ? counted(story, step, coverage) : undefined
  return stepOn(story, step, (passage) => abide(passage, step), decided)
}

function abide(passage: Passage, step: Step): void {
  const broken = passage.events.length === 0 ? [] : breaches(passage)
  if (broken.length > 0) throw new Error(`${step.kind === 'ask' ? step.command.type : step.kind}: ${broken.join('; ')}`)
}

/** What it brings; nothing where it is refused. */
function counted({ claim, now }: Story, step: Step & { readonly kind: 'ask' }, coverage: Coverage) {
  const { type } = step.command
  const pair = pairOf(claim.stage.status, type)
  coverage.asked.set(pair, (coverage.asked.get(pair) ?? 0) + 1)
  const decision = decide(claim, step, contextAt(now))
  if ('events' in decision) {
    coverage.done.set(pair, (coverage.done.get(pair) ?? 0) + 1)
    return decision.events
  }
  const { code, message } = decision.refusal
  if (message === '') throw new Error(`${type} is refused without a word: ${code}`)
  coverage.refused.set(code, (coverage.refused.get(code) ?? 0) + 1)
  return []
}
