import { parseArgs } from 'node:util'
import { diceOf } from '../../local/dice.ts'
import { mixLines } from '../../local/dispute-mix.ts'
import type { Coverage, Mode } from './claim-coverage.ts'
import { LawBroken, missedCodes, missedPairs, modes, nothingMet, simulate, undoneCommands } from './claim-coverage.ts'
import { liveMix } from './dispute-mix.ts'

const usage = `npm run simulate -- [--seed N] [--runs N] [--mode deep|adversarial] [--least N]

Lives generated claims and holds every step against the laws of a claim. Fails on a broken law, and names every pair of status and
command that was met less than --least times (100), every command that was not done as often, every refusal nobody met. Beside them as many claims are disputed in the mix of the norm,
counted, and each dispute is to end as it says.
--runs: lives in each mode (5,000); while something is missing they go on, up to four times as many. Without --seed one is drawn and
printed.`

function main(): boolean {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      runs: { type: 'string', default: '5000' },
      least: { type: 'string', default: '100' },
      mode: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(usage)
  const seed = numberOf(values.seed ?? String(Date.now() % 1_000_000_000))
  const [lives, least] = [numberOf(values.runs), numberOf(values.least)]
  const wanted = modes.filter((mode) => values.mode === undefined || values.mode === mode)
  if (wanted.length === 0) throw new TypeError(`there is no mode ${values.mode}`)
  say(`simulate: seed ${seed}, ${lives} lives in each mode`)
  const refused: Coverage['refused'] = new Map()
  const areWhole = wanted.map((mode) => liveIn(mode, { seed, lives, least }, refused))
  const codes = wanted.length === modes.length ? missedCodes({ refused }) : []
  for (const code of codes) say(`  refused by nobody: ${code}`)
  return disputeIn(seed, lives) && codes.length === 0 && areWhole.every((isWhole) => isWhole)
}

/** The mix of the norm, of as many claims as there are lives. */
function disputeIn(seed: number, claims: number): boolean {
  const { courses, astray } = liveMix(diceOf(seed), claims)
  for (const line of mixLines(courses)) say(`mix: ${line}`)
  for (const { course, seen } of astray) say(`  went astray: ${Object.values(course).join(', ')}: ${seen}`)
  return astray.length === 0
}

interface Wish {
  readonly seed: number
  readonly lives: number
  readonly least: number
}

function liveIn(mode: Mode, { seed, lives, least }: Wish, refused: Coverage['refused']): boolean {
  const coverage = simulate({ mode, seed, lives, atMost: 4 * lives, least }, nothingMet(refused))
  const pairs = missedPairs(mode, coverage, least)
  const commands = mode === 'deep' ? undoneCommands(coverage, least) : []
  say(`${mode}: ${coverage.steps} steps, ${coverage.asked.size} pairs asked, ${coverage.done.size} done`)
  for (const pair of pairs) say(`  met less than ${least} times: ${pair}`)
  for (const command of commands) say(`  done less than ${least} times: ${command}`)
  return pairs.length + commands.length === 0
}

function numberOf(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new TypeError(`${text} is no whole number`)
  return number
}

function say(line: string): true {
  console.log(line)
  return true
}

try {
  process.exitCode = main() ? 0 : 1
} catch (error) {
  const isOurs = error instanceof LawBroken || error instanceof TypeError
  console.error(isOurs ? error.message : error)
  if (error instanceof TypeError) console.error(usage)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
