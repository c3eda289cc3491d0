import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import type { DocumentKind } from './codes.ts'
import { nextActions } from './next-actions.ts'

describe('whose account it is', () => {
  const anothers = { accountHolderIsPayee: false }

  test.each([
    ['guardian', 'relationship-proof'],
    ['mandatary', 'mandate'],
    ['assignee', 'assignment-deed'],
  ] as const)('#36 an account of the %s takes a proof of the kind %s on file', (as, kind) => {
    const receiver = { as, evidence: [`doc_${kind}`] }
    const scene = agreedWith([kind]).when(freeze([payee({ ...anothers, receiver })]))
    expect(scene.stands('paying').standing().payees).toMatchObject([{ receiver: as, evidence: [`doc_${kind}`] }])
    agreedWith([])
      .when(freeze([payee({ ...anothers, receiver })]))
      .isRefused('EVIDENCE_UNKNOWN')
    agreedWith(['other'])
      .when(freeze([payee({ ...anothers, receiver: { as, evidence: ['doc_other'] } })]))
      .isRefused('EVIDENCE_MISSING')
    agreedWith([])
      .when(freeze([payee({ ...anothers, receiver: { as, evidence: [] } })]))
      .isRefused('EVIDENCE_MISSING')
  })

  test('#36 an account of another without a word about it is refused, with its field', () => {
    const scene = agreedWith([])
      .when(freeze([payee(anothers)]))
      .isRefused('ACCOUNT_OF_ANOTHER')
    expect(scene.refusal?.field).toBe('/payees/0/account/holderName')
  })

  test('#36 a minor is paid through a proven guardian, also on an account of his own', () => {
    agreedWith([])
      .when(freeze([payee({ minor: true })]))
      .isRefused('GUARDIAN_MISSING')
    const mandatary = { as: 'mandatary', evidence: ['doc_mandate'] } as const
    agreedWith(['mandate'])
      .when(freeze([payee({ minor: true, receiver: mandatary })]))
      .isRefused('GUARDIAN_MISSING')
    const guardian = { as: 'guardian', evidence: ['doc_relationship-proof'] } as const
    agreedWith(['relationship-proof'])
      .when(freeze([payee({ minor: true, receiver: guardian })]))
      .stands('paying')
  })

  test('#36 the birth date on file and what is said of a minor agree, or somebody is wrong', () => {
    const guardian = { as: 'guardian', evidence: ['doc_relationship-proof'] } as const
    const named = (who: Parameters<typeof payee>[0]): Scene =>
      agreedWith(['relationship-proof']).when(freeze([payee(who)]))
    const wrong = [{ ageOnFile: 'minor' }, { ageOnFile: 'adult', minor: true, receiver: guardian }] as const
    for (const who of wrong) {
      expect(named(who).isRefused('AGE_DISAGREES').refusal?.field).toBe('/payees/0/minor')
    }
    named({ ageOnFile: 'minor', minor: true, receiver: guardian }).stands('paying')
    named({ ageOnFile: 'adult' }).stands('paying')
  })
})

describe('identification (AML law art. 31)', () => {
  const dear: Example = { claimedFen: 1_000_000 }
  const owed = (fen: number, kinds: readonly DocumentKind[] = ['mandate']): Scene => {
    const offered = given(example.assessing(dear)).when(example.assessLoss(fen)).and({ type: 'ApproveProposal' })
    const agreed = example.deliver(offered, 'result').when({ type: 'AgreeOffer', identityChecked: true })
    return kinds.length === 0 ? agreed : agreed.when(example.supply(...kinds))
  }
  const stranger = payee({ as: 'provider', evidence: ['doc_mandate'] })

  test('#36 from the amount of the policy on, whoever did not claim himself names the document that identifies him', () => {
    owed(999_999)
      .when(freeze([stranger]))
      .stands('paying')
    const scene = owed(1_000_000)
      .when(freeze([stranger]))
      .isRefused('PAYEE_UNIDENTIFIED')
    expect(scene.refusal?.field).toBe('/payees/0/identityDocumentId')
    owed(1_000_000)
      .when(freeze([{ ...stranger, identityDocumentId: 'doc_claim-form' }]))
      .isRefused('PAYEE_UNIDENTIFIED')
    owed(1_000_000)
      .when(freeze([{ ...stranger, identityDocumentId: 'doc_identity' }]))
      .stands('paying')
  })

  test('#36 who claims for himself was identified with his claim', () => {
    owed(5_000_000)
      .when(freeze([payee()]))
      .happens({ type: 'PayeesFrozen' })
  })

  test('#36 who takes the money for a payee is identified as well', () => {
    const receiver = { as: 'mandatary', evidence: ['doc_mandate'] } as const
    const scene = owed(1_000_000, ['mandate'])
      .when(freeze([payee({ accountHolderIsPayee: false, receiver })]))
      .isRefused('PAYEE_UNIDENTIFIED')
    expect(scene.refusal?.field).toBe('/payees/0/receiver/identityDocumentId')
    owed(1_000_000, ['mandate'])
      .when(
        freeze([payee({ accountHolderIsPayee: false, receiver: { ...receiver, identityDocumentId: 'doc_identity' } })]),
      )
      .stands('paying')
  })

  test('#36 what was paid on the case before counts', () => {
    const again = given(example.closed())
      .when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' })
      .and(example.assessLoss(1_200_000), { type: 'ApproveProposal' })
    const agreed = example.deliver(again, 'result').when({ type: 'AgreeOffer', identityChecked: true })
    agreed
      .and(example.supply('mandate'))
      .when(freeze([stranger]))
      .isRefused('PAYEE_UNIDENTIFIED')
  })
})

describe('liability lines (Insurance Law 65)', () => {
  const liability: Example = { report: { line: 'liability' }, policy: { line: 'liability' } }
  const motor: Example = { report: { line: 'motor-compulsory' }, policy: { line: 'motor-compulsory' } }
  const harmed = { as: 'third-party', evidence: ['doc_third-party-statement'] } as const

  test.each([liability, motor])('#36 the injured third party is the payee, not the insured', (told) => {
    agreedWith([], told)
      .when(freeze([payee()]))
      .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
    agreedWith([], told)
      .when(freeze([payee({ as: 'insured' })]))
      .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
    agreedWith(['third-party-statement'], told)
      .when(freeze([payee(harmed)]))
      .stands('paying')
  })

  test('#36 the insured is paid against proof that he paid, up to that sum', () => {
    const proven = { as: 'insured', evidence: ['doc_payment-proof'] } as const
    agreedWith(['payment-proof'], liability)
      .when(freeze([payee({ ...proven, upToFen: 249_999 })]))
      .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
    agreedWith(['other'], liability)
      .when(freeze([payee({ as: 'insured', evidence: ['doc_other'], upToFen: 250_000 })]))
      .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
    agreedWith(['payment-proof'], liability)
      .when(freeze([payee({ ...proven, upToFen: -1 })]))
      .isRefused('AMOUNT_NOT_FEN')
    agreedWith(['payment-proof'], liability)
      .when(freeze([payee({ ...proven, upToFen: 250_000 })]))
      .stands('paying')
  })

  test('#36 what the insured has paid goes to him and the rest to the third party', () => {
    const insured = payee({ share: 4_000, as: 'insured', evidence: ['doc_payment-proof'], upToFen: 100_000 })
    const victim = payee({ payeeId: 'pty_b', share: 6_000, ...harmed })
    const scene = agreedWith(['payment-proof', 'third-party-statement'], liability).when(freeze([insured, victim]))
    expect(scene.standing().payments.map(({ amountFen }) => amountFen)).toEqual([100_000, 150_000])
  })

  test('#36 a third party who claims himself is paid once the liability is established, a victim of motor at once', () => {
    const direct = { report: { ...liability.report, capacity: 'third-party' as const } }
    const victim = freeze([payee({ as: 'third-party', namedOnFile: 'claimant' })])
    agreedWith([], { ...liability, ...direct })
      .when(victim)
      .isRefused('LIABILITY_NOT_ESTABLISHED')
    agreedWith(['liability-document'], { ...liability, ...direct })
      .when(victim)
      .stands('paying')
    agreedWith([], { ...motor, report: { ...motor.report, capacity: 'third-party' } })
      .when(victim)
      .stands('paying')
  })
})

describe('direct settlement', () => {
  const hospital = payee({ as: 'provider', evidence: ['doc_mandate'] })

  test('#36 a hospital or repairer is paid directly with the authorisation of the insured', () => {
    agreedWith([])
      .when(freeze([payee({ as: 'provider' })]))
      .isRefused('PROVIDER_UNAUTHORISED')
    agreedWith(['photos'])
      .when(freeze([{ ...hospital, evidence: ['doc_photos'] }]))
      .isRefused('PROVIDER_UNAUTHORISED')
    agreedWith(['mandate'])
      .when(freeze([hospital]))
      .stands('paying')
  })

  test('#7 a provider who files is asked for the authorisation', () => {
    const missing = (report: Example['report'] = {}) => nextActions(example.received({ report }).standing()).missing
    expect(missing()).not.toContain('document mandate')
    expect(missing({ capacity: 'provider' })).toContain('document mandate')
  })
})
