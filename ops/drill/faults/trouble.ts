import { setTimeout as delay } from 'node:timers/promises'

import type { Dice } from '../../../local/dice.ts'
import type { Wire } from '../../../local/tcp-proxy.ts'
import type { Fault } from './field.ts'

/** One wire to the part is cut, silent, slow, or loses every answer, for a while. */
const damageWire = (to: Reached, { word, ms, harm }: Damage): Fault => ({
  kind: 'damage a wire',
  async strike({ wires }, dice) {
    const leading = [...wires].filter(([name]) => to === 'any' || name.endsWith(`->${to}`))
    const [name, wire] = dice.pick(leading)
    const lastsMs = ms / 2 + dice.below(ms)
    harm(wire, dice)
    await delay(lastsMs)
    wire.mend()
    return { what: `${name} ${word}`, kills: 0 }
  },
})

type Reached = 'postgres' | 'temporal' | 'bank' | 'any'

interface Damage {
  readonly word: string
  /** How long it lasts, about. */
  readonly ms: number
  readonly harm: (wire: Wire, dice: Dice) => void
}

const damages: readonly Damage[] = [
  { word: 'cut', ms: 5_000, harm: (wire) => wire.cut() },
  { word: 'silent', ms: 8_000, harm: (wire) => wire.silence() },
  { word: 'loses answers', ms: 4_000, harm: (wire) => wire.loseAnswers() },
  { word: 'slow', ms: 8_000, harm: (wire, dice) => wire.slow(200 + dice.below(1_300)) },
]

/** Every damage to what no claim can do without, and as many to others. */
export const wireDamages: readonly Fault[] = (['postgres', 'temporal', 'bank', 'any'] as const).flatMap((to) =>
  damages.map((damage) => damageWire(to, damage)),
)

/** The bank or the message provider is in trouble, or tells what it has to tell twice, late, or in another order. */
const troublePartner = ({ partner, word, faults }: Trouble): Fault => ({
  kind: 'partner in trouble',
  async strike({ stack }, dice) {
    const url = partner === 'bank' ? stack.bankUrl : stack.messagesUrl
    await haveFaults(url, faults)
    await delay(5_000 + dice.below(3_000))
    await haveFaults(url, {})
    return { what: `${partner}: ${word}`, kills: 0 }
  },
})

interface Trouble {
  readonly partner: 'bank' | 'messages'
  readonly word: string
  readonly faults: object
}

const troubles: readonly Trouble[] = [
  { partner: 'bank', word: 'books transfers and loses the answers', faults: { loseAnswers: 3 } },
  { partner: 'bank', word: 'books transfers and never answers', faults: { hangAfterAccept: 3 } },
  { partner: 'bank', word: 'loses the answers to queries', faults: { loseQueryAnswers: 5 } },
  { partner: 'bank', word: 'finds transfers late', faults: { bookLate: { ms: 2_000, next: 3 } } },
  { partner: 'bank', word: 'is down', faults: { down: true } },
  { partner: 'bank', word: 'is slow', faults: { delayMs: 1_500 } },
  { partner: 'bank', word: 'reports before it answers', faults: { settleAfterMs: 0, hangAfterAccept: 3 } },
  { partner: 'bank', word: 'reports everything four times', faults: { duplicateCallbacks: 3 } },
  { partner: 'bank', word: 'reports in another order', faults: { swapCallbacks: 10 } },
  { partner: 'bank', word: 'forgets to report', faults: { forgetOutcomes: 2 } },
  { partner: 'messages', word: 'takes messages and loses the answers', faults: { loseAnswers: 10 } },
  { partner: 'messages', word: 'is down', faults: { down: true } },
  { partner: 'messages', word: 'reports everything four times', faults: { duplicateCallbacks: 3 } },
  { partner: 'messages', word: 'reports in another order', faults: { swapCallbacks: 30 } },
]

export const partnerTroubles: readonly Fault[] = troubles.map(troublePartner)

export async function haveFaults(url: string, faults: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/faults`, { method: 'PUT', headers, body: JSON.stringify(faults) })
  if (!answer.ok) throw new Error(`the simulator refused the faults: ${await answer.text()}`)
}
