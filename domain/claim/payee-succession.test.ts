import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { freeze, payee } from '../../test/payee-claims.ts'
import type { DocumentKind } from './codes.ts'
import type { NamedPayee, Receiver } from './payee-commands.ts'
import type { PayeeChangeReason } from './payee-state.ts'

/** Payees are thawed for this reason, with a document of this kind. */
function thawed(reason: PayeeChangeReason, kind: DocumentKind, told: Example = {}): Scene {
  const paying = given(example.paying(told)).and(example.supply(kind, ...(others[kind] ?? [])))
  return paying.when({ type: 'UnfreezePayees', reason, documents: [`doc_${kind}`] })
}

/** What is on file besides. */
const others: Readonly<Partial<Record<DocumentKind, readonly DocumentKind[]>>> = {
  'death-certificate': ['relationship-proof'],
}

const heir = payee({ payeeId: 'pty_heir', as: 'heir', evidence: ['doc_relationship-proof'] })

/** Somebody who takes the money for the payee, as a document shows. */
const takenBy = (as: Receiver['as'], documentId: string): NamedPayee =>
  payee({ payeeId: 'pty_x', accountHolderIsPayee: false, receiver: { as, evidence: [documentId] } })

describe('a thaw rests on a document of its kind (#75)', () => {
  test.each<[PayeeChangeReason, DocumentKind]>([
    ['claimant-died', 'death-certificate'],
    ['claimant-died', 'government-list'],
    ['guardian-appointed', 'relationship-proof'],
    ['claim-assigned', 'assignment-deed'],
  ])('#75 %s is shown by a document of the kind %s and by no other', (reason, kind) => {
    const other = given(example.paying()).when({ type: 'UnfreezePayees', reason, documents: ['doc_claim-form'] })
    expect(other.isRefused('EVIDENCE_MISSING').refusal?.field).toBe('/documents')
    const shown = given(example.paying()).and(example.supply(kind))
    shown
      .when({ type: 'UnfreezePayees', reason, documents: [`doc_${kind}`] })
      .happens({ type: 'PayeesUnfrozen', reason })
  })
})

describe('whoever comes next stands as the reason says', () => {
  const died = thawed('claimant-died', 'death-certificate')

  test('#75 nobody is paid as the claimant who has died, but his heir, who proves it', () => {
    const scene = died.when(example.freezePayees('pty_x')).isRefused('STANDING_NOT_POSSIBLE')
    expect(scene.refusal?.field).toBe('/payees/0/as')
    const { evidence: _proof, ...unproven } = heir
    died.when(freeze([unproven])).isRefused('EVIDENCE_MISSING')
    died.when(freeze([heir])).stands('paying')
  })

  test('#75 the insured who outlives a claimant that was another is paid as the insured', () => {
    died.when(freeze([payee({ as: 'insured' })])).stands('paying')
    const same = { report: { insuredId: 'per_claimant' } } as const
    thawed('claimant-died', 'death-certificate', same)
      .when(freeze([payee({ as: 'insured' })]))
      .isRefused('STANDING_NOT_POSSIBLE')
  })

  test('#75 what was assigned is paid to the assignee, who proves it', () => {
    const assigned = thawed('claim-assigned', 'assignment-deed')
    assigned.when(example.freezePayees('pty_x')).isRefused('EVIDENCE_MISSING')
    assigned.when(freeze([takenBy('assignee', 'doc_assignment-deed')])).stands('paying')
  })

  test('#75 where a guardian was appointed he takes it', () => {
    const appointed = thawed('guardian-appointed', 'relationship-proof')
    appointed.when(example.freezePayees('pty_x')).isRefused('GUARDIAN_MISSING')
    appointed.when(freeze([takenBy('guardian', 'doc_relationship-proof')])).stands('paying')
  })

  test('#75 reasons do not mix: who died and who was named wrongly are thawed one after the other', () => {
    const both = given(example.agreed()).and(
      example.freezePayees('pty_a', 'pty_b'),
      example.supply('death-certificate', 'relationship-proof'),
    )
    const death = { type: 'UnfreezePayees', reason: 'claimant-died', documents: ['doc_death-certificate'] } as const
    const first = both.when({ ...death, payeeIds: ['pty_a'] })
    first.when({ ...example.thaw, payeeIds: ['pty_b'] }).isRefused('THAW_ONE_BY_ONE')
    const named = first.when(freeze([{ ...heir, share: 5_000 }]))
    named.when({ ...example.thaw, payeeIds: ['pty_b'] }).happens({ type: 'PayeesUnfrozen', payees: ['pty_b'] })
  })
})

describe('a change that is told before anybody is named', () => {
  const told = (reason: PayeeChangeReason, kind: DocumentKind): Scene =>
    given(example.agreed())
      .and(example.supply(kind, ...(others[kind] ?? [])))
      .when({ type: 'UnfreezePayees', reason, documents: [`doc_${kind}`] })

  test('#75 is remembered: nobody is paid as the claimant who has died, or has given his claim away', () => {
    const died = told('claimant-died', 'death-certificate')
    died.when(example.freezePayees('pty_x')).isRefused('STANDING_NOT_POSSIBLE')
    const named = died.when(freeze([heir])).stands('paying')
    expect(named.standing().changeTold).toBeNull()
    told('claim-assigned', 'assignment-deed').when(example.freezePayees('pty_x')).isRefused('EVIDENCE_MISSING')
  })

  test('#75 concerns nobody else: a guardian is asked for whom he was appointed, and a hospital is paid as before', () => {
    told('guardian-appointed', 'relationship-proof').when(example.freezePayees('pty_x')).stands('paying')
    const died = told('claimant-died', 'death-certificate').when(example.supply('mandate'))
    died.when(freeze([payee({ as: 'provider', evidence: ['doc_mandate'] })])).stands('paying')
  })
})

test('#75 a claim that lives by the first rules goes on by them', () => {
  const paying = example.paying()
  const old = given({ ...paying, claim: { ...paying.standing(), rules: 1 } })
  old
    .when({ ...example.thaw, reason: 'claimant-died' })
    .and(example.freezePayees('pty_heir'))
    .stands('paying')
})
