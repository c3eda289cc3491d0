import { describe, expect, test } from 'vitest'
import { clocksOf, illness } from '../../test/claim-clock-examples.ts'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { raise } from '../../test/held-claims.ts'
import { DAY, HOUR } from '../time.ts'
import { nextActions, shownToCustomers } from './next-actions.ts'
import type { ProvenDiagnosis } from './state.ts'

const { diagnosis: _unread, ...unread } = illness
const { firstDiagnosis } = example
const { compared = { policyId: '', isListed: false, claimedBefore: true } } = firstDiagnosis

const record = (diagnosis: ProvenDiagnosis) => ({ type: 'RecordReview', parts: [], diagnosis }) as const
const barsOf = (scene: Scene) => nextActions(scene.standing()).notInOneDay
const accepted = (diagnosis: ProvenDiagnosis): Scene => example.reviewing({ ...illness, diagnosis })

/** As if it had begun before version 3 of the rules. */
const ofVersion2 = (scene: Scene): Scene => given({ ...scene, claim: { ...scene.standing(), rules: 2 } })

describe('the day is promised for the first diagnosis of a listed disease', () => {
  test('#17 C19 does not start while nobody has read what the illness is, and the claim says so', () => {
    const scene = example.reviewing(unread).stands('reviewing')
    expect(clocksOf(scene)).not.toContain('C19')
    expect(scene.standing().triage?.lane).not.toBe('CI-1-day')
    expect(barsOf(scene)).toEqual(['diagnosis-missing'])
    expect(barsOf(accepted(firstDiagnosis))).toBeUndefined()
  })

  test.each([
    ['of no listed disease', { compared: { ...compared, isListed: false } }, 'disease-not-listed'],
    ['that is not the first by its proof', { isFirst: false }, 'not-first-diagnosis'],
    [
      'of somebody who has claimed for an illness before',
      { compared: { ...compared, claimedBefore: true } },
      'not-first-diagnosis',
    ],
    [
      'compared with the list of another policy',
      { compared: { ...compared, policyId: 'pty_other' } },
      'diagnosis-not-compared',
    ],
  ] as const)('#17 C19 does not start on a diagnosis %s', (_which, change, bar) => {
    const scene = accepted({ ...firstDiagnosis, ...change })
    expect(clocksOf(scene)).not.toContain('C19')
    expect(barsOf(scene)).toEqual([bar])
  })

  test('#17 a diagnosis that was read before the policy was known is to be read again', () => {
    const { compared: _compared, ...early } = firstDiagnosis
    expect(barsOf(accepted(early))).toEqual(['diagnosis-not-compared'])
    expect(clocksOf(accepted(early))).not.toContain('C19')
  })

  test('#17 young policies, groups and policies nobody knows are named beside the diagnosis', () => {
    const under = (policy: NonNullable<example.Example['policy']>) => barsOf(example.reviewing({ ...unread, policy }))
    expect(under({ line: 'critical-illness', effectiveFrom: '2025-01-01' })).toEqual([
      'policy-too-young',
      'diagnosis-missing',
    ])
    expect(under({ line: 'critical-illness', effectiveFrom: '2020-01-01', group: true })).toEqual([
      'group-policy',
      'diagnosis-missing',
    ])
    expect(under('unknown')).toEqual(['policy-unknown', 'diagnosis-missing'])
    expect(barsOf(example.reviewing())).toBeUndefined()
  })
})

describe('what is read in the review', () => {
  test('#17 promises the day from when all was there, alone and beside a part', () => {
    const scene = given(example.reviewing(unread)).after(HOUR).when(example.supply('diagnosis'))
    const read = scene.after(HOUR).when(record(firstDiagnosis))
    expect(read.clock('C19')).toMatchObject({ state: 'running', startedAt: scene.now, length: 1 })
    expect(barsOf(read)).toBeUndefined()
    const both = scene.when({ ...record(firstDiagnosis), parts: ['preliminary'] })
    expect(both.standing().review).toHaveProperty('preliminary')
    expect(both.clock('C19').startedAt).toBe(scene.now)
  })

  test('#17 however late somebody reads it, the day counts from when all was there', () => {
    const scene = given(example.reviewing(unread))
      .and(example.supply('diagnosis'))
      .after(5 * DAY)
    const clock = scene.when(record(firstDiagnosis)).clock('C19')
    expect(clock.startedAt).toBe(scene.now - 5 * DAY)
    expect(clock.dueTarget).toBeLessThan(scene.now)
  })

  test('#17 that it was not the first ends the day, and that it was promises it anew', () => {
    const ended = accepted(firstDiagnosis).when(record({ ...firstDiagnosis, isFirst: false }))
    expect(ended.clock('C19')).toMatchObject({ state: 'void', voidReason: 'no first diagnosis of a listed disease' })
    expect(barsOf(ended)).toEqual(['not-first-diagnosis'])
    expect(ended.when(record(firstDiagnosis)).clock('C19')).toMatchObject({ n: 2, state: 'running' })
  })

  test('#17 a hold lets no day be promised, and nobody reads in the next actions that there is one', () => {
    const held = given(example.received(illness)).and(raise(1), example.acceptClaim(illness))
    expect(clocksOf(held)).not.toContain('C19')
    expect(barsOf(held)).toBeUndefined()
  })
})

test('#6 a diagnosis rests on a document of this file that says what the illness is', () => {
  const read = (documentId: string) =>
    given(example.received(illness)).when(example.acceptClaim({ diagnosis: { ...firstDiagnosis, documentId } }))
  expect(read('doc_none').isRefused('EVIDENCE_UNKNOWN').refusal?.field).toBe('/diagnosis/documentId')
  read('doc_identity').isRefused('EVIDENCE_MISSING')
  read('doc_diagnosis').happens(
    { type: 'ClaimAccepted', diagnosis: firstDiagnosis },
    { type: 'ClaimTriaged' },
    { type: 'ReviewBegun' },
  )
  const reviewing = given(example.reviewing(unread))
  reviewing.when(record(firstDiagnosis), person('reviewer')).isRefused('EVIDENCE_UNKNOWN')
})

test('why no day is promised is for colleagues: customers read nothing of the insured’s illness', () => {
  const all = nextActions(example.reviewing(unread).standing())
  expect(all).toHaveProperty('notInOneDay')
  expect(shownToCustomers(all)).not.toHaveProperty('notInOneDay')
})

test('#17 a claim that lives by the second rules is promised its day by the policy alone', () => {
  const old = ofVersion2(example.received(unread)).after(HOUR).when({ type: 'AcceptClaim' })
  expect(old.clock('C19')).toMatchObject({ state: 'running', ruleVersion: 2 })
  expect(barsOf(old)).toBeUndefined()
})

test('what was promised under the second rules stays promised when the claim is raised to the third', () => {
  const old = ofVersion2(example.received(unread)).after(HOUR).when({ type: 'AcceptClaim' })
  const raised = given({ ...old, claim: { ...old.standing(), rules: 3 } })
  expect(raised.clock('C19').state).toBe('running')
  expect(barsOf(raised)).toBeUndefined()
  const asked = raised.and({ type: 'RecordReview', parts: ['risk'] })
  expect(asked.clock('C19').state).toBe('running')
})
