import { describe, test } from 'vitest'
import type { Example } from '../../test/example-claims.ts'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import type { NamedBeneficiary, NamedPayee } from './payee-commands.ts'

describe('death benefits (Insurance Law 40, 42; interpretation III art. 12)', () => {
  const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
  const death: Example = {
    report: { line: 'life', facts },
    policy: {
      line: 'life',
      beneficiaries: [
        { beneficiaryId: 'psn_wife', order: 1, share: 6_000 },
        { beneficiaryId: 'psn_son', order: 1, share: 4_000 },
        { beneficiaryId: 'psn_father', order: 2, share: 10_000 },
      ],
    },
  }
  const named = (change: Partial<Record<string, Partial<NamedBeneficiary>>> = {}): readonly NamedBeneficiary[] =>
    (['psn_wife', 'psn_son', 'psn_father'] as const).map((beneficiaryId, index) => ({
      beneficiaryId,
      order: index === 2 ? 2 : 1,
      share: [6_000, 4_000, 10_000][index] ?? 0,
      fate: 'alive' as const,
      ...change[beneficiaryId],
    }))
  const wife = payee({ payeeId: 'pty_wife', as: 'beneficiary', through: 'psn_wife', share: 6_000 })
  const son = payee({ payeeId: 'pty_son', as: 'beneficiary', through: 'psn_son', share: 4_000 })
  const gone = { fate: 'died-before', evidence: ['doc_death-certificate'] } as const
  const proofs = ['death-certificate', 'relationship-proof'] as const

  test('#36 where the policy names beneficiaries, the list says what became of each', () => {
    agreedWith([], death)
      .when(freeze([wife, son]))
      .isRefused('BENEFICIARIES_MISSING')
    agreedWith([], death)
      .when(freeze([wife, son], { beneficiaries: named() }))
      .stands('paying')
  })

  test('#36 payees take exactly what they are entitled to, each by a right that is named', () => {
    const refused = (payees: readonly NamedPayee[]) =>
      agreedWith([], death)
        .when(freeze(payees, { beneficiaries: named() }))
        .isRefused('BENEFICIARY_SHARES')
    refused([
      { ...wife, share: 5_000 },
      { ...son, share: 5_000 },
    ])
    refused([wife, { ...son, through: 'psn_father' }])
    const { through: _through, ...nobody } = son
    refused([wife, nobody])
    refused([{ ...wife, share: 10_000 }])
  })

  test('#36 a beneficiary who died before leaves his share to the other of his rank, by a document on file', () => {
    const all = freeze([{ ...wife, share: 10_000 }], { beneficiaries: named({ psn_son: gone }) })
    agreedWith([], death).when(all).isRefused('EVIDENCE_UNKNOWN')
    agreedWith(proofs, death).when(all).stands('paying')
    const unproven = named({ psn_son: { fate: 'died-before' } })
    agreedWith(proofs, death)
      .when(freeze([{ ...wife, share: 10_000 }], { beneficiaries: unproven }))
      .isRefused('EVIDENCE_MISSING')
  })

  test('#36 who died after the event leaves his share to his own heirs, who may be several', () => {
    const heir = (payeeId: string, share: number) =>
      payee({ payeeId, share, as: 'heir', through: 'psn_son', evidence: ['doc_relationship-proof'] })
    const beneficiaries = named({ psn_son: { ...gone, fate: 'died-after' } })
    const payees = [wife, heir('pty_one', 1_000), heir('pty_two', 3_000)]
    agreedWith(proofs, death).when(freeze(payees, { beneficiaries })).stands('paying')
    agreedWith(['death-certificate', 'photos'], death)
      .when(freeze([wife, { ...heir('pty_one', 4_000), evidence: ['doc_photos'] }], { beneficiaries }))
      .isRefused('EVIDENCE_MISSING')
  })

  test('#36 with nobody left, or nobody named, the heirs of the insured take what is the estate’s', () => {
    const heir = payee({ as: 'heir', through: 'estate', evidence: ['doc_relationship-proof'] })
    const nobody = named({
      psn_wife: { ...gone, fate: 'died-in-same-event' },
      psn_son: { ...gone, fate: 'lost-right' },
      psn_father: { ...gone, fate: 'disclaimed' },
    })
    agreedWith(proofs, death)
      .when(freeze([heir], { beneficiaries: nobody }))
      .stands('paying')
    const unnamed: Example = { report: { line: 'life', facts }, policy: { line: 'life' } }
    agreedWith(proofs, unnamed)
      .when(freeze([heir], { beneficiaries: [] }))
      .happens({ type: 'PayeesFrozen' })
  })

  test('#36 the list is the policy’s: a person, a rank or a share that differs is refused, and so is one that contradicts itself', () => {
    const refused = (beneficiaries: readonly NamedBeneficiary[]) =>
      agreedWith([], death)
        .when(freeze([wife, son], { beneficiaries }))
        .isRefused('DESIGNATION_UNCLEAR')
    refused(named({ psn_son: { beneficiaryId: 'psn_other' } }))
    refused(named({ psn_wife: { share: 5_000 }, psn_son: { share: 5_000 } }))
    refused(named().slice(0, 2))
    refused(named({ psn_son: { beneficiaryId: 'psn_wife' } }))
  })

  test('#36 beneficiaries are named where somebody died, and nowhere else', () => {
    agreedWith([])
      .when(freeze([payee()], { beneficiaries: [] }))
      .isRefused('DESIGNATION_UNCLEAR')
  })
})
