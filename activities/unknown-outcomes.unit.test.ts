import { expect, test } from 'vitest'

import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { ClaimReceipt } from '../domain/claim/commands.ts'
import { decide, passTime } from '../domain/claim/decide.ts'
import { isOfExercise } from '../domain/claim/emergency.ts'
import { learn } from '../domain/claim/learn.ts'
import type { Effect } from '../domain/claim/next-step.ts'
import { nextStep } from '../domain/claim/next-step.ts'
import { paymentReference } from '../domain/claim/payment-region.ts'
import type { Claim, Payment } from '../domain/claim/state.ts'
import { diceOf } from '../local/dice.ts'
import { contextAt, person } from '../test/claim-people.ts'
import * as example from '../test/example-claims.ts'
import type { PaymentFinding } from '../workflows/claim-contract.ts'
import { askBank } from './ask-bank.ts'
import type { BankTrouble, TrialBank } from '../test/bank-trial.ts'
import { openTrialBank, troubles } from '../test/bank-trial.ts'
import { createMemoryLedger, minute } from './payment-trial.ts'
import { sendPayment } from './send-payment.ts'

// A thousand payments whose first answer is lost: the rules, the activities and the book of the bank, on one clock.

const seed = 20_261_128
const lives = 1_000
const begun = example.paymentApproved()

/** A claim that pays, and the bank it pays by. */
interface Life {
  claim: Claim
  now: number
  readonly events: ClaimEvent[]
  /** When each of them was heard of: what the bank says may be older than its word. */
  readonly heardAt: Map<ClaimEvent, number>
  readonly bank: TrialBank
  readonly ledger: ReturnType<typeof createMemoryLedger>
}

function begin(nth: number, trouble: BankTrouble): Life {
  const dice = diceOf(seed + nth)
  const claimId = `clm_${String(nth).padStart(32, '0')}`
  const standing = begun.standing()
  const payments = standing.payments.map((payment) => ({ ...payment, reference: paymentReference(claimId, payment.n) }))
  const clock = (): number => life.now
  const life: Life = {
    claim: { ...standing, claimId, payments },
    now: begun.now,
    events: [],
    heardAt: new Map(),
    bank: openTrialBank({ dice, clock, deaf: nth % 3 === 0 ? 6 : 1, trouble }),
    ledger: createMemoryLedger(clock),
  }
  return life
}

/** Lives until the money has arrived and nothing is asked any more, or for forty days. */
async function live(life: Life): Promise<void> {
  const end = life.now + 40 * 1_440 * minute
  while (life.now < end) {
    for (const transfer of life.bank.report()) hear(life, transfer)
    const step = nextStep(life.claim, contextAt(life.now))
    const [effect] = step.kind === 'finish' ? [] : step.effects.filter(isOfBank)
    if (effect !== undefined) await act(life, effect)
    else if (!helped(life) && !waited(life, step.kind === 'finish' ? Infinity : (step.wait?.at ?? Infinity))) return
  }
}

type BankEffect = Extract<Effect, { readonly payment: Payment }>
const isOfBank = (effect: Effect): effect is BankEffect => 'payment' in effect

async function act(life: Life, { kind, payment, approvedBy }: BankEffect): Promise<void> {
  const order = { claimId: life.claim.claimId, payment, approvedBy }
  const desk = {
    ledger: life.ledger,
    bank: life.bank.gateway,
    screen: async () => ({ screeningId: 'scr_1', matches: [] }),
    now: () => life.now,
    newAttempt: () => `${payment.reference} at ${life.now}`,
    isOfExercise: async () => isOfExercise(life.claim),
    accountOf: async () => ({ number: payment.accountId ?? 'first', holderName: payment.payeeId, bankCode: 'ICBC' }),
  }
  const finding: PaymentFinding = kind === 'send-payment' ? await sendPayment(order, desk) : await askBank(order, desk)
  if (finding.answer === 'screening-hit') throw new Error('nobody is on a list here')
  const { screeningId, ...found } = finding
  tell(life, { type: 'BankAnswered', n: payment.n, ...found, ...(screeningId === undefined ? {} : { screeningId }) })
}

/** A receipt of the bank, as the inbox hands it on. */
function hear(life: Life, { order, state, reason, changedAt }: ReturnType<TrialBank['report']>[number]): void {
  const payment = life.claim.payments.find(({ reference }) => reference === order.reference)
  if (payment === undefined || state === 'accepted') throw new Error('the bank reports what nobody sent')
  const cause = reason === undefined ? {} : { cause: reason }
  tell(life, { type: 'BankAnswered', n: payment.n, answer: state, ageMs: life.now - changedAt, ...cause })
}

const tell = (life: Life, receipt: ClaimReceipt): void =>
  happened(life, learn(life.claim, receipt, contextAt(life.now)).events)

function happened(life: Life, events: readonly ClaimEvent[]): void {
  life.events.push(...events)
  for (const event of events) life.heardAt.set(event, life.now)
  life.claim = fold(life.claim, events)
}

/** What people owe the payments: a new account, a maker, a checker. False where nobody owes anything. */
function helped(life: Life): boolean {
  const { payments, stage } = life.claim
  if (stage.status !== 'paying' && payments.every(({ state }) => !waitsForPeople.has(state))) return false
  const troubled = payments.find(({ state }) => state === 'fix-account')
  const submitted = payments.find(({ state }) => state === 'submitted')
  const account = { accountId: `account-${life.events.length}`, accountHolderIsPayee: true, identityChecked: true }
  const request =
    troubled !== undefined
      ? { actor: person('claimant'), command: { type: 'NameNewAccount', n: troubled.n, ...account } as const }
      : submitted !== undefined
        ? {
            actor: person('payment-checker'),
            command: { type: 'CheckPayment', n: submitted.n, verdict: 'approve' } as const,
          }
        : { actor: person('payment-clerk'), command: { type: 'SubmitPayments' } as const }
  const decision = decide(life.claim, request, contextAt(life.now))
  if ('refusal' in decision) return false
  happened(life, decision.events)
  return true
}

const waitsForPeople: ReadonlySet<Payment['state']> = new Set(['fix-account', 'prepared', 'submitted'])

/** Goes on to whatever comes first; false when all is over. */
function waited(life: Life, wakeAt: number): boolean {
  const open = life.claim.payments.some(({ state, replacedBy }) => state !== 'settled' && replacedBy === undefined)
  const next = Math.min(wakeAt, life.bank.nextAt())
  if (!open && life.bank.nextAt() === Infinity) return false
  life.now = Math.max(life.now + 1, next)
  happened(life, passTime(life.claim, contextAt(life.now)).events)
  return true
}

const all = (async () => {
  const done: Life[] = []
  for (let nth = 0; nth < lives; nth += 1) {
    const life = begin(nth, troubles[nth % troubles.length] ?? 'lost after booking')
    await live(life)
    done.push(life)
  }
  return done
})()

const typesOf = ({ events }: Life, type: ClaimEvent['type']): readonly ClaimEvent[] =>
  events.filter((event) => event.type === type)

test('each of them is unknown once at least, and every one ends with the money at its payee', async () => {
  const done = await all
  expect(done.filter((life) => typesOf(life, 'PaymentUnknown').length === 0).map(nameOf)).toEqual([])
  expect(done.filter(({ claim }) => !['paid', 'closed'].includes(claim.stage.status)).map(nameOf)).toEqual([])
}, 60_000)

test('by the book of the bank everybody has his money once, on the account he named, and not a fen more', async () => {
  for (const life of await all) {
    const transfers = life.bank.book.all()
    const arrived = transfers.filter(({ state }) => state === 'settled')
    expect(`${nameOf(life)}: ${arrived.map(({ order }) => order.amountFen).join(' ')}`).toBe(`${nameOf(life)}: 250000`)
    for (const { order } of transfers) {
      const payment = life.claim.payments.find(({ reference }) => reference === order.reference)
      expect([order.amountFen, order.account.holderName, order.account.number]).toEqual([
        String(payment?.amountFen),
        payment?.payeeId,
        payment?.accountId ?? 'first',
      ])
    }
  }
}, 60_000)

test('nothing is sent that was not asked for right before, and nothing again that the bank may have', async () => {
  for (const life of await all) {
    const { bank } = life
    for (const reference of new Set(bank.calls.map((call) => call.reference))) {
      const said = bank.calls.filter((call) => call.reference === reference).map(({ what }) => what)
      expect(`${nameOf(life)} ${said.join(' ')}`).not.toMatch(/ send send|^\S+ send/)
    }
    expect([nameOf(life), bank.book.all().map(({ duplicates }) => duplicates)]).toEqual([
      nameOf(life),
      bank.book.all().map(() => 0),
    ])
  }
}, 60_000)

test('no other reference is given while one is unknown: what takes over comes after the bank’s final word', async () => {
  expect((await all).flatMap(hasty)).toEqual([])
}, 60_000)

const finals: ReadonlySet<string> = new Set(['PaymentRejected', 'PaymentRecalled', 'AccountNamed'])

/** Where a payment took over from one whose fate was open, or two stood open at once. */
function hasty(life: Life): readonly string[] {
  let claim: Claim = { ...begun.standing(), claimId: life.claim.claimId }
  return life.events.flatMap((event) => {
    const before = claim.payments
    claim = fold(claim, [event])
    const open = claim.payments.filter(({ replacedBy, state }) => replacedBy === undefined && state !== 'settled')
    const isHasty = claim.payments.length > before.length && !finals.has(event.type)
    return isHasty || open.length > 1 ? [`${nameOf(life)}: ${event.type}`] : []
  })
}

test('the bank is asked after 1, 5, 15 and 60 minutes, and a person is told after two hours, once', async () => {
  const done = await all
  expect(done.flatMap(askedAtOddTimes)).toEqual([])
  const told = done.flatMap((life) =>
    typesOf(life, 'PaymentOverdueUnknown').map((event) => [nameOf(life), event.at - unknownSince(life, event)]),
  )
  expect(told.length).toBeGreaterThan(10)
  expect(told.filter(([, after]) => after !== 120 * minute)).toEqual([])
}, 60_000)

/** Questions of the bank that do not come as long after its last word as the policy says. */
function askedAtOddTimes(life: Life): readonly string[] {
  return life.events.flatMap((event) => {
    if (!('queryAt' in event) || !('queries' in event)) return []
    const waits = event.queryAt - (life.heardAt.get(event) ?? NaN)
    return waits === ([1, 5, 15][event.queries - 1] ?? 60) * minute ? [] : [`${nameOf(life)}: ${event.type} ${waits}`]
  })
}

/** When the doubt began that ended in telling a person: the first unknown answer after the last one that knew. */
function unknownSince({ events }: Life, told: ClaimEvent): number {
  const n = 'n' in told ? told.n : 0
  const before = events.slice(0, events.indexOf(told)).filter((event) => 'n' in event && event.n === n)
  const known = before.findLastIndex(({ type }) => type !== 'PaymentUnknown')
  return before[known + 1]?.at ?? NaN
}

const nameOf = ({ claim }: Life): string => `claim ${Number(claim.claimId.slice(4))} of seed ${seed}`
