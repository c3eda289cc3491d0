import { readFileSync } from 'node:fs'
import { commandTable, possibleCommands, rolesIn } from '../../domain/claim/command-table.ts'
import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import { decide } from '../../domain/claim/decide.ts'
import type { RefusalCode } from '../../domain/claim/decision.ts'
import type { ClaimStatus } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'
import { diceOf } from '../../local/dice.ts'
import { contextAt } from '../claim-people.ts'
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
  readonly stepsEach: number
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
  for (let life = 1; life <= simulation.lives; life += 1) {
    try {
      liveOne(simulation, dice, coverage)
    } catch (error) {
      const { mode, seed } = simulation
      const again = `npm run simulate -- --mode ${mode} --seed ${seed} --runs ${life}`
      throw new LawBroken(`life ${life}: ${error instanceof Error ? error.message : String(error)}\nagain: ${again}`)
    }
  }
  return coverage
}

export const nothingMet = (): Coverage => ({ steps: 0, asked: new Map(), done: new Map(), refused: new Map() })

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
export const undoneCommands = ({ done }: Coverage, least: number): readonly string[] =>
  commandTypes
    .filter((type) => type !== 'ReportClaim')
    .map((type): [string, number] => [type, sumOf(done, type)])
    .filter(([, times]) => times < least)
    .map(([type, times]) => `${type}: ${times}`)

/** Refusals of the core nobody met. */
export const missedCodes = ({ refused }: Pick<Coverage, 'refused'>): readonly string[] =>
  refusalCodes.filter((code) => (refused.get(code as RefusalCode) ?? 0) === 0)

const sumOf = (counts: ReadonlyMap<string, number>, type: string): number =>
  [...counts].reduce((sum, [pair, count]) => (pair.endsWith(` ${type}`) ? sum + count : sum), 0)

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

function liveOne({ mode, stepsEach }: Simulation, dice: Dice, coverage: Coverage): void {
  const { scene, first } = beginning(mode, dice, coverage)
  let story = begunFrom(scene)
  const take = (step: Step): void => void (story = stepped(story, step, coverage))
  for (const type of first) {
    if (rolesIn(type, story.claim.stage.status).length > 0) take(asked(story, type, dice))
  }
  for (let taken = 0; taken < stepsEach; taken += 1) take(nextOf[mode](story, dice, coverage))
  for (const step of flood(story.claim, dice)) take(step)
}

/** Where the least was met, or anywhere: a life that has come far meets what no example does. */
function beginning(mode: Mode, dice: Dice, { asked }: Coverage): ReturnType<typeof rareBeginnings.get> & object {
  const all = [...rareBeginnings.values()]
  const status = rarest(statuses, (candidate) =>
    Math.min(...meant[mode](candidate).map((type) => asked.get(pairOf(candidate, type)) ?? 0)),
  )
  return dice.below(2) === 0 ? dice.pick(all) : (rareBeginnings.get(status) ?? dice.pick(all))
}

/** By whoever may, and now and then with a slip. */
function asked({ claim }: Pick<Story, 'claim' | 'now'>, type: ClaimCommandType, dice: Dice): Step {
  const meantWell = likelyRequest(claim, type, dice)
  return { kind: 'ask', ...(dice.below(3) === 0 ? mistaken(claim, meantWell, dice) : meantWell) }
}

const nextOf: Readonly<Record<Mode, (story: Story, dice: Dice, coverage: Coverage) => Step>> = {
  deep({ claim, now }, dice, coverage) {
    if (dice.below(10) < 6) return likelyStep(claim, now, dice)
    return asked({ claim, now }, rarestAt(claim.stage.status, 'deep', coverage), dice)
  },
  adversarial({ claim, now }, dice, coverage) {
    const lot = dice.below(10)
    if (lot < 2) return likelyStep(claim, now, dice)
    if (lot < 4) return hostileStep(claim, now, dice)
    return { kind: 'ask', ...hostileRequest(claim, rarestAt(claim.stage.status, 'adversarial', coverage), dice) }
  },
}

const rarestAt = (status: ClaimStatus, mode: Mode, { asked }: Coverage): ClaimCommandType =>
  rarest(meant[mode](status), (type) => asked.get(pairOf(status, type)) ?? 0)

function rarest<T>(list: readonly T[], timesOf: (one: T) => number): T {
  return list.reduce((least, one) => (timesOf(one) < timesOf(least) ? one : least))
}

/** One step with its laws, counted. Whoever asks has an answer, and a no changes nothing. */
function stepped(story: Story, step: Step, coverage: Coverage): Story {
  coverage.steps += 1
  if (step.kind === 'ask') count(story, step, coverage)
  return stepOn(story, step, (passage) => {
    if (passage.events.length === 0) return
    const broken = breaches(passage)
    if (broken.length > 0) throw new Error(`${step.kind === 'ask' ? step.command.type : step.kind}: ${broken.join('; ')}`)
  })
}

function count({ claim, now }: Story, step: Step & { readonly kind: 'ask' }, coverage: Coverage): void {
  const { type } = step.command
  const pair = pairOf(claim.stage.status, type)
  coverage.asked.set(pair, (coverage.asked.get(pair) ?? 0) + 1)
  const decision = decide(claim, step, contextAt(now))
  if ('events' in decision) {
    coverage.done.set(pair, (coverage.done.get(pair) ?? 0) + 1)
    return
  }
  const { code, message } = decision.refusal
  if (message === '') throw new Error(`${type} is refused without a word: ${code}`)
  coverage.refused.set(code, (coverage.refused.get(code) ?? 0) + 1)
}
