import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { requestAdvance } from '../../test/example-advances.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import type { DocumentKind } from './codes.ts'
import type { NamedBeneficiary, NamedPayee } from './payee-commands.ts'

const { namedOnFile: _insureds, ...stranger } = payee()
const liability: Example = { report: { line: 'liability' }, policy: { line: 'liability' } }
const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
const death: Example = { report: { line: 'life', facts }, policy: { line: 'life' } }

/** As if it had begun before version 2 of the rules. */
const ofVersion1 = (scene: Scene): Scene => given({ ...scene, claim: { ...scene.standing(), rules: 1 } })

const named = (payees: readonly NamedPayee[], kinds: readonly DocumentKind[] = [], told: Example = {}): Scene =>
  agreedWith(kinds, told).when(freeze(payees))

describe('who is paid without a word of his right is the insured or the claimant of this file', () => {
  test('#36 a name nobody on file has is refused on an account of his own, alone and beside the insured', () => {
    const scene = named([stranger]).isRefused('PAYEE_NOT_ON_FILE')
    expect(scene.refusal?.field).toBe('/payees/0/name')
    named([payee({ share: 5_000 }), { ...stranger, payeeId: 'pty_b', share: 5_000 }]).isRefused('PAYEE_NOT_ON_FILE')
  })

  test('#36 the claimant is paid as himself, and is not the insured', () => {
    named([payee({ namedOnFile: 'claimant' })]).stands('paying')
    named([payee({ namedOnFile: 'claimant', as: 'insured' })]).isRefused('PAYEE_NOT_ON_FILE')
  })

  test('#36 a hospital or a third party who filed is no claimant to be paid as himself', () => {
    for (const capacity of ['provider', 'third-party'] as const) {
      named([payee({ namedOnFile: 'claimant' })], [], { report: { capacity } }).isRefused('PAYEE_NOT_ON_FILE')
    }
  })

  test('#36 of liability a claimant who is not the insured has paid nobody', () => {
    const proven = { namedOnFile: 'claimant', evidence: ['doc_payment-proof'], upToFen: 250_000 } as const
    named([payee(proven)], ['payment-proof'], liability).isRefused('PAYEE_NOT_ON_FILE')
  })

  test('#58 an advance goes by the same rule', () => {
    const other = { payeeId: 'pty_x', accountHolderIsPayee: true }
    const scene = given(example.reviewing()).when(requestAdvance(1_000, { payee: other }))
    expect(scene.isRefused('PAYEE_NOT_ON_FILE').refusal?.field).toBe('/payee/name')
  })
})

describe('by a right there is on this claim', () => {
  test('#36 a third party is paid on liability lines only, and shown to have been harmed', () => {
    named([payee({ as: 'third-party' })]).isRefused('STANDING_NOT_POSSIBLE')
    named([payee({ as: 'third-party' })], [], liability).isRefused('EVIDENCE_MISSING')
    const shown = payee({ as: 'third-party', evidence: ['doc_photos'] })
    named([shown], ['photos'], liability).isRefused('EVIDENCE_MISSING')
  })

  test('#36 a beneficiary is paid where somebody died, and nowhere else', () => {
    named([payee({ as: 'beneficiary' })]).isRefused('STANDING_NOT_POSSIBLE')
  })

  test('#36 an heir comes after somebody whose death is on file', () => {
    const heir = payee({ as: 'heir', evidence: ['doc_relationship-proof'] })
    named([heir], ['relationship-proof']).isRefused('EVIDENCE_MISSING')
    named([heir], ['relationship-proof', 'death-certificate']).stands('paying')
    named([heir], ['relationship-proof', 'government-list']).stands('paying')
  })

  test('#36 the heirs of the insured stand where he stood: of liability they prove what he has paid', () => {
    const heir = payee({ as: 'heir', evidence: ['doc_relationship-proof'] })
    const kinds = ['relationship-proof', 'death-certificate', 'third-party-statement'] as const
    named([heir], kinds, liability).isRefused('LIABILITY_THIRD_PARTY_UNPAID')
    const proven = payee({ as: 'heir', evidence: ['doc_relationship-proof', 'doc_payment-proof'], upToFen: 250_000 })
    named([proven], [...kinds, 'payment-proof'], liability).stands('paying')
  })

  test('#36 the heirs of the victim have his right, shown like his', () => {
    const heir = payee({ as: 'heir', through: 'third-party', evidence: ['doc_relationship-proof'] })
    named([heir], ['relationship-proof', 'death-certificate'], liability).isRefused('EVIDENCE_MISSING')
    const shown = { ...heir, evidence: ['doc_relationship-proof', 'doc_third-party-statement'] }
    const kinds = ['relationship-proof', 'third-party-statement'] as const
    named([shown], kinds, liability).isRefused('EVIDENCE_MISSING')
    named([shown], [...kinds, 'death-certificate'], liability).stands('paying')
  })
})

describe('a death benefit', () => {
  const proofs = ['death-certificate', 'relationship-proof'] as const
  const heir = payee({ as: 'heir', through: 'estate', evidence: ['doc_relationship-proof'] })
  const wife = payee({ as: 'beneficiary', through: 'psn_wife' })
  const alive: NamedBeneficiary = { beneficiaryId: 'psn_wife', fate: 'alive' }
  const dead: NamedBeneficiary = { ...alive, fate: 'died-after', evidence: ['doc_death-certificate'] }
  const told = (who: NamedPayee, beneficiaries?: readonly NamedBeneficiary[]): Scene =>
    agreedWith(proofs, death).when(freeze([who], beneficiaries === undefined ? {} : { beneficiaries }))

  test('#36 nobody is paid before it is said whom it was meant for, also where the policy names nobody', () => {
    told(heir).isRefused('BENEFICIARIES_MISSING')
    told(wife).isRefused('BENEFICIARIES_MISSING')
    told(heir, []).stands('paying')
    told(wife, [alive]).stands('paying')
  })

  test('#36 who is paid as a beneficiary the policy names has his name, as far as anybody can compare', () => {
    const refused = told({ ...wife, isNamedThere: false }, [alive]).isRefused('PAYEE_NOT_ON_FILE')
    expect(refused.refusal?.field).toBe('/payees/0/name')
    told({ ...wife, isNamedThere: true }, [alive]).stands('paying')
    told(wife, [alive]).stands('paying')
  })

  test('#58 an advance goes to nobody by another’s name either', () => {
    const payee = { payeeId: 'pty_x', accountHolderIsPayee: true, as: 'beneficiary', through: 'psn_wife' } as const
    const ask = (isNamedThere: boolean): Scene =>
      given(example.reviewing(death)).when(
        requestAdvance(1_000, { why: 'big-loss', payee: { ...payee, isNamedThere } }),
      )
    expect(ask(false).isRefused('PAYEE_NOT_ON_FILE').refusal?.field).toBe('/payee/name')
    expect(ask(true).refusal).toBeNull()
  })

  test('#36 nobody takes it as the insured, and the claimant not for himself', () => {
    told(payee({ through: 'estate' }), []).isRefused('STANDING_NOT_POSSIBLE')
    told(payee({ as: 'insured', through: 'estate' }), []).isRefused('STANDING_NOT_POSSIBLE')
  })

  test('#36 what is the estate’s, or that of one who has died since, is an heir’s who proves it; who lives takes it himself', () => {
    told({ ...wife, through: 'estate' }, []).isRefused('STANDING_NOT_POSSIBLE')
    told(wife, [dead]).isRefused('STANDING_NOT_POSSIBLE')
    told({ ...heir, through: 'psn_wife' }, [alive]).isRefused('STANDING_NOT_POSSIBLE')
    const { evidence: _proof, ...unproven } = heir
    told({ ...unproven, through: 'psn_wife' }, [dead]).isRefused('EVIDENCE_MISSING')
    told({ ...heir, through: 'psn_wife' }, [dead]).stands('paying')
  })
})

test('#36 a claim that lives by the first rules goes on by them', () => {
  const old = (kinds: readonly DocumentKind[], told: Example): Scene => ofVersion1(agreedWith(kinds, told))
  old([], {})
    .when(freeze([{ ...stranger, as: 'third-party' }]))
    .stands('paying')
  old([], death)
    .when(freeze([stranger]))
    .stands('paying')
  old(['relationship-proof'], liability)
    .when(freeze([{ ...stranger, as: 'heir', evidence: ['doc_relationship-proof'] }]))
    .stands('paying')
})
