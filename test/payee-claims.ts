import type { DocumentKind } from '../domain/claim/codes.ts'
import type { CommandOf } from '../domain/claim/commands.ts'
import type { NamedPayee } from '../domain/claim/payee-commands.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import type { Example } from './example-claims.ts'
import {
  agreed,
  assessLoss,
  deliver,
  freezePayees,
  hit,
  paymentApproved,
  received,
  supply,
  thaw,
  triaged,
} from './example-claims.ts'

/** An agreed claim with documents of these kinds on file, each under `doc_<kind>`. */
export function agreedWith(kinds: readonly DocumentKind[], told: Example = {}): Scene {
  const isDeath = told.report?.facts?.injury === 'death'
  const scene = given(isDeath ? agreedOnDeath(told) : agreed(told))
  return kinds.length === 0 ? scene : scene.when(supply(...kinds))
}

/** Somebody died: a reviewer says how it goes on, and the family agrees. */
export function agreedOnDeath(example: Example): Scene {
  const determined = triaged(example).and(
    { type: 'TriageClaim', needsSurvey: false },
    { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
    assessLoss(250_000),
    { type: 'ApproveProposal' },
  )
  return deliver(determined, 'result').when({ type: 'AgreeOffer', identityChecked: true })
}

/** The payee of its payment is on a list. */
export const held = (): Scene => given(paymentApproved()).learns(hit())

/** One of two payees is thawed, and a guardian could be proven. */
export const thawedInPart = (): Scene =>
  given(agreed()).and(freezePayees('pty_a', 'pty_b'), supply('relationship-proof'), { ...thaw, payeeIds: ['pty_a'] })

/** Compulsory motor, with the notice of the police on file. */
export const toldByPolice = (): Scene =>
  given(received({ report: { line: 'motor-compulsory' }, policy: { line: 'motor-compulsory' } })).when(
    supply('traffic-report'),
  )

export const noteRescue = { type: 'NoteRescue', documentId: 'doc_traffic-report', costFen: 1, ageMs: 0 } as const

/** Somebody paid as the claimant himself, on his own account, and all of it. */
export const payee = (change: Partial<NamedPayee> = {}): NamedPayee => ({
  payeeId: 'pty_a',
  share: 10_000,
  accountHolderIsPayee: true,
  namedOnFile: 'insured',
  ...change,
})

type Freeze = CommandOf<'FreezePayees'>

export const freeze = (payees: readonly NamedPayee[], more: Partial<Freeze> = {}): Freeze => ({
  type: 'FreezePayees',
  payees,
  roundingTo: payees[0]?.payeeId ?? '',
  ...more,
})
