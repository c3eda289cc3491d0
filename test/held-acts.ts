import type { ClaimCommand } from '../domain/claim/commands.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import * as example from './example-claims.ts'
import * as suspected from './held-claims.ts'

type Act = readonly [scene: () => Scene, command: ClaimCommand]

/** Every command of a suspicion, legal where the scene beside it stands. */
export const heldActs = {
  RaiseHold: [example.received, suspected.raise(1)],
  ConfirmHold: [askedBySomebody, { type: 'ConfirmHold' }],
  ReleaseHold: [suspected.held, suspected.release],
  ProveFraud: [suspected.held, suspected.proveWhole],
  CountersignProposal: [suspected.proven, suspected.sign],
  RecordNonDisclosure: [example.received, suspected.undisclosed],
  ServeRescission: [() => given(example.received(suspected.youngPolicy)).and(suspected.undisclosed), suspected.serve],
} as const satisfies Readonly<Record<string, Act>>

/** Who may hold money, let it go or refuse for fraud, from the roles of the specification and not from the table. */
export const heldMoneyCommands = {
  RaiseHold:
    'intake-clerk reviewer surveyor assessor approver supervisor branch-head head-office payment-clerk payment-checker compliance siu-investigator',
  ConfirmHold: 'head-office compliance',
  ReleaseHold: 'siu-investigator',
  ProveFraud: 'siu-investigator',
  CountersignProposal: 'compliance',
  ServeRescission: 'supervisor branch-head head-office',
} as const

/** A hold that neither of the two who confirm one has asked for: which of them may, is a rule of its own. */
function askedBySomebody(): Scene {
  const scene = suspected.holdProposed()
  const { hold } = scene.standing()
  const proposed = { amountFen: 1, reasonTextId: 'txt_why', by: 'per_x', role: 'supervisor' } as const
  return given({ ...scene, claim: { ...scene.standing(), hold: { raised: 0, ...hold, proposed } } })
}
