import { isDeepStrictEqual } from 'node:util'
import { isStanding } from '../../domain/claim/escalation.ts'
import { evolve } from '../../domain/claim/evolve.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { Passage } from './claim-laws.ts'

/** What must hold of escalations, event by event: within one step one may be cleared, and then give way to newer ones. */
export const escalationLaws = {
  'an escalation is never lost while it stands, and what it says stays': ({ before, events }: Passage) => {
    let claim = before
    return events.flatMap((event) => {
      const earlier = claim
      claim = evolve(earlier, event)
      return lostOrChanged(earlier, claim)
    })
  },
} as const

const lostOrChanged = (before: Claim, after: Claim): readonly string[] =>
  before.escalations.flatMap((escalation) => {
    const { n, subject, level, at, told, acknowledged } = escalation
    const later = after.escalations.find((candidate) => candidate.n === n)
    if (later === undefined) return isStanding(escalation) ? [`escalation ${n} vanished`] : []
    const parties = told.map(({ audience, notice }) => ({ audience, notice }))
    const kept = later.told.slice(0, told.length).map(({ audience, notice }) => ({ audience, notice }))
    const record = [subject, level, at, parties, acknowledged ?? later.acknowledged]
    return isDeepStrictEqual(record, [later.subject, later.level, later.at, kept, later.acknowledged])
      ? []
      : [`escalation ${n} changed`]
  })
