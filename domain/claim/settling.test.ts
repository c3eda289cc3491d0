import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { sumFen } from '../money.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'

const { agreed, freezePayees, offered } = example
const agree = { type: 'AgreeOffer', identityChecked: true } as const

test('#33 the claimant agrees, and is who he says', () => {
  given(offered())
    .when({ ...agree, identityChecked: false })
    .isRefused('IDENTITY_UNCHECKED')
  const scene = given(offered())
    .after(HOUR)
    .when(agree)
    .happens({ type: 'OfferAgreed', how: 'agreed' })
    .stands('agreed')
  expect(scene.standing().stage).toMatchObject({ agreement: { at: scene.now, how: 'agreed' } })
})

test('#33 a contract that needs no agreement is agreed on the day of the notice', () => {
  const scene = offered('pay', { policy: { fixedBenefit: true } })
  scene
    .happens(
      { type: 'NoticeDelivered' },
      { type: 'ClaimOffered' },
      { type: 'OfferAgreed', how: 'fixed-benefit', at: scene.now },
    )
    .stands('agreed')
})

test('#34 who stays silent is reminded and after ten working days paid what was determined', () => {
  const scene = given(offered())
  const end = endOfDay('2026-03-16')
  scene
    .passes(end - 1)
    .happens({ type: 'OfferReminded', percent: 50 })
    .stands('offered')
  scene
    .passes(end)
    .happens({ type: 'OfferReminded' }, { type: 'OfferAgreed', how: 'silence', at: end })
    .stands('agreed')
})

test('#34 an agreement at the last moment is an agreement, at the end of the time it was silence', () => {
  const end = endOfDay('2026-03-16')
  expect(
    given(offered())
      .at(end - 1)
      .when(agree)
      .standing().stage,
  ).toMatchObject({ agreement: { how: 'agreed' } })
  given(offered()).at(end).when(agree).isRefused('WRONG_STATUS')
})

test('#36 payees are frozen with whole shares, one payment each, and the fen that remain go to the named one', () => {
  const scene = given(agreed())
    .after(HOUR)
    .when(freezePayees('pty_a', 'pty_b', 'pty_c'))
    .happens({ type: 'PayeesFrozen' })
    .stands('paying')
  const { payees, payments } = scene.standing()
  expect(payees.map(({ share, amountFen }) => [share, amountFen])).toEqual([
    [3_334, 83_334],
    [3_333, 83_333],
    [3_333, 83_333],
  ])
  expect(sumFen(payments.map(({ amountFen }) => amountFen))).toBe(250_000)
  expect(payments.map(({ n, state }) => [n, state])).toEqual([
    [1, 'prepared'],
    [2, 'prepared'],
    [3, 'prepared'],
  ])
})

test('#36 a reference is unique in the claim and fits the bank: at most 32 letters and digits', () => {
  const references = given(agreed())
    .when(freezePayees('pty_a', 'pty_b'))
    .standing()
    .payments.map(({ reference }) => reference)
  expect(new Set(references).size).toBe(2)
  expect(references.every((reference) => /^[0-9A-Za-z]{1,32}$/.test(reference))).toBe(true)
})

test('#36 a share that rounds to nothing gets no payment, for no bank sends nothing', () => {
  const scene = given(agreed({ policy: { sumInsuredFen: 1 } })).when(freezePayees('pty_a', 'pty_b'))
  expect(scene.standing().payees).toHaveLength(2)
  expect(scene.standing().payments).toMatchObject([{ payeeId: 'pty_a', amountFen: 1 }])
})

test('#36 shares are above zero and sum to 100.00 %, each payee once, to his own account, the rounding one among them', () => {
  const { payees } = freezePayees('pty_a', 'pty_b')
  const [first, second] = payees as [(typeof payees)[number], (typeof payees)[number]]
  const frozen = (list: typeof payees, roundingTo = 'pty_a') =>
    given(agreed()).when({ type: 'FreezePayees', payees: list, roundingTo })
  frozen([first]).isRefused('SHARES_NOT_WHOLE')
  frozen([
    { ...first, share: 10_000 },
    { ...second, share: 0 },
  ]).isRefused('SHARES_NOT_WHOLE')
  frozen([
    { ...first, share: 10_001 },
    { ...second, share: -1 },
  ]).isRefused('SHARES_NOT_WHOLE')
  frozen([]).isRefused('SHARES_NOT_WHOLE')
  frozen([first, { ...second, payeeId: 'pty_a' }]).isRefused('PAYEE_LISTED_TWICE')
  frozen([first, { ...second, accountHolderIsPayee: false }]).isRefused('ACCOUNT_OF_ANOTHER')
  frozen(payees, 'pty_c').isRefused('ROUNDING_PAYEE_UNKNOWN')
})

test('#36 who approved the determination does not name the payees', () => {
  given(agreed())
    .when(freezePayees('pty_a'), person('intake-clerk', 'per_head-office'))
    .isRefused('SEPARATION_OF_DUTIES')
})

test('#36 payees of a reopened claim are paid under new numbers', () => {
  const again = given(example.closed())
    .after(DAY)
    .and(
      { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'assessing' },
      example.assessLoss(300_000),
      { type: 'ApproveProposal' },
    )
  const scene = example.deliver(again, 'result').and(agree, freezePayees('pty_only')).stands('paying')
  expect(scene.standing().payments).toMatchObject([
    { n: 1, state: 'settled', amountFen: 250_000 },
    { n: 2, state: 'prepared', amountFen: 50_000 },
  ])
})
