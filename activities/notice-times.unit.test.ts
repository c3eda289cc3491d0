import { describe, expect, test } from 'vitest'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { endOfDay, HOUR } from '../domain/time.ts'
import { given } from '../test/claim-story.ts'
import type { Scene } from '../test/claim-story.ts'
import * as disputes from '../test/dispute-examples.ts'
import { advancePaid, agreedOn } from '../test/example-advances.ts'
import * as example from '../test/example-claims.ts'
import type { NoticeKind } from '../domain/claim/state.ts'
import { noticeDetails } from './notice-details.ts'
import type { NoticeLanguage } from './notice-templates/notice-text.ts'
import { renderNotice } from './notice-templates/render-notice.ts'

const factsOf = (scene: Scene, kind: NoticeKind) => {
  const n = example.noticeNumber(scene, kind)
  const notice = scene.standing().notices.find((candidate) => candidate.n === n)
  return (notice === undefined ? null : noticeDetails(notice, scene.past))?.facts ?? {}
}

/** The latest notice of a kind as the customer reads it in detail, in both languages. */
function reads(scene: Scene, kind: NoticeKind): string {
  const render = (language: NoticeLanguage): string =>
    renderNotice(kind, { claimId: example.claimId, facts: factsOf(scene, kind) }, { language, variant: 'detailed' })
  return `${render('zh')}\n${render('en')}`
}

const accept = { type: 'AcceptClaim' } as const

describe('until when the claim is decided', () => {
  test('#6 who was not asked for documents is told that asking for them stops the time', () => {
    const text = reads(example.accepted(), 'acceptance')
    expect(text).toMatch(/期间不计入[^]*does not count[^]*we ask once/)
    expect(text).not.toMatch(/已经扣除|left out already/)
  })

  test('#6, #7 who has supplied a list is told of a time that stands still no more', () => {
    const supplied = given(example.awaitingCustomer()).after(HOUR).when(example.supply('medical-invoice'))
    const accepted = supplied.when(accept)
    expect(factsOf(accepted, 'acceptance')).toMatchObject({ decideSuppliedBy: accepted.clock('C05').dueTarget })
    const text = reads(accepted, 'acceptance')
    expect(text).toMatch(/已经扣除[^]*left out already/)
    expect(text).not.toMatch(/期间不计入|一次性|does not count|we ask once/)
  })

  test('#6 who is accepted after all times are over reads since when we are late', () => {
    const received = example.received()
    const late = received.passes(received.clock('C06').dueLegal).when(accept)
    expect(factsOf(late, 'acceptance')).toMatchObject({ decideLateAt: late.clock('C05').dueTarget })
    expect(reads(late, 'acceptance')).toMatch(/现已超过期限[^]*are late/)
  })

  test('#23 who is told too late that his claim is complex reads since when we are late', () => {
    const reviewing = example.reviewing()
    const late = reviewing.passes(reviewing.clock('C06').dueLegal)
    const told = late.and({ type: 'ProposeComplexity', reasonTextId: 'txt_why' }, { type: 'ConfirmComplexity' })
    expect(reads(told, 'complex')).toMatch(/现已超过期限[^]*are late/)
  })
})

describe('until when the money is paid', () => {
  test('#31 the result names the days of the law, or the fewer of contract or promise', () => {
    expect(factsOf(example.decided(), 'result')).toMatchObject({ payDays: 10 })
    const contract = example.decided('pay', { policy: { contractPeriods: { paymentDays: 5 } } })
    expect(factsOf(contract, 'result')).toMatchObject({ payDays: 5 })
    expect(reads(contract, 'result')).toMatch(
      /协议后 5 日内支付；请确认结果[^]*within 5 days of agreement; please confirm/,
    )
    const policy = { ...defaultServicePolicy, promises: [{ clock: 'C10', length: 3 } as const] }
    const promised = example.awaitingApproval().under({ policy }).when({ type: 'ApproveProposal' })
    expect(factsOf(promised, 'result')).toMatchObject({ payDays: 3 })
  })

  test('#33 who is owed a fixed benefit need not confirm anything', () => {
    const text = reads(example.decided('pay', { policy: { fixedBenefit: true } }), 'result')
    expect(text).toMatch(/10 日内支付；无需您确认[^]*need not confirm/)
    expect(text).not.toMatch(/请确认结果|please confirm/)
  })

  test('#38 who is paid reads until when it was due', () => {
    const paid = example.paid({ policy: { contractPeriods: { paymentDays: 5 } } })
    expect(factsOf(paid, 'payment')).toMatchObject({ payDueBy: paid.clock('C10').dueTarget })
    expect(paid.clock('C10').dueTarget).toBe(endOfDay('2026-03-07'))
  })

  test('#58 who had a part in advance reads when the rest comes, or since when it is late', () => {
    const agreed = agreedOn(advancePaid(), 250_000)
    const frozen = agreed.when(example.freezePayees('pty_a'))
    expect(factsOf(frozen, 'prepayment-netted')).toMatchObject({ payBy: frozen.clock('C10').dueTarget })
    const late = agreed.passes(agreed.clock('C10').dueLegal).when(example.freezePayees('pty_a'))
    expect(reads(late, 'prepayment-netted')).toMatch(/现已超过期限[^]*we are late/)
  })
})

describe('until when a dispute is decided, and what it brings is paid', () => {
  const raised = (): Scene => example.paid().after(HOUR).when(disputes.raise)

  test('#61 the answer names the date, also where the time stands still or is over', () => {
    expect(factsOf(raised(), 'dispute-received')).toMatchObject({ decideBy: raised().clock('C16b').dueTarget })
    const late = raised().passes(raised().clock('C16b').dueLegal).when(disputes.investigate)
    expect(factsOf(late, 'dispute-answer')).toMatchObject({ decideLateAt: late.clock('C16b').dueTarget })
    expect(reads(late, 'dispute-answer')).toMatch(/现已超过期限[^]*are late/)
  })

  test('#62 #65 what is to be paid names its promised date, and who gets nothing reads of no payment', () => {
    const settled = disputes.evaluated(disputes.compromise).after(HOUR).when(disputes.approve)
    expect(factsOf(settled, 'dispute-decision')).toMatchObject({ payBy: settled.clock('C10').dueTarget })
    const upheld = disputes.evaluated({ outcome: 'uphold' }).after(HOUR).when(disputes.approve)
    expect(factsOf(upheld, 'dispute-decision')).not.toHaveProperty('payBy')
    const text = reads(upheld, 'dispute-decision')
    expect(text).toMatch(/诉讼时效期间内[^]*barred by time/)
    expect(text).not.toMatch(/应支付的款项|is to be paid/)
  })

  test('#65 a judgment is paid by the date it sets', () => {
    const judged = disputes
      .atCourt()
      .after(HOUR)
      .and({ ...disputes.judgment(40_000), payBy: '2026-03-09' }, disputes.approve)
    expect(factsOf(judged, 'dispute-decision')).toMatchObject({ payBy: endOfDay('2026-03-09') })
  })
})
