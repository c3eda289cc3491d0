import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'

const propose = { type: 'ProposeComplexity', reasonTextId: 'txt_why' } as const
const confirm = { type: 'ConfirmComplexity' } as const
const complex = (from: Scene): Scene => from.and(propose, confirm)
const withdraw = { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_reason' } as const

/** Withdrawn and requested again, with documents of its own. */
const refiled = (from: Scene): Scene =>
  from
    .after(HOUR)
    .when(withdraw)
    .after(DAY)
    .when({ ...example.fileClaim(), documents: [example.document('claim-form', 'doc_again')] })

/** A motor claim that was called complex ten days after its receipt, while nobody thought of five working days. */
const motor = (): Scene =>
  example
    .reviewing({ report: { line: 'motor' }, policy: { line: 'motor' } })
    .when({ type: 'ReportSurvey', evidence: ['scene-photos', 'object-state', 'itemised-bills', 'hospital-contact'] })
const lateComplex = (): Scene => complex(motor().after(10 * DAY))

/** Put under a medical policy: to the rules another line, with other clocks. */
function underMedical(from: Scene): Scene {
  const relinked = from.after(HOUR).when(example.relink)
  return relinked.learns(example.policyAnswer(relinked, { line: 'medical' }))
}

test('#52 a new request is not complex because the one that was withdrawn was: C05 runs from its receipt', () => {
  const told = example.deliver(complex(example.reviewing()), 'complex')
  expect(told.clock('C05').state).toBe('void')
  const again = refiled(told)
  expect(again.standing().complexity).toBeNull()
  expect(again.clock('C05')).toMatchObject({ n: 2, state: 'running', startedAt: again.now })
  complex(again.and({ type: 'AcceptClaim' })).happens({ type: 'ComplexityConfirmed' })
})

test('#52 the proof that the old request was called complex says nothing of the new one', () => {
  const called = complex(example.reviewing())
  const again = refiled(called.learns(example.sentOut(called, 'complex')))
  const late = again.after(HOUR).learns(example.receiptOf(again, 'complex', 'delivered'))
  expect(late.clock('C05')).toMatchObject({ n: 2, state: 'running' })
})

test('#23, #53a who was told too late that his claim is complex has a breached C05 once a policy brings it', () => {
  expect(underMedical(lateComplex()).clock('C05')).toMatchObject({ state: 'breached' })
  const told = example.deliver(lateComplex(), 'complex')
  expect(told.standing().complexity).toMatchObject({ toldAt: told.now })
  expect(underMedical(told).clock('C05')).toMatchObject({ state: 'breached' })
})

test('#23, #53a who was told in time that his claim is complex has no C05 under any policy', () => {
  const told = example.deliver(complex(motor().after(DAY)), 'complex')
  const right = underMedical(told.after(10 * DAY))
  expect(right.standing().clocks.map(({ id }) => id)).not.toContain('C05')
})
