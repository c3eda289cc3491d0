import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { hit } from '../../test/measured-claims.ts'
import { DAY, HOUR } from '../time.ts'
import { nextActions } from './next-actions.ts'
import type { LossReport } from './state.ts'

const asked = () => example.received().after(HOUR).when(example.requestDocuments('identity', 'photos'))

test('#10 #72 a paper of the committee proves who somebody is where an event says so, and only then', () => {
  const plain = asked().when(example.supply('committee-paper', 'photos'))
  plain.stands('awaiting-documents')
  hit(asked(), 'III').when(example.supply('committee-paper', 'photos')).stands('awaiting-documents')
  hit(asked(), 'II').when(example.supply('committee-paper', 'photos')).stands('received')
})

test('#10 #72 a paper that came before the event counts from the event on', () => {
  const before = asked().and(example.supply('committee-paper', 'photos')).stands('awaiting-documents')
  hit(before, 'II').stands('received')
})

test('#72 without the paper who somebody is stays to be proven', () => {
  hit(asked(), 'I').when(example.supply('photos')).stands('awaiting-documents')
})

const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
const dead = () => example.received({ report: { line: 'life', facts }, policy: { line: 'life' } })
const certificateAsked = () => dead().and(example.requestDocuments('death-certificate'))
const missing = (scene: Scene) => nextActions(scene.standing()).missing

test('#10 #72 a death that stands on the published list needs no certificate', () => {
  const listed = (level: 'I' | 'II') => hit(certificateAsked(), level).when(example.supply('government-list'))
  listed('II').stands('awaiting-documents')
  expect(missing(listed('I').stands('received'))).not.toContain('document death-certificate')
})

test.each(['III', 'II', 'I'] as const)('#72 at level %s a death without any proof stays to be proven', (level) => {
  expect(missing(hit(dead(), level))).toContain('document death-certificate')
  hit(certificateAsked(), level).stands('awaiting-documents')
})

test('#72 a version that waived the certificate promised it: the claims it was told of are not asked again', () => {
  hit(certificateAsked(), 'I', { waivedDocuments: ['death-certificate'] }).stands('received')
})

describe('#2 where the insurer began the claim by a published list', () => {
  const begun = (report: Partial<LossReport>) =>
    example
      .reported({ report: { line: 'life', facts, foundFor: 'emg_storm', ...report }, policy: { line: 'life' } })
      .when({ type: 'FileClaim', documents: [example.document('government-list')], ageMs: 0 })

  test('the list is the request: the form is neither missing nor asked for, and a death is proven where a list does it', () => {
    const scene = begun({ requestedByList: true }).stands('received')
    expect(missing(scene)).not.toContain('document claim-form')
    expect(scene.when(example.requestDocuments('claim-form')).isRefused('DOCUMENT_WAIVED').refusal?.field).toBe(
      '/items/0/kind',
    )
    expect(missing(scene)).toContain('document death-certificate')
    expect(missing(hit(scene, 'I'))).not.toContain('document death-certificate')
  })

  test('a claim that was begun before that was so goes on as it was', () => {
    const scene = begun({})
    expect(missing(scene)).toContain('document claim-form')
    scene.when(example.requestDocuments('claim-form')).stands('awaiting-documents')
  })
})

test('#10 #72 a list is complete when the last of it arrived or was waived, whichever was later', () => {
  const list = example.received().after(HOUR).when(example.requestDocuments('medical-record', 'photos'))
  const waived = hit(example.deliver(list, 'correction').after(2 * DAY), 'I')
  const entered = (ageMs: number) => waived.after(2 * DAY).when({ ...example.supply('photos'), ageMs }).latest
  const completed = (arrivedAt: number) => expect.objectContaining({ type: 'DocumentsCompleted', arrivedAt })
  expect(entered(DAY)).toContainEqual(completed(waived.now + DAY))
  expect(entered(3 * DAY)).toContainEqual(completed(waived.now))
})
