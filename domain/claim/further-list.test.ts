import { expect, test } from 'vitest'
import { askedAfterAcceptance, secondList, supplied } from '../../test/claim-clock-examples.ts'
import { person } from '../../test/claim-people.ts'
import * as example from '../../test/example-claims.ts'

test('#16 a second list needs a supervisor who says which new fact makes it necessary', () => {
  const list = example.requestDocuments('medical-record')
  const before = supplied(askedAfterAcceptance())
  // The desk has no list to make any more once a claim is in review.
  before.when({ ...list, reasonTextId: 'txt' }, person('intake-clerk')).isRefused('ROLE_NOT_ALLOWED')
  for (const role of ['reviewer', 'assessor'] as const) {
    before.when({ ...list, reasonTextId: 'txt' }, person(role)).isRefused('SECOND_REQUEST')
  }
  expect(before.when(list, person('supervisor')).isRefused('SECOND_REQUEST').refusal?.field).toBe('/reason')
  before
    .when({ ...list, reasonTextId: 'txt' }, person('supervisor'))
    .happens({ type: 'DocumentsRequested', n: 2, reasonTextId: 'txt' })
    .stands('awaiting-documents')
})

test('#16 when the time of a second list is over the claim is decided without it, whatever it named', () => {
  const scene = secondList()
  expect(scene.passes(scene.clock('C14').dueTarget).standing().stage.status).toBe('reviewing')
})
