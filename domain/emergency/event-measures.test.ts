import { expect, test } from 'vitest'

import { declared } from '../../test/example-emergency.ts'
import { defaultMeasures, neverWaived } from './event-measures.ts'
import { eventKinds, eventLevels } from './grades.ts'

test.each([true, false])('a death is proven, whether or not a list would do as proof (%s)', (deathProofByList) => {
  const measures = { waivedDocuments: ['photos', 'death-certificate'], deathProofByList } as const
  const refusal = declared().refusal({ type: 'SetMeasures', measures, reasonId: 'txt_reason' })
  expect(refusal).toMatchObject({ code: 'MEASURE_NEVER_CHANGED', field: '/measures/waivedDocuments/1' })
})

test('no level waives by default what is never waived, nor the proof of a death', () => {
  const waived = eventKinds.flatMap((kind) =>
    eventLevels.flatMap((level) => defaultMeasures(kind, level).waivedDocuments),
  )
  for (const kept of [...neverWaived, 'death-certificate'] as const) expect(waived).not.toContain(kept)
})
