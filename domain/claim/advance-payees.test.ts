import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advanceAsked, advancePaid, approveAdvance, requestAdvance } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { noteRescue, toldByPolice } from '../../test/payee-claims.ts'
import { bankRejects, check, newAccount, submit } from '../../test/payment-examples.ts'
import { defaultServicePolicy } from '../service-policy.ts'

/** Filed without a document that identifies the claimant. */
function unidentified(): Scene {
  const { documents, ...filing } = example.fileClaim()
  return given(example.reported()).when({ ...filing, documents: documents.filter(({ kind }) => kind !== 'identity') })
}

const hospital = { payeeId: 'pty_hospital', accountHolderIsPayee: true, as: 'provider' } as const
const rescue = requestAdvance(80_000, {
  evidence: ['doc_traffic-report'],
  payee: { ...hospital, evidence: ['doc_traffic-report'] },
})

test('#58 from a case total on, all advances together, whoever gets one is identified first', () => {
  unidentified().when(requestAdvance(999_999)).happens({ type: 'PrepaymentRequested' })
  const refused = unidentified().when(requestAdvance(1_000_000)).isRefused('PAYEE_UNIDENTIFIED')
  expect(refused.refusal?.field).toBe('/payee/identityDocumentId')
  const had = advancePaid(600_000, unidentified())
  had.when(requestAdvance(400_000)).isRefused('PAYEE_UNIDENTIFIED')
  had.when(requestAdvance(399_999)).happens({ type: 'PrepaymentRequested' })
  const known = had.and(example.supply('identity')).when(requestAdvance(400_000))
  known.happens({ type: 'PrepaymentRequested' })
})

test('#58 who is not the claimant is identified by a document of his own', () => {
  const filed = given(example.reviewing()).when(example.supply('mandate', 'medical-record'))
  const asked = (identityDocumentId?: string) =>
    filed.when(
      requestAdvance(1_000_000, {
        payee: { ...hospital, evidence: ['doc_mandate'], ...(identityDocumentId && { identityDocumentId }) },
      }),
    )
  asked().isRefused('PAYEE_UNIDENTIFIED')
  asked('doc_medical-record').isRefused('PAYEE_UNIDENTIFIED')
  const known = asked('doc_identity').happens({ type: 'PrepaymentRequested' })
  expect(known.standing().prepayments).toMatchObject([{ as: 'provider', identityDocumentId: 'doc_identity' }])
})

test('#58 the threshold of the day of the approval counts, and less may be approved below it', () => {
  const aml = { identifyFromFen: 500_000 }
  const stricter = advanceAsked(600_000, unidentified()).under({ policy: { ...defaultServicePolicy, aml } })
  stricter.when(approveAdvance()).isRefused('PAYEE_UNIDENTIFIED')
  stricter.when({ ...approveAdvance(), amountFen: 499_999 }).happens({ type: 'PrepaymentApproved' })
})

test('#58 a hospital is advanced rescue costs on the notice of the police: C27 ends when it has them', () => {
  const told = toldByPolice().and(noteRescue)
  const approved = told.and(rescue, approveAdvance(), submit, check(1))
  expect(approved.clock('C27').state).toBe('running')
  const paid = example.settle(approved, 1)
  expect(paid.clock('C27')).toMatchObject({ state: 'met', endedAt: paid.now })
})

test('#58 an advance follows the rules of payees: a provider is authorised, and of liability the third party is paid', () => {
  given(example.reviewing())
    .when(requestAdvance(1, { payee: { ...hospital, evidence: [] } }))
    .isRefused('PROVIDER_UNAUTHORISED')
  toldByPolice()
    .when({ ...rescue, payee: { ...hospital, evidence: ['doc_none'] } })
    .isRefused('EVIDENCE_UNKNOWN')
  const plain = { payeeId: 'pty_insured', accountHolderIsPayee: true, namedOnFile: 'insured' } as const
  toldByPolice()
    .when({ ...rescue, payee: plain })
    .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
  toldByPolice()
    .when({ ...rescue, payee: { ...plain, as: 'third-party', evidence: ['doc_traffic-report'] } })
    .happens({ type: 'PrepaymentRequested' })
})

const minor = { payeeId: 'pty_child', accountHolderIsPayee: false, minor: true, namedOnFile: 'insured' } as const
const guardian = { as: 'guardian', evidence: ['doc_relationship-proof'] } as const
const proven = (): Scene => given(example.reviewing()).when(example.supply('relationship-proof', 'medical-record'))

test('#58 an advance to a minor goes through a proven guardian', () => {
  const alone = proven().when(requestAdvance(1_000, { payee: minor }))
  expect(alone.isRefused('GUARDIAN_MISSING').refusal?.field).toBe('/payee/receiver')
  const unproven = { ...guardian, evidence: ['doc_medical-record'] }
  const asked = (receiver: typeof guardian | typeof unproven) =>
    proven().when(requestAdvance(1_000, { payee: { ...minor, receiver } }))
  expect(asked(unproven).isRefused('EVIDENCE_MISSING').refusal?.field).toBe('/payee/receiver/evidence')
  const named = asked(guardian).happens({ type: 'PrepaymentRequested' })
  expect(named.standing().prepayments).toMatchObject([{ payeeId: 'pty_child', receiver: guardian }])
  proven()
    .when(requestAdvance(1_000, { payee: { payeeId: 'pty_child', accountHolderIsPayee: false } }))
    .isRefused('ACCOUNT_OF_ANOTHER')
})

test('#58 nobody advances money to a minor by not saying that he is one', () => {
  const grown = {
    payeeId: 'pty_child',
    accountHolderIsPayee: true,
    namedOnFile: 'insured',
    ageOnFile: 'minor',
  } as const
  const refused = proven()
    .when(requestAdvance(1_000, { payee: grown }))
    .isRefused('AGE_DISAGREES')
  expect(refused.refusal?.field).toBe('/payee/minor')
})

test('#58 from the case total on the guardian is identified as well', () => {
  const asked = (receiver: object) =>
    proven().when(requestAdvance(1_000_000, { payee: { ...minor, receiver: { ...guardian, ...receiver } } }))
  expect(asked({}).isRefused('PAYEE_UNIDENTIFIED').refusal?.field).toBe('/payee/receiver/identityDocumentId')
  asked({ identityDocumentId: 'doc_identity' }).and(approveAdvance()).happens({ type: 'PrepaymentApproved' })
})

test('#39 #42 another account of an advance to a minor is again that of a proven guardian', () => {
  const paid = proven().and(requestAdvance(1_000, { payee: { ...minor, receiver: guardian } }), approveAdvance())
  const failed = paid.and(submit, check(1)).learns(bankRejects('account-closed'))
  const other = { ...newAccount(), accountHolderIsPayee: false }
  expect(failed.when(other).isRefused('GUARDIAN_MISSING').refusal?.field).toBe('/receiver')
  failed.when(newAccount()).isRefused('GUARDIAN_MISSING')
  failed.when({ ...other, receiver: { ...guardian, evidence: ['doc_none'] } }).isRefused('EVIDENCE_UNKNOWN')
  failed.when({ ...other, receiver: { ...guardian, as: 'mandatary' } }).isRefused('GUARDIAN_MISSING')
  const named = failed
    .when({ ...other, receiver: guardian })
    .happens({ type: 'AccountNamed', n: 1, receiver: guardian })
  expect(named.standing().prepayments).toMatchObject([{ receiver: guardian }])
  example.settle(named.and(submit, check(2)), 2).happens({ type: 'PaymentSettled', n: 2 })
})

test('#42 of what an agreement owes nobody but its payees takes another account', () => {
  const failed = given(example.paymentApproved()).learns(bankRejects('account-closed'))
  failed.when({ ...newAccount(), receiver: guardian }).isRefused('ACCOUNT_OF_ANOTHER')
})
