import type { ClaimCommand } from '../../domain/claim/commands.ts'
import type { DisputeFinding } from '../../domain/claim/dispute-commands.ts'
import type { Dispute } from '../../domain/claim/state.ts'
import { DAY, HOUR } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'
import type { DisputeCourse, DisputeWay } from '../../local/dispute-mix.ts'
import { disputeCourse } from '../../local/dispute-mix.ts'
import { person } from '../claim-people.ts'
import type { Scene } from '../claim-story.ts'
import { given } from '../claim-story.ts'
import * as disputes from '../dispute-examples.ts'
import { awaitingApproval, deliver } from '../example-claims.ts'
import { goodwill } from './claim-goodwill.ts'

/** What the dispute has come to in the words of the claim. */
export const outcomeOf = ({ way, ends }: DisputeCourse): Dispute['outcome'] => outcomes[way][ends]

const outcomes: Readonly<Record<DisputeWay, Readonly<Record<DisputeCourse['ends'], Dispute['outcome']>>>> = {
  internal: { uphold: 'upheld', change: 'changed', settle: 'settled' },
  mediation: { uphold: 'adjudicated', change: 'changed', settle: 'settled' },
  arbitration: { uphold: 'judged', change: 'judged', settle: 'judged' },
  court: { uphold: 'judged', change: 'judged', settle: 'judged' },
}

/** The claim of such a dispute when it has been decided how that ends. */
export function disputedTo(course: DisputeCourse): Scene {
  const raised = course.of === 'offer' ? disputes.undisputedPaid() : refused().after(HOUR).when(disputes.raise)
  const answered = deliver(disputes.investigated(raised), 'dispute-answer')
  return ways[course.way](answered, course.ends)
}

/** Refused by the second step: head office may judge it. */
const refused = (): Scene =>
  deliver(awaitingApproval('refuse').after(HOUR).when({ type: 'ApproveProposal' }, person('supervisor')), 'refusal')

/** A disputed claim that did not come to what its course says. */
export interface Astray {
  readonly course: DisputeCourse
  readonly seen: string
}

/**
 * The mix of so many claims, and those of its courses that were settled otherwise than they say or whose claim came to no end. Each
 * course is lived once: nothing in it is left to chance.
 */
export function liveMix(
  dice: Dice,
  claims: number,
): { readonly courses: readonly (DisputeCourse | null)[]; readonly astray: readonly Astray[] } {
  const courses = Array.from({ length: claims }, () => disputeCourse(dice))
  const kinds = new Map(
    courses.flatMap((course) => (course === null ? [] : [[JSON.stringify(course), course] as const])),
  )
  return { courses, astray: [...kinds.values()].flatMap(astrayOn) }
}

function astrayOn(course: DisputeCourse): readonly Astray[] {
  const decided = disputedTo(course)
  const { dispute } = decided.standing()
  const { stage, payments } = toItsEnd(decided).standing()
  const isUnpaid = payments.some(({ state }) => state !== 'settled')
  return [
    ...(dispute?.state === 'ended' && dispute.outcome === outcomeOf(course) ? [] : [`it is ${dispute?.outcome}`]),
    ...(ends.has(stage.status) && !isUnpaid ? [] : [`the claim is ${stage.status}`]),
  ].map((seen) => ({ course, seen }))
}

const ends: ReadonlySet<string> = new Set(['closed', 'declined', 'denied'])

/** People of good will go on from there until the claim has come to its end. */
export function toItsEnd(scene: Scene): Scene {
  let now = scene
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const step = goodwill(now.standing())
    if (step === null || step.kind === 'wait') return now
    const later = given(now).after(HOUR)
    now = step.kind === 'ask' ? later.when(step.command, step.actor) : later.learns(step.receipt)
  }
  throw new Error(`${mostSteps} steps, and the claim is ${now.standing().stage.status}`)
}

const mostSteps = 60

type Way = (scene: Scene, ends: DisputeCourse['ends']) => Scene

const findings: Readonly<Record<DisputeCourse['ends'], DisputeFinding>> = {
  uphold: { outcome: 'uphold' },
  change: { outcome: 'change' },
  settle: disputes.compromise,
}

const ruling = (outcome: 'uphold' | 'change'): ClaimCommand => ({
  type: 'AdjudicateDispute',
  outcome,
  rulingTextId: 'txt_ruling',
})

const filed =
  (forum: 'court' | 'arbitration'): Way =>
  (scene, ends) =>
    scene
      .after(DAY)
      .when({ type: 'FileLitigation', forum, caseTextId: 'txt_case' })
      .after(30 * DAY)
      .and(disputes.judgment(ends === 'uphold' ? 0 : 40_000), disputes.approve)

const ways: Readonly<Record<DisputeWay, Way>> = {
  internal: (scene, ends) => disputes.evaluated(findings[ends], scene).after(HOUR).when(disputes.approve),
  mediation: (scene, ends) => {
    const begun = scene.after(HOUR).when(disputes.mediate).after(DAY)
    if (ends !== 'settle') return disputes.mediationFailed(begun).after(HOUR).when(ruling(ends))
    const agreed = begun.when({ type: 'EndMediation', outcome: 'agreed', payFen: 60_000, textId: 'txt_note' })
    return agreed.after(HOUR).when(disputes.approve)
  },
  arbitration: filed('arbitration'),
  court: filed('court'),
}
