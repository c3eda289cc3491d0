import type { CommandOf } from '../domain/claim/commands.ts'
import { endOfNaturalDay } from '../domain/clocks/engine.ts'
import type { Fen } from '../domain/money.ts'
import { DAY, HOUR } from '../domain/time.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import * as example from './example-claims.ts'

/** Treatment goes on, and the claim form proves a part of its cost. */
export const requestAdvance = (
  amountFen: Fen = 100_000,
  more: Partial<CommandOf<'RequestPrepayment'>> = {},
): CommandOf<'RequestPrepayment'> => ({
  type: 'RequestPrepayment',
  why: 'unfinished-treatment',
  amountFen,
  evidence: ['doc_claim-form'],
  payee: { payeeId: 'pty_advance', accountHolderIsPayee: true, namedOnFile: 'insured' },
  ...more,
})

export const approveAdvance = (n = 1): CommandOf<'DecidePrepayment'> => ({
  type: 'DecidePrepayment',
  n,
  verdict: 'approve',
})

export const advanceAsked = (amountFen: Fen = 100_000, from: Scene = example.reviewing()): Scene =>
  given(from).after(HOUR).when(requestAdvance(amountFen))

export const advanceApproved = (amountFen: Fen = 100_000, from: Scene = example.reviewing()): Scene => {
  const asked = advanceAsked(amountFen, from)
  return asked.after(HOUR).when(approveAdvance((asked.standing().prepayments ?? []).length))
}

/** The bank is asked whether it has seen the reference. */
export const advanceLetGo = (amountFen: Fen = 100_000, from: Scene = example.reviewing()): Scene => {
  const approved = advanceApproved(amountFen, from)
  const n = approved.standing().payments.length
  return approved.after(HOUR).and({ type: 'SubmitPayments' }, { type: 'CheckPayment', n, verdict: 'approve' })
}

/** The bank has never seen it and takes it; how it ends is not known. */
export const advanceSent = (amountFen: Fen = 100_000, from: Scene = example.reviewing()): Scene => {
  const letGo = advanceLetGo(amountFen, from)
  const n = letGo.standing().payments.length
  return letGo.learns(example.bankSays('never-seen', n)).learns(example.bankSays('accepted', n))
}

export const advancePaid = (amountFen: Fen = 100_000, from: Scene = example.reviewing()): Scene => {
  const letGo = advanceLetGo(amountFen, from)
  return example.settle(letGo, letGo.standing().payments.length)
}

/** In review, assessed with this amount, approved, offered and agreed. */
export const agreedOn = (from: Scene, amountFen: Fen): Scene => {
  const assessed = from
    .after(DAY)
    .and({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, example.assessLoss(amountFen))
  return agreedAfter(assessed)
}

/** Approved, offered and agreed. */
export const agreedAfter = (assessed: Scene): Scene =>
  example
    .deliver(assessed.when({ type: 'ApproveProposal' }), 'result')
    .when({ type: 'AgreeOffer', identityChecked: true })

/** In review, refused, and the refusal delivered. */
export const refusedAfter = (from: Scene): Scene =>
  example.deliver(
    from.after(DAY).and({ type: 'ProposeRefusal', ...example.notCovered }, { type: 'ApproveProposal' }),
    'refusal',
  )

/** More was advanced than the claim turned out to be worth: 400 yuan are asked back. */
export const overpaid = (): Scene => agreedOn(advancePaid(100_000), 60_000)

/** A car that somebody else ran into, paid. */
export const motorPaid = (): Scene => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  const report = { line: 'motor', cause: 'traffic', facts } as const
  return example.paid({ report, policy: { line: 'motor' } })
}

export const subrogate = (
  amountFen: Fen = 200_000,
  more: Partial<CommandOf<'OpenRecovery'>> = {},
): CommandOf<'OpenRecovery'> => ({
  type: 'OpenRecovery',
  cause: 'subrogation',
  amountFen,
  against: { relation: 'other', intentional: false },
  evidence: [],
  reasonTextId: 'txt_liable',
  ...more,
})

export const receive = (amountFen: Fen, n = 1): CommandOf<'RecordRecoveryReceipt'> => ({
  type: 'RecordRecoveryReceipt',
  n,
  amountFen,
  reference: 'in-1',
})

/** Day 55 of the sixty days of the law has come, and nobody has proposed an amount. */
export const advanceAwaited = (from: Scene = example.reviewing()): Scene =>
  given(from).passes(endOfNaturalDay(from.clock('C11').startedAt, 55))

/** Twenty were proposed and sent back, and one more is asked for. */
export const advancesAtMost = (): Scene =>
  Array.from({ length: 20 }, (_, index) => index + 1)
    .reduce((scene, n) => scene.and(requestAdvance(1), sendBack(n)), given(example.reviewing()))
    .when(requestAdvance(1))

/** Twenty were opened, and one more is asked for. */
export const recoveriesAtMost = (): Scene =>
  Array.from({ length: 20 }, () => subrogate(1))
    .reduce((scene, command) => scene.when(command), motorPaid())
    .when(subrogate(1))

const sendBack = (n: number): CommandOf<'DecidePrepayment'> => ({
  type: 'DecidePrepayment',
  n,
  verdict: 'return',
  reasonTextId: 'txt_why',
})
