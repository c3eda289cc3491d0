import { describe, expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { agreedAfter, agreedOn, approveAdvance, refusedAfter, requestAdvance } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { freeze, payee } from '../../test/payee-claims.ts'
import { bankRejects, check, submit } from '../../test/payment-examples.ts'
import { DAY, HOUR } from '../time.ts'
import type { CommandOf } from './commands.ts'
import type { NamedPayee } from './payee-commands.ts'

const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
const life = { report: { line: 'life', facts }, policy: { line: 'life' } } as const
const liability = { report: { line: 'liability' }, policy: { line: 'liability' } } as const

const wife = payee({ payeeId: 'pty_wife', as: 'beneficiary', through: 'psn_wife', share: 5_000 })
const son = payee({ payeeId: 'pty_son', as: 'beneficiary', through: 'psn_son', share: 5_000 })
const beneficiaries = (['psn_wife', 'psn_son'] as const).map(
  (beneficiaryId) => ({ beneficiaryId, fate: 'alive' }) as const,
)
const both = (change: Partial<CommandOf<'FreezePayees'>> = {}) => freeze([wife, son], { beneficiaries, ...change })
const wifeHad = [{ what: 'advance', n: 1, payeeId: 'pty_wife' }] as const

/** Somebody died; the claim is in review, with what shows who was harmed. */
const reviewing = (told: typeof life | typeof liability): Scene =>
  told === life
    ? example.triaged(life).and({ type: 'TriageClaim', needsSurvey: false })
    : given(example.reviewing(liability)).and(example.supply('third-party-statement'))

/** So much was advanced to one of them, by the right the others have too. */
function advancedTo(who: NamedPayee, amountFen: number, told: typeof life | typeof liability = life): Scene {
  const { share: _share, payeeId, ...right } = who
  const to = { ...right, payeeId: `${payeeId}_advance` }
  const asked = reviewing(told)
    .after(HOUR)
    .and(requestAdvance(amountFen, { why: 'big-loss', payee: to }), approveAdvance(), submit, check(1))
  return example.settle(asked, 1)
}

const amounts = (scene: Scene) =>
  scene.standing().payees.map(({ payeeId, amountFen, hadFen }) => [payeeId, amountFen, hadFen])
const recoveries = (scene: Scene) =>
  (scene.standing().recoveries ?? []).map(({ payeeId, amountFen, state }) => [payeeId, amountFen, state])

describe('an advance is taken from the part of whoever had it (Insurance Law 40)', () => {
  test('#36 #58 wife and son share 1,000 yuan alike: of 500 that the wife has had, nothing is taken from the son', () => {
    const scene = agreedOn(advancedTo(wife, 50_000), 100_000).when(both({ had: wifeHad }))
    scene.happens({ type: 'PayeesFrozen', netted: expect.objectContaining({ prepaidFen: 50_000, setOffFen: 0 }) })
    expect(amounts(scene)).toEqual([
      ['pty_wife', 0, 50_000],
      ['pty_son', 50_000, undefined],
    ])
    expect(scene.standing().payments.slice(1)).toMatchObject([{ payeeId: 'pty_son', amountFen: 50_000 }])
    expect(recoveries(scene)).toEqual([])
  })

  test('#59 what is above her part she owes back, and the son has his part all the same; nobody’s account is debited', () => {
    const scene = agreedOn(advancedTo(wife, 80_000), 100_000).when(both({ had: wifeHad }))
    scene.happens(
      { type: 'PayeesFrozen', netted: expect.objectContaining({ prepaidFen: 50_000 }) },
      { type: 'RecoveryOpened', cause: 'overpaid', amountFen: 30_000, payeeId: 'pty_wife' },
    )
    expect(recoveries(scene)).toEqual([['pty_wife', 30_000, 'open']])
    expect(amounts(scene)[1]).toEqual(['pty_son', 50_000, undefined])
    // Notices go to the claimant: a person asks whoever of them owes it.
    const told = scene.latest.flatMap(({ notices = [] }) => notices.map(({ kind, audience }) => [kind, audience]))
    expect(told).toContainEqual(['staff-work-item', 'supervisor'])
    expect(told.map(([kind]) => kind)).not.toContain('recovery')
  })

  test('#36 all that there is went to the wife: the claim does not pay itself out over the son', () => {
    const scene = agreedOn(advancedTo(wife, 100_000), 100_000).stands('agreed')
    const frozen = scene.when(both({ had: wifeHad })).stands('paying')
    expect(amounts(frozen)[1]).toEqual(['pty_son', 50_000, undefined])
    expect(recoveries(frozen)).toEqual([['pty_wife', 50_000, 'open']])
  })

  test('#36 of two victims each has his part, whatever the other has had', () => {
    const victim = (payeeId: string) =>
      payee({ payeeId, share: 5_000, as: 'third-party', evidence: ['doc_third-party-statement'] })
    const [one, two] = [victim('pty_one'), victim('pty_two')]
    const had = [{ what: 'advance', n: 1, payeeId: 'pty_one' }] as const
    const scene = agreedOn(advancedTo(one, 50_000, liability), 100_000).when(freeze([one, two], { had }))
    expect(amounts(scene)).toEqual([
      ['pty_one', 0, 50_000],
      ['pty_two', 50_000, undefined],
    ])
  })

  test('#36 an advance none of them had is asked back whole, and they have their parts', () => {
    const scene = agreedOn(advancedTo(wife, 80_000), 100_000).when(both({ had: [{ what: 'advance', n: 1 }] }))
    expect(amounts(scene)).toEqual([
      ['pty_wife', 50_000, undefined],
      ['pty_son', 50_000, undefined],
    ])
    expect(recoveries(scene)).toEqual([['pty_wife_advance', 80_000, 'open']])
  })
})

describe('who had it', () => {
  test('#36 is said where nobody can tell: with several payees, and where somebody has a right of his own', () => {
    const agreed = agreedOn(advancedTo({ ...wife, through: 'psn_other' }, 50_000), 100_000)
    const scene = agreed.when(both()).isRefused('EARLIER_MONEY_UNCLEAR')
    expect(scene.refusal).toMatchObject({ field: '/had', message: expect.stringContaining('advance 1') })
    const alone = freeze([{ ...son, share: 10_000 }], {
      beneficiaries: [{ beneficiaryId: 'psn_son', fate: 'alive' }],
    })
    agreed.when(alone).isRefused('EARLIER_MONEY_UNCLEAR')
  })

  test('#36 is known by the name and account it was sealed with, and by the right it was paid for', () => {
    const agreed = agreedOn(advancedTo({ ...wife, through: 'psn_other' }, 50_000), 100_000)
    const known = { ...wife, sameAs: ['pty_wife_advance'] }
    expect(amounts(agreed.when(freeze([known, son], { beneficiaries })))[0]).toEqual(['pty_wife', 0, 50_000])
    const byRight = agreedOn(advancedTo(wife, 50_000), 100_000).when(both())
    expect(amounts(byRight)[0]).toEqual(['pty_wife', 0, 50_000])
  })

  test('#36 is nobody outside the list, and only of money that went out and was not counted', () => {
    const agreed = agreedOn(advancedTo(wife, 50_000), 100_000)
    const refused = (had: NonNullable<CommandOf<'FreezePayees'>['had']>, index = 0) =>
      expect(agreed.when(both({ had })).isRefused('EARLIER_MONEY_UNCLEAR').refusal?.field).toBe(`/had/${index}`)
    refused([{ what: 'advance', n: 1, payeeId: 'pty_daughter' }])
    refused([{ what: 'advance', n: 2, payeeId: 'pty_wife' }])
    refused([{ what: 'overpaid', n: 1, payeeId: 'pty_wife' }])
    refused([...wifeHad, { what: 'advance', n: 1, payeeId: 'pty_son' }], 1)
  })
})

describe('afterwards', () => {
  const overpaid = (): Scene => agreedOn(advancedTo(wife, 80_000), 100_000).when(both({ had: wifeHad }))

  test('#44 #59 of an advance that comes back only what her part leaves is owed again, and meets what she owes', () => {
    const back = overpaid()
      .after(DAY)
      .learns({ ...bankRejects('account-closed'), answer: 'returned' })
    expect(back.standing().payments[0]).toMatchObject({ state: 'fix-account', amountFen: 50_000, returnedFen: 80_000 })
    expect(recoveries(back)).toEqual([['pty_wife', 30_000, 'recovered']])
  })

  test('#69 what she still owes is left out of her part of a later sum, and of nobody else’s', () => {
    const paid = example.settle(overpaid().and(submit, check(2)), 2).stands('paid')
    const reopened = paid.and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' })
    const again = agreedAfter(reopened.when(example.assessLoss(200_000)))
    const later = [
      { ...wife, payeeId: 'pty_w' },
      { ...son, payeeId: 'pty_s' },
    ]
    again.when(freeze(later, { beneficiaries })).isRefused('EARLIER_MONEY_UNCLEAR')
    const had = [{ what: 'overpaid', n: 1, payeeId: 'pty_w' }] as const
    const frozen = again.when(freeze(later, { beneficiaries, had }))
    // Another 1,000 yuan are parted, and the wife has had 300 of her 500.
    expect(amounts(frozen)).toEqual([
      ['pty_w', 20_000, 30_000],
      ['pty_s', 50_000, undefined],
    ])
    expect(recoveries(frozen)).toEqual([['pty_wife', 30_000, 'recovered']])
  })

  test('#75 who comes after one of them takes what is left to that one: they are thawed one after the other', () => {
    const frozen = agreedOn(advancedTo(wife, 20_000), 100_000).when(both({ had: wifeHad }))
    const together = frozen.when(example.thaw).isRefused('THAW_ONE_BY_ONE')
    expect(together.refusal?.field).toBe('/payeeIds')
    const thawed = frozen.when({ ...example.thaw, payeeIds: ['pty_wife'] })
    expect(thawed.standing().thaw).toMatchObject({ owedFen: 30_000, hadFen: 20_000 })
    thawed.when({ ...example.thaw, payeeIds: ['pty_son'] }).isRefused('THAW_ONE_BY_ONE')
    const anew = { ...wife, payeeId: 'pty_anew' }
    const named = thawed.when(freeze([anew], { beneficiaries }))
    expect(amounts(named)).toEqual([
      ['pty_son', 50_000, undefined],
      ['pty_anew', 30_000, 20_000],
    ])
    thawed.when(freeze([anew], { beneficiaries, had: wifeHad })).isRefused('EARLIER_MONEY_UNCLEAR')
  })

  test('#75 who has had all his part is not thawed with the others', () => {
    const frozen = agreedOn(advancedTo(wife, 50_000), 100_000).when(both({ had: wifeHad }))
    frozen.when(example.thaw).happens({ type: 'PayeesUnfrozen', payees: ['pty_son'] })
  })
})

test('#32 #59 of a claim that is refused each owes what he himself has had, and a person asks him', () => {
  const declined = refusedAfter(advancedTo(wife, 20_000)).stands('declined')
  expect(recoveries(declined)).toEqual([['pty_wife_advance', 20_000, 'open']])
  const back = declined.after(DAY).learns({ ...bankRejects('account-closed'), answer: 'returned' })
  expect(recoveries(back)).toEqual([['pty_wife_advance', 20_000, 'recovered']])
  expect(back.standing().payments[0]?.state).toBe('void')
})

test('#36 a claim that lives by the first rules takes an advance off what all share', () => {
  const agreed = agreedOn(advancedTo(wife, 50_000), 100_000)
  const old = given({ ...agreed, claim: { ...agreed.standing(), rules: 1 } })
  const scene = old.when(both())
  scene.happens({ type: 'PayeesFrozen', netted: { prepaidFen: 50_000, setOffFen: 0 } })
  expect(amounts(scene)).toEqual([
    ['pty_wife', 25_000, undefined],
    ['pty_son', 25_000, undefined],
  ])
})
