import { parseArgs } from 'node:util'

import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { openIssuer, type TokenMaker } from '../issuer.ts'
import { stateFolderOf } from '../options.ts'
import { isLocalRole } from '../roles.ts'
import { layOutState } from '../state-folder.ts'
import { historyOf } from './history-link.ts'
import { findOrStartStack, type StackAtHand } from './stack-at-hand.ts'
import { tellMix } from './mix.ts'
import { tellStorm } from './storm/storm.ts'
import { stories, type StoryName, storyNames } from './stories.ts'
import { createTeller, type Telling } from './teller.ts'

const help = `npm run demo -- [flags]    files every example of examples/ and tells its life to the end;
                                determination tells the 30 days of the law, with a pause and every escalation;
                                paid-in-a-day a critical illness settled within the day that is promised;
                                dispute tells how a part that was refused is won in mediation;
                                day-60-advance is paid in advance near day 60, and overpaid gives back what was too much;
                                fraud-refused tells of a loss that never happened, and a committee;
                                three-payees, unknown-answer and returned-payment tell what banks do
npm run demo -- storm           declares a rainstorm of level I over 208 claims in every status and tells it to its review
npm run demo -- mix             has claims disputed in the mix of the norm (15 %; of them half settled inside, 30 % mediated, 20 % before
                                arbitrators or a court), and counts what came of it

  --example <name>     only this one: ${storyNames.join(', ')}
  --claims <number>    of the mix                                                                 40
  --seed <number>      draws the mix                                                              1
  --api-url <url>      an API that runs in local mode; otherwise the stack of this folder, started when none runs
  --state-dir <folder> whose key signs the tokens of the people                LIPEI_STATE_DIR    ./.lipei
  --help               this text`

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      example: { type: 'string' },
      claims: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      'api-url': { type: 'string' },
      'state-dir': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return say(help)
  const [first] = positionals
  const names = first === 'storm' || first === 'mix' ? first : chosen(values.example ?? first)
  const [claims, seed] = [wholeNumber('--claims', values.claims), wholeNumber('--seed', values.seed)]
  const state = layOutState(stateFolderOf(values['state-dir']))
  const stack = values['api-url'] === undefined ? await findOrStartStack(state, say) : foreignStack(values['api-url'])
  try {
    const tokenFor = await openIssuer(state)
    if (names === 'storm') return await tellStorm({ stack, tokenFor, say })
    if (names === 'mix') return await tellTheMix({ stack, tokenFor, seed, claims })
    const ends = await tellAll(names, stack, tokenFor)
    const failed = ends.filter((end) => !end)
    if (failed.length > 0) throw new Error(`${failed.length} of ${ends.length} claims did not reach their end`)
    say('\nEvery claim reached its end.')
    if (stack.isOurs) say('Their histories stay: npm start brings them back, and the links above work.')
  } finally {
    await stack.release()
  }
}

function chosen(name: string | undefined): readonly StoryName[] {
  if (name === undefined) return storyNames
  const found = storyNames.find((candidate) => candidate === name)
  if (found === undefined) throw new Error(`there is no example ${name}; there are ${storyNames.join(', ')}`)
  return [found]
}

interface MixWish {
  readonly stack: StackAtHand
  readonly tokenFor: TokenMaker
  readonly seed: number
  readonly claims: number
}

async function tellTheMix({ stack, tokenFor, seed, claims }: MixWish): Promise<void> {
  const officeOf = (claimant: string) => ({ apiUrl: stack.apiUrl, tokenFor: peopleOf(tokenFor, claimant) })
  const failed = await tellMix({ officeOf, say, run: Date.now().toString(36), seed, claims })
  if (failed > 0) throw new Error(`${failed} of ${claims} claims did not reach their end`)
}

function wholeNumber(flag: string, value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`${flag} takes a whole number from 1 on`)
  return Number(value)
}

function foreignStack(apiUrl: string): StackAtHand {
  return { apiUrl, isOurs: false, release: async () => undefined }
}

function tellAll(names: readonly StoryName[], stack: StackAtHand, tokenFor: TokenMaker): Promise<boolean[]> {
  say(
    `Every instant is the claim’s own: clocks have their true lengths, and waiting is fast-forwarded. API: ${stack.apiUrl}`,
  )
  const run = Date.now().toString(36)
  const nextTelling = createTeller(say)
  return Promise.all(names.map((name) => tellOne(name, { run, stack, tokenFor, telling: nextTelling() })))
}

interface Setting {
  readonly run: string
  readonly stack: StackAtHand
  readonly tokenFor: TokenMaker
  readonly telling: Telling
}

/** Whether the claim reached its end. */
async function tellOne(name: StoryName, { run, stack, tokenFor, telling }: Setting): Promise<boolean> {
  const { title, tell } = stories[name]
  const claimant = `per_demo_${run}_${name}_claimant`
  telling.say(`\n${title}`)
  try {
    const office = { apiUrl: stack.apiUrl, tokenFor: peopleOf(tokenFor, claimant) }
    const { claimId } = await tell({ office, say: telling.say, run })
    telling.say(`  Its history: ${await historyOf(stack, claimWorkflowId(claimId))}`)
    return true
  } catch (error) {
    telling.say(`  It did not reach its end: ${error instanceof Error ? error.message : String(error)}`)
    return false
  } finally {
    telling.end()
  }
}

/** One person for each role, but for the committee; the claimant is the one of the claim, and one clerk tries to be the own checker. */
function peopleOf(tokenFor: TokenMaker, claimant: string): (who: string) => Promise<string> {
  return async (who) => {
    if (who === 'claimant') return tokenFor('claimant', { person: claimant })
    if (who === 'payment-clerk as checker') return tokenFor('payment-checker', { person: 'per_local_payment_clerk' })
    const [, member] = /^committee member (\d)$/.exec(who) ?? []
    if (member !== undefined) return tokenFor('committee', { person: `per_local_committee_${member}` })
    if (!isLocalRole(who)) throw new Error(`${who} is nobody here`)
    return tokenFor(who)
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
