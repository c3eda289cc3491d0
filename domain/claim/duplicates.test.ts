import { expect, test } from 'vitest'
import { contextAt, monday } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { isOpen } from '../clocks/engine.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'
import type { CommandOf, ReceiptOf } from './commands.ts'
import { nextStep } from './next-step.ts'
import type { ClaimDocument } from './state.ts'

const { otherClaimId } = example
const suspect = { type: 'SuspectDuplicate', otherClaimId } as const

const resolve = (outcome: CommandOf<'ResolveDuplicate'>['outcome']): CommandOf<'ResolveDuplicate'> => ({
  type: 'ResolveDuplicate',
  outcome,
})

const copy = (more: Partial<ReceiptOf<'AbsorbCopy'>> = {}): ReceiptOf<'AbsorbCopy'> => ({
  type: 'AbsorbCopy',
  copyClaimId: otherClaimId,
  documents: [{ ...example.document('medical-invoice'), receivedAt: monday }],
  ...more,
})

test('#4 a suspicion leaves the claim open and its clocks running', () => {
  const before = given(example.received())
  const scene = before.when(suspect).happens({ type: 'DuplicateSuspected', otherClaimId }).stands('received')
  expect(scene.standing().clocks).toEqual(before.standing().clocks)
})

test('#4 a suspected copy is not accepted until a person has looked', () => {
  given(example.received()).and(suspect).when({ type: 'AcceptClaim' }).isRefused('DUPLICATE_SUSPECTED')
  given(example.received()).and(suspect, resolve('cleared'), { type: 'AcceptClaim' }).stands('reviewing')
})

test('#4 what waits for the suspicion names the other claim, and how and by whom it is resolved', () => {
  const way = { otherClaimId, resolvedBy: 'ResolveDuplicate', whoMay: ['intake-clerk', 'reviewer', 'supervisor'] }
  const waiting = given(example.received()).and(suspect)
  expect(waiting.when({ type: 'AcceptClaim' }).refusal).toMatchObject(way)
  expect(waiting.when({ ...suspect, otherClaimId: 'clm_third' }).refusal).toMatchObject(way)
  const paying = given(example.awaitingApproval()).and(suspect)
  expect(paying.when({ type: 'ApproveProposal' }).refusal).toMatchObject(way)
})

test('#4 nothing is approved for payment under suspicion, in full or in part', () => {
  for (const kind of ['pay', 'part'] as const) {
    given(example.awaitingApproval(kind))
      .and(suspect)
      .when({ type: 'ApproveProposal' })
      .isRefused('DUPLICATE_SUSPECTED')
  }
})

test('#4 a denial or refusal is approved under suspicion', () => {
  for (const kind of ['refuse', 'deny'] as const) {
    given(example.awaitingApproval(kind))
      .and(suspect)
      .when({ type: 'ApproveProposal' })
      .happens({ type: 'ProposalApproved' })
  }
})

test('#4 the acceptance that overtakes a denial does not wait for the suspicion', () => {
  const scene = given(example.awaitingApproval('deny')).and(suspect)
  scene.passes(scene.clock('C02').dueTarget).stands('reviewing')
})

test.each([
  ['same', 'same-claim'],
  ['joined', 'joined-claim'],
] as const)(
  '#4 a copy found to be %s is cancelled, its clocks end, and its documents go to the original',
  (outcome, because) => {
    const scene = given(example.received()).and(suspect).when(resolve(outcome))
    scene.happens({ type: 'ClaimCancelled', because, originalClaimId: otherClaimId }).stands('cancelled')
    const running = example.received().standing().clocks.filter(isOpen)
    const ended = scene.standing().clocks.filter(({ voidReason }) => voidReason === 'cancelled')
    expect([scene.standing().clocks.filter(isOpen), ended.length]).toEqual([[], running.length])
    const step = nextStep(scene.standing(), contextAt(scene.now))
    const { documents, filing } = scene.standing()
    expect(step.kind === 'go-on' ? step.effects : []).toContainEqual({
      key: `handover-${otherClaimId}`,
      kind: 'hand-over',
      toClaimId: otherClaimId,
      receivedAt: filing?.receivedAt,
      documents,
      ...(outcome === 'joined' ? { claimants: ['per_claimant'] } : {}),
    })
  },
)

test('#4 the handover is done once, and only by the claim it went to', () => {
  const scene = given(example.cancelled())
  scene.learns({ type: 'HandoverDone', toClaimId: 'clm_stranger' }).happens({ type: 'FactDisregarded' })
  const done = scene.learns({ type: 'HandoverDone', toClaimId: otherClaimId }).happens({ type: 'CopyHandedOver' })
  done.learns({ type: 'HandoverDone', toClaimId: otherClaimId }).happens({ type: 'FactDisregarded' })
})

test('#4 a copy once cleared is not suspected again by itself', () => {
  given(example.received())
    .and(suspect, resolve('cleared'))
    .learns({ type: 'DuplicateFound', otherClaimId })
    .happens({ type: 'FactDisregarded', fact: 'DuplicateFound' })
})

test('#4 a copy is looked for while the claim is received, and what is found raises the suspicion until it is decided', () => {
  const step = nextStep(example.received().standing(), contextAt(monday + HOUR))
  expect(step).toMatchObject({
    effects: expect.arrayContaining([{ key: 'duplicate-2026-03-02', kind: 'find-duplicate' }]),
  })
  given(example.received()).learns({ type: 'DuplicateFound', otherClaimId }).happens({ type: 'DuplicateSuspected' })
  given(example.decided()).learns({ type: 'DuplicateFound', otherClaimId }).happens({ type: 'FactDisregarded' })
})

test('#4 two reports of one loss are suspected before either is filed, and every clock runs on', () => {
  const keys = (scene: Scene): readonly string[] => {
    const step = nextStep(scene.standing(), contextAt(scene.now))
    return step.kind === 'go-on' ? step.effects.map(({ key }) => key) : []
  }
  const before = example.reported()
  expect(keys(before)).toContain('duplicate-2026-03-02')
  const suspected = before.learns({ type: 'DuplicateFound', otherClaimId }).stands('reported')
  suspected.happens({ type: 'DuplicateSuspected', otherClaimId })
  expect(suspected.standing().clocks).toEqual(before.standing().clocks)
  expect(suspected.standing().notices.at(-1)?.facts).toMatchObject({ task: 'possible copy: decide before it is filed' })
  const filed = suspected.after(HOUR).when(example.fileClaim()).stands('received')
  expect(filed.clock('C02').state).toBe('running')
  filed.when({ type: 'AcceptClaim' }).isRefused('DUPLICATE_SUSPECTED')
})

test('#4 a claim filed on the day of its report is looked at once, on a later day again', () => {
  const lookOf = (scene: Scene): string | undefined => {
    const step = nextStep(scene.standing(), contextAt(scene.now))
    return step.kind === 'go-on' ? step.effects.find(({ kind }) => kind === 'find-duplicate')?.key : undefined
  }
  const reported = example.reported()
  expect(lookOf(reported.after(HOUR).when(example.fileClaim()))).toBe(lookOf(reported))
  expect(lookOf(reported.after(2 * DAY).when(example.fileClaim()))).toBe('duplicate-2026-03-04')
})

test('#4 the original takes over documents and the earlier receipt, and its clocks begin with it', () => {
  const receivedAt = monday - DAY
  const scene = given(example.received())
    .learns(copy({ receivedAt }))
    .happens(
      { type: 'CopyAbsorbed' },
      { type: 'ClockEscalated', clock: 'C01', level: 'at-risk' },
      { type: 'ClockEscalated', clock: 'C01', level: 'due' },
      { type: 'ClockEscalated', clock: 'C01', level: 'breach' },
    )
  expect(scene.clock('C02')).toMatchObject({ startedAt: receivedAt, dueTarget: monday + DAY, n: 1 })
  expect(scene.clock('C06').dueTarget).toBe(endOfDay('2026-03-31'))
  expect(scene.standing().filing?.receivedAt).toBe(receivedAt)
  expect(scene.standing().documents.map(({ kind }) => kind)).toContain('medical-invoice')
})

test('#4 a later receipt moves nothing, and what was lawfully deducted stays deducted', () => {
  const paused = given(example.awaitingCustomer())
  const complete = paused.after(10 * DAY).when(example.supply('medical-invoice'))
  const due = complete.clock('C06').dueTarget
  expect(due).toBe(endOfDay('2026-04-11'))
  const evidence = { documents: [{ ...example.document('photos'), receivedAt: monday }] }
  expect(complete.learns(copy({ ...evidence, receivedAt: monday + DAY })).clock('C06').dueTarget).toBe(due)
  expect(complete.learns(copy({ ...evidence, receivedAt: monday - DAY })).clock('C06').dueTarget).toBe(due - DAY)
})

test('#4 the same copy twice changes nothing', () => {
  const once = given(example.received()).learns(copy({ receivedAt: monday }))
  once.learns(copy({ receivedAt: monday })).happens({ type: 'FactDisregarded', reference: otherClaimId })
})

test('#4 what a copy brings counts for what was asked for, also when the claim is dormant', () => {
  given(example.awaitingCustomer()).learns(copy()).happens({ type: 'CopyAbsorbed' }, { type: 'DocumentsCompleted' })
  const sleeping = given(example.dormant())
  const arrived = { ...example.document('medical-invoice'), receivedAt: sleeping.now }
  sleeping
    .learns(copy({ documents: [arrived] }))
    .happens({ type: 'ClaimRevived' }, { type: 'CopyAbsorbed' }, { type: 'DocumentsCompleted' })
})

test('#4 a report whose copy was filed is filed by it, at the copy’s receipt', () => {
  const scene = given(example.reported()).learns(copy({ receivedAt: monday }))
  scene.happens({ type: 'CopyAbsorbed' }, { type: 'ClaimFiled', filing: { receivedAt: monday } }).stands('received')
  expect(scene.standing().documents).toHaveLength(1)
})

test('#4 a copy that comes to a cancelled claim is not lost in silence: a person is told', () => {
  const scene = given(example.cancelled()).learns(copy()).happens({ type: 'FactDisregarded' })
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'supervisor' })
})

test('#4 a file takes of a copy what it has room for; for the rest a person is told which copy keeps it', () => {
  const scene = full(example.received(), 498).learns(copy({ documents: numbered('doc_copy', 5) }))
  scene.happens({ type: 'CopyAbsorbed', documents: numbered('doc_copy', 2), leftOut: 3 })
  expect(scene.standing().documents).toHaveLength(500)
  expect(scene.standing().notices.at(-1)).toMatchObject({
    kind: 'staff-work-item',
    audience: 'supervisor',
    facts: { task: 'copy not wholly taken in', copy: otherClaimId, leftOut: 3 },
  })
})

test('#4 a full file takes nothing of a copy but its earlier receipt, and a person is told', () => {
  const scene = full(example.received(), 500)
  const told = { kind: 'staff-work-item', audience: 'supervisor', facts: { copy: otherClaimId } }
  const refused = scene.learns(copy()).happens({ type: 'FactDisregarded', reason: 'the file is full' })
  expect(refused.standing().notices.at(-1)).toMatchObject(told)
  const earlier = scene.learns(copy({ receivedAt: monday })).standing()
  expect(earlier).toMatchObject({ filing: { receivedAt: monday } })
  expect(earlier.documents).toHaveLength(500)
  expect(earlier.notices.find(({ facts }) => facts['leftOut'] === 1)).toMatchObject(told)
})

test('#4 a claim remembers the last hundred it is no copy of, each once', () => {
  const others = Array.from({ length: 120 }, (_, index) => `clm_other_${index}`)
  const looked = [...others, 'clm_other_119'].reduce(
    (scene, other) => scene.and({ type: 'SuspectDuplicate', otherClaimId: other }, resolve('cleared')),
    given(example.received()),
  )
  expect(looked.standing().notCopiesOf).toEqual(others.slice(20))
})

test('#4 no claim is a copy of itself, none is suspected twice, and only a suspicion is resolved', () => {
  given(example.received())
    .when({ ...suspect, otherClaimId: example.claimId })
    .isRefused('SAME_CLAIM_ID')
  given(example.received()).and(suspect).when(suspect).isRefused('DUPLICATE_SUSPECTED')
  given(example.received()).when(resolve('same')).isRefused('NO_SUSPICION')
})

const numbered = (name: string, count: number): ClaimDocument[] =>
  Array.from({ length: count }, (_, index) => ({
    ...example.document('photos', `${name}_${index}`),
    receivedAt: monday,
  }))

/** The claim with so many documents on file. */
function full(scene: Scene, count: number): Scene {
  const missing = numbered('doc_many', count - scene.standing().documents.length)
  return scene.when({ type: 'SupplyDocuments', documents: missing.map(({ receivedAt: _at, ...offered }) => offered) })
}
