import { diceOf } from '../dice.ts'
import { disputeCourse, type DisputeCourse, mixLines } from '../dispute-mix.ts'
import type { Office } from '../office.ts'
import { disputed } from './disputed.ts'
import { forEachOf } from './storm/crowd.ts'
import type { StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

export interface MixSetting {
  /** Everybody there is, and the claimant of one claim. */
  readonly officeOf: (claimant: string) => Office
  readonly say: (line: string) => void
  /** Names this telling: its claims are no copies of an earlier one's. */
  readonly run: string
  readonly seed: number
  readonly claims: number
}

/**
 * So many claims of a broken wrist, disputed in the mix of the norm: each dispute goes its way to the end that is drawn for it, and what
 * came of the mix is counted. Answers with how many claims did not reach their end.
 */
export async function tellMix({ officeOf, say, run, seed, claims }: MixSetting): Promise<number> {
  const dice = diceOf(seed)
  const courses = Array.from({ length: claims }, () => disputeCourse(dice))
  say(`mix: seed ${seed}, ${claims} claims`)
  let failed = 0
  const live = async ({ course, n }: { readonly course: DisputeCourse | null; readonly n: number }): Promise<void> => {
    const name = `mix-${n}`
    const office = officeOf(`per_demo_${run}_${name}_claimant`)
    try {
      const claim = await openStory({ office, run, say: () => undefined }, 'medical-accident', 'claimant', name)
      await (course === null ? undisputed(claim) : disputed(claim, course))
      if (course !== null) say(`  ${claim.claimId}: ${wordsOf(course)}`)
    } catch (error) {
      failed += 1
      say(`  claim ${n} did not reach its end: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  await forEachOf(
    courses.map((course, at) => ({ course, n: at + 1 })),
    live,
  )
  for (const line of mixLines(courses)) say(line)
  return failed
}

async function undisputed(claim: StoryClaim): Promise<void> {
  await steps.accept(claim)
  await steps.review(claim)
  await steps.assess(claim, [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }])
  await steps.approve(claim, 'approver')
  await steps.agree(claim)
  await steps.pay(claim)
  await steps.giveFeedback(claim, 9)
  await steps.ended(claim)
}

const wordsOf = ({ of, way, ends }: DisputeCourse): string => `the ${of} is disputed, ${ways[way]}, ${results[ends]}`

const ways: Readonly<Record<DisputeCourse['way'], string>> = {
  internal: 'looked into by somebody independent',
  mediation: 'mediated',
  arbitration: 'brought before arbitrators',
  court: 'brought before a court',
}

const results: Readonly<Record<DisputeCourse['ends'], string>> = {
  uphold: 'and stands',
  change: 'and gives way',
  settle: 'and a part of it is paid',
}
