import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { elsewhere, join, leave, storm, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { currentEvents, measuresOf } from './emergency.ts'

/** A storm for claims of one line. */
const household = storm({ scope: { ...storm().scope, lines: ['household-property'] } })

/** Filed as another line, with a policy that is still looked up. */
const filed = (): Scene => example.received({ policy: 'pending' })
const foundHousehold = (scene: Scene): Scene =>
  scene.learns(example.policyAnswer(scene, { line: 'household-property' }))

test('#72 a version heard before the line was known is judged anew when it is told again, and then counts once', () => {
  const heard = filed().learns(told(household))
  heard.happens({ type: 'EventApplied', joins: 'not' })
  expect(heard.learns(told(household)).latest).toEqual([])
  const found = foundHousehold(heard)
  expect(currentEvents(found.standing())).toEqual([])
  const joined = found.learns(told(household))
  expect(joined.latest[0]).toMatchObject({ type: 'EventApplied', joins: 'by-scope' })
  expect(currentEvents(joined.standing())).toMatchObject([
    { version: 1, heard: [1], inScope: true, joined: 'by-scope' },
  ])
  expect(measuresOf(joined.standing())).toMatchObject({ contactHours: 1 })
  expect(joined.learns(told(household)).latest).toEqual([])
})

test('#72 a claim that a later version left outside comes back to it by its line', () => {
  const first = filed().learns(told())
  const second = { ...household, version: 2 }
  const outside = first.learns(told(second))
  expect(currentEvents(outside.standing())).toEqual([])
  const back = foundHousehold(outside).learns(told(second))
  expect(currentEvents(back.standing())).toMatchObject([{ version: 2, inScope: true }])
})

test('#72 #53 so does one that is put under a policy of that line', () => {
  const other = foundHousehold(filed()).learns(told(storm({ scope: { ...storm().scope, lines: ['medical'] } })))
  expect(currentEvents(other.standing())).toEqual([])
  const relinked = other.when(example.relink)
  const answered = relinked.learns(example.policyAnswer(relinked, { line: 'medical' }))
  const word = storm({ scope: { ...storm().scope, lines: ['medical'] } })
  expect(currentEvents(answered.learns(told(word)).standing())).toMatchObject([{ eventId: 'emg_storm' }])
})

test('#72 telling again brings nothing to who was joined or taken out by hand, nor of an older version or an end', () => {
  const joined = filed().when(join(elsewhere))
  expect(joined.learns(told(elsewhere)).latest).toEqual([])
  const out = filed().learns(told()).when(leave, person('supervisor'))
  expect(foundHousehold(out).learns(told()).latest).toEqual([])
  const later = filed()
    .learns(told(household))
    .learns(told({ ...elsewhere, version: 2 }))
  expect(foundHousehold(later).learns(told(household)).latest).toEqual([])
  const ended = { ...household, version: 2, state: 'ended' } as const
  expect(foundHousehold(filed().learns(told(ended))).learns(told(ended)).latest).toEqual([])
})
