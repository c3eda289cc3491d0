import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import { advanceAsked, overpaid } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { decidedBy } from './asked-decision.ts'

test('a decision on something that waits is measured by what waits under its name', () => {
  const asked = advanceAsked(100_000).standing()
  const advance = decidedBy(asked, { type: 'DecidePrepayment', n: 1, verdict: 'approve' })
  expect(advance).toMatchObject({ what: { subject: 'advance', n: 1 }, asked: { payFen: 100_000 } })
  expect(decidedBy(asked, { type: 'DecidePrepayment', n: 2, verdict: 'approve' })).toBeNull()
  const submitted = given(example.paying()).when({ type: 'SubmitPayments' }).standing()
  const payment = decidedBy(submitted, { type: 'CheckPayment', n: 1, verdict: 'approve' })
  expect(payment).toMatchObject({ what: { subject: 'payment', n: 1 }, asked: { need: null, payFen: 250_000 } })
  const evaluated = disputes.evaluated(disputes.compromise).standing()
  expect(decidedBy(evaluated, { type: 'DecideDispute', verdict: 'approve' })?.what.subject).toBe('dispute')
  const failed = disputes.mediationFailed().standing()
  const ruling = { type: 'AdjudicateDispute', outcome: 'uphold', rulingTextId: 'txt_ruling' } as const
  expect(decidedBy(failed, ruling)?.what.subject).toBe('ruling')
})

test('what one person does by himself is measured by what he would do', () => {
  const reserve = { type: 'SetReserve', reserveFen: 300_000, reasonTextId: 'txt_why' } as const
  expect(decidedBy(example.reviewing().standing(), reserve)).toMatchObject({
    what: { subject: 'reserve' },
    asked: { payFen: 300_000, proposedBy: null, need: { reserveFen: 300_000 } },
  })
  const writeOff = { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_why' } as const
  expect(decidedBy(overpaid().standing(), writeOff)).toMatchObject({
    what: { subject: 'write-off', n: 1 },
    asked: { payFen: 40_000, need: { payFen: 40_000 } },
  })
  expect(decidedBy(overpaid().standing(), { ...writeOff, n: 2 })).toBeNull()
  expect(decidedBy(example.reviewing().standing(), { type: 'ApproveProposal' })).toBeNull()
})
