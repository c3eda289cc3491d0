import type { ClockView, OpenClaim, PauseView } from '../claim-client.ts'
import { shortInstant, storyLine } from './sentences.ts'
import type { StoryClaim } from './story-claim.ts'

interface Telling {
  readonly tell: () => Promise<void>
  /** The same once nothing is on its way. */
  readonly tellAll: () => Promise<void>
  readonly now: () => string
  readonly say: (line: string) => void
}

/** What the clocks of a claim say, in sentences. */
export function clockTelling(
  claim: OpenClaim,
  { tell, tellAll, now, say }: Telling,
): Pick<StoryClaim, 'tellClock' | 'staysUndone'> {
  const due = new Map<string, string>()
  const clockOf = async (id: string): Promise<ClockView | undefined> =>
    (await claim.clocks()).findLast((candidate) => candidate.id === id)
  return {
    async tellClock(id) {
      await tell()
      const clock = await clockOf(id)
      if (clock === undefined) return
      say(storyLine(now(), 'clock', describe(clock, due.get(id))))
      due.set(id, clock.dueTarget)
    },
    async staysUndone(id, level) {
      await tellAll()
      say(storyLine(now(), 'time', `... and nobody acts, until ${id} is ${level}`))
      let told = (await clockOf(id))?.escalations ?? []
      const isReached = (): boolean => told.some((escalation) => escalation.level === level)
      for (let steps = 0; steps < 12 && !isReached(); steps += 1) {
        await claim.fastForward('P4D')
        await tell()
        told = (await clockOf(id))?.escalations ?? []
      }
      if (!isReached()) throw new Error(`${id} was never ${level}`)
      const levels = told.map((escalation) => `${escalation.level} ${shortInstant(escalation.at)}`)
      say(storyLine(now(), 'clock', `${id} was escalated: ${levels.join(', ')}`))
    },
  }
}

/** A clock in a sentence; `before` is when it was due as it was told last. */
function describe({ id, state, source, dueTarget, dueLegal, pauses }: ClockView, before?: string): string {
  const pause = pauses.at(-1)
  if (state === 'paused' && pause !== undefined)
    return `${id} stands still since ${shortInstant(pause.from)}: ${whyStill(pause)}`
  const lawful = dueLegal === dueTarget ? '' : `, lawful until ${shortInstant(dueLegal)}`
  const due = `${id} is ${state}, due ${shortInstant(dueTarget)}${lawful}`
  if (pause?.to === undefined || before === undefined || before === dueTarget) return `${due} (${source})`
  const proof = `${pause.toProof?.kind.replace('-', ' ')}, ${pause.toProof?.reference}`
  const stood = `from ${shortInstant(pause.from)} to ${shortInstant(pause.to)} (${proof})`
  return `${due}, and no more ${shortInstant(before)}: it stood still ${stood}`
}

function whyStill({ fromProof: { kind, channel = 'by-hand', reference } }: PauseView): string {
  if (kind === 'excluded-time-began') return `the time of a ${reference} does not count`
  const way = channel === 'by-hand' ? 'hand' : channel
  return `${reference} is proven delivered by ${way}, and waiting for the customer is not our time`
}
