import type { CommandOf } from '../domain/claim/commands.ts'
import type { Fen } from '../domain/money.ts'
import { person } from './claim-people.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import * as example from './example-claims.ts'

export const raise = (amountFen: Fen): CommandOf<'RaiseHold'> => ({
  type: 'RaiseHold',
  amountFen,
  reasonTextId: 'txt_why',
})

export const release = { type: 'ReleaseHold', reportTextId: 'txt_report' } as const
export const sign = { type: 'CountersignProposal', verdict: 'agree' } as const

const grounds = { clause: '27', evidence: ['doc_claim-form'], reasonTextId: 'txt_reason' } as const
export const proveWhole: CommandOf<'ProveFraud'> = { type: 'ProveFraud', extent: 'whole', ...grounds }
export const provePart = (falseFen: Fen): CommandOf<'ProveFraud'> => ({
  type: 'ProveFraud',
  extent: 'part',
  falseFen,
  ...grounds,
})

/** All of it is held while it is reviewed. */
export const held = (amountFen = 250_000): Scene => given(example.reviewing()).and(raise(amountFen))

/** The event never happened, says the investigator; compliance has not signed. */
export const proven = (): Scene => held().and(proveWhole)

/** Asked for by head office after the agreement; compliance has not confirmed. */
export const holdProposed = (scene = example.paying()): Scene =>
  given(scene).when(raise(250_000), person('head-office', 'per_a4'))

export const youngPolicy = { policy: { effectiveFrom: '2025-06-01' } } as const

export const undisclosed: CommandOf<'RecordNonDisclosure'> = {
  type: 'RecordNonDisclosure',
  evidence: ['doc_claim-form'],
  ageMs: 0,
}
export const serve: CommandOf<'ServeRescission'> = { type: 'ServeRescission', reference: 'EMS-1', ageMs: 0 }
