import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { NoticeView, OpenClaim } from '../claim-client.ts'
import { fileClaim } from '../claim-client.ts'
import type { Office } from '../office.ts'
import { clockTelling } from './clock-telling.ts'
import { type ExampleFiling, type ExampleName, readExample } from './example-filing.ts'
import { sentenceOf, storyLine } from './sentences.ts'

/** A claim whose every step is told: what its log says happened, with the claim's own instants. */
export interface StoryClaim {
  readonly claimId: string
  readonly filed: ExampleFiling
  readonly ask: OpenClaim['ask']
  /** What the rules refuse, and whom they name instead. */
  readonly mayNot: (who: string, what: string, path: string, body: object) => Promise<void>
  readonly reaches: (status: string) => Promise<void>
  readonly until: OpenClaim['until']
  readonly fastForward: OpenClaim['fastForward']
  /** Day after day, so that every notice on the way arrives on its day. */
  readonly staysSilentUntil: (status: string) => Promise<void>
  readonly tellClock: (id: string) => Promise<void>
  /** Time passes until the clock was escalated through this level, and each level is told with its instant. */
  readonly staysUndone: (id: string, level: string) => Promise<void>
}

export interface Stage {
  readonly office: Office
  readonly say: (line: string) => void
  /** Names this telling: its claims are no copies of an earlier one's. */
  readonly run: string
}

/** `name` tells stories of the same example apart: each has people of its own. */
export async function openStory(
  stage: Stage,
  example: ExampleName,
  who: string,
  name: string = example,
): Promise<StoryClaim> {
  const { office, say, run } = stage
  const filed = castFor(readExample(example), run, name)
  return storyOf(await fileClaim(office, { who, key: `demo-${run}-${name}`, body: filed }), filed, say)
}

/** The steps of a claim, each told as its log has it; what is still on its way is told before time passes. */
export function storyOf(claim: OpenClaim, filed: ExampleFiling, say: (line: string) => void): StoryClaim {
  const telling = tellEvents(claim, say)
  return {
    claimId: claim.claimId,
    filed,
    async ask(who, path, body, intent) {
      await claim.ask(who, path, body, intent)
      await telling.tell()
    },
    async mayNot(who, what, path, body) {
      const { code, detail, whoMay } = await claim.refused(who, path, body)
      await telling.tell()
      const instead = whoMay === undefined ? '' : `; who may: ${whoMay.join(', ')}`
      say(storyLine(telling.now(), who, `may not ${what}: ${code}, ${detail}${instead}`))
    },
    async reaches(status) {
      await claim.until(`to be ${status}`, (view) => view.status === status)
      await telling.tell()
    },
    async until(what, holds) {
      const view = await claim.until(what, holds)
      await telling.tell()
      return view
    },
    async fastForward(by) {
      await telling.tellAll()
      say(storyLine(telling.now(), 'time', `... the claim’s clock moves on by ${by}`))
      await claim.fastForward(by)
      await telling.tell()
    },
    async staysSilentUntil(status) {
      await telling.tellAll()
      say(storyLine(telling.now(), 'time', `... day after day passes, until it is ${status} without a word`))
      for (let days = 0; days < 30 && (await claim.view()).status !== status; days += 1) {
        await claim.fastForward('P1D')
        await telling.tell()
      }
      await claim.until(`to be ${status}`, (view) => view.status === status)
    },
    ...clockTelling(claim, { ...telling, say }),
  }
}

/**
 * People of this telling only: the same loss of the same person would be a suspected copy, and wait for somebody's look, and who
 * has claimed for an illness before is promised no day. The number keeps the day of birth, by which some are served first.
 */
function castFor(example: ExampleFiling, run: string, name: string): ExampleFiling {
  const { claimant, insured } = example
  const as = (part: string): string => `per_demo_${run}_${name}_${part}`
  const numbered = <P extends { readonly identityNumber: string }>(person: P, part: string): P => ({
    ...person,
    identityNumber: numberOf(person.identityNumber, as(part)),
  })
  return {
    ...example,
    claimant: { ...numbered(claimant, 'claimant'), personId: as('claimant') },
    insured: insured === 'same' ? insured : { ...numbered(insured, 'insured'), personId: as('insured') },
  }
}

/** 99, which is no province, and digits drawn from the name of the person where a place and an order would stand. */
function numberOf(identityNumber: string, personId: string): string {
  const drawn = createHash('sha256').update(personId).digest().readUInt32BE()
  const digits = String(drawn % 10_000_000).padStart(7, '0')
  return `99${digits.slice(0, 4)}${identityNumber.slice(6, 14)}${digits.slice(4)}9`
}

interface EventTelling {
  readonly tell: () => Promise<void>
  /** The same once nothing is on its way: a jump waits for receipts, and whoever announced it first would tell them too late. */
  readonly tellAll: () => Promise<void>
  /** Of the last event that was told. */
  readonly now: () => string
}

function tellEvents(claim: OpenClaim, say: (line: string) => void): EventTelling {
  let next = 0
  let now = ''
  const tell = async (): Promise<void> => {
    const events = await claim.events(next)
    // Read after them: a receipt names a notice that has to be there.
    const { notices } = await claim.view()
    for (const event of events) {
      now = event.at
      const sentence = sentenceOf(event, notices)
      if (sentence !== null) say(storyLine(event.at, event.by.role, sentence))
    }
    next += events.length
  }
  return {
    now: () => now,
    tell,
    async tellAll() {
      await untilNothingIsOnItsWay(claim)
      await tell()
    },
  }
}

/** As long as the API waits before a jump; what stays out longer it refuses to leave behind, and so says why. */
const receiptsWithinMs = 10_000
const lookEveryMs = 100

async function untilNothingIsOnItsWay(claim: OpenClaim): Promise<void> {
  for (const until = Date.now() + receiptsWithinMs; Date.now() < until; await delay(lookEveryMs)) {
    const { notices, payments } = await claim.view()
    if (!notices.some(isOnItsWay) && !payments.some(({ state }) => inTheAir.has(state))) return
  }
}

const inTheAir: ReadonlySet<string> = new Set(['approved', 'cleared', 'sent'])
/** Delivery on these is reported by a person, days later. */
const byPeople: ReadonlySet<string> = new Set(['post', 'by-hand'])

const isOnItsWay = ({ state, channel }: NoticeView): boolean =>
  state === 'queued' || (state === 'dispatched' && !byPeople.has(channel))
