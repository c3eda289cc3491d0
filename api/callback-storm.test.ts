import { randomUUID } from 'node:crypto'

import type { Client } from '@temporalio/client'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { deliverReceipts } from '../activities/delivery/inbox-delivery.ts'
import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { openPayment } from '../db/payments.ts'
import { fold } from '../domain/claim/evolve.ts'
import { learn } from '../domain/claim/learn.ts'
import { paymentReference } from '../domain/claim/payment-region.ts'
import type { Claim } from '../domain/claim/state.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { showInstant } from '../domain/time.ts'
import { diceOf } from '../local/dice.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest, secrets } from '../test/api-under-test.ts'
import { calendar } from '../test/calendar-around.ts'
import { onItsWay } from '../test/payment-examples.ts'
import type { ClaimMessage } from '../workflows/claim-contract.ts'

// Ten thousand callbacks of the bank, through the real door and the real database, to five hundred claims that wait for them.

const seed = 20_261_128
const dice = diceOf(seed)
const deliveries = 10_000
const atOnce = 25

let api: ApiUnderTest
let worker: Database
beforeAll(async () => {
  api = await createApiUnderTest()
  worker = openDatabase(api.database.workerUrl, { max: 10, applicationName: 'storm-test' })
})
afterAll(async () => {
  await worker.close()
  await api.close()
})

const ends = ['settled', 'settled', 'settled', 'rejected', 'recalled', 'returned'] as const
type End = (typeof ends)[number]

interface Waiting {
  readonly claimId: string
  readonly reference: string
  readonly end: End
  claim: Claim
}

const waiting: readonly Waiting[] = Array.from({ length: 500 }, (_, nth) => {
  const claimId = `clm_00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`
  const sent = onItsWay().standing()
  const reference = paymentReference(claimId, 1)
  const claim = { ...sent, claimId, payments: sent.payments.map((payment) => ({ ...payment, reference })) }
  return { claimId, reference, end: ends[nth % ends.length] ?? 'settled', claim }
})

interface Word {
  readonly eventId: string
  readonly reference: string
  readonly type: string
  readonly amountFen: string
  readonly reason?: string
}

const word = (reference: string, state: End, amountFen = '250000'): Word => ({
  eventId: `evt_${randomUUID()}`,
  reference,
  type: `transfer.${state}`,
  amountFen,
  ...(state === 'settled' ? {} : { reason: state === 'recalled' ? 'other' : 'account-closed' }),
})

/** What the bank says truly: one word of each transfer, two of what came back after it had arrived. */
const truths = waiting.flatMap(({ reference, end }) =>
  end === 'returned' ? [word(reference, 'settled'), word(reference, 'returned')] : [word(reference, end)],
)
/** Signed by the bank, and about another sum than was sent. */
const strange = waiting.slice(0, 100).map(({ reference }) => word(reference, 'settled', '249999'))

interface Callback {
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly status: 200 | 401
}

const signed = (said: Word, secret = secrets.bank, at = Date.now(), status: Callback['status'] = 200): Callback => {
  const payload = JSON.stringify({ ...said, bankReference: 'BK1', occurredAt: showInstant(at) })
  const headers = {
    'content-type': 'application/json',
    'webhook-id': said.eventId,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': new Webhook(secret).sign(said.eventId, new Date(at), payload),
  }
  return { headers, payload, status }
}

/** Ways to say what the bank never said, or no longer says: of a true event, or of one that is made up. */
const forgeries: readonly ((said: Word) => Callback)[] = [
  (said) => signed(said, `whsec_${Buffer.alloc(32, 7).toString('base64')}`, Date.now(), 401),
  (said) => signed(said, secrets.messages, Date.now(), 401),
  (said) => signed(said, secrets.bank, Date.now() - 301_000, 401),
  (said) => signed(said, secrets.bank, Date.now() + 3_600_000, 401),
  (said) => altered(said, ({ payload }) => ({ payload: payload.replace('250000', '950000') })),
  (said) => altered(said, ({ payload }) => ({ payload: payload.replace('transfer.', ' transfer.') })),
  (said) => altered(said, ({ payload }) => ({ payload: JSON.stringify(JSON.parse(payload), null, 1) })),
  (said) => altered(said, ({ headers }) => ({ headers: { ...headers, 'webhook-id': `evt_${randomUUID()}` } })),
  (said) => altered(said, ({ headers }) => ({ headers: { ...headers, 'webhook-signature': 'v1,AAAA' } })),
  (said) => {
    const { headers, ...old } = signed(said, secrets.bank, Date.now() - 86_400_000, 401)
    return { ...old, headers: { ...headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000)) } }
  },
]

function altered(said: Word, change: (whole: Callback) => Partial<Callback>): Callback {
  const whole = signed(said)
  return { ...whole, ...change(whole), status: 401 }
}

/** Every truth at least once and mostly many times, a third of all forged or stale, in no order. */
function storm(): readonly Callback[] {
  const once = [...truths, ...strange].map((said) => signed(said))
  const more = Array.from({ length: deliveries - once.length }, () => {
    const said = dice.pick(truths)
    if (dice.below(3) > 0) return signed(said)
    const lie = word(said.reference, dice.pick(ends))
    return dice.pick(forgeries)(dice.below(2) === 0 ? said : lie)
  })
  return shuffled([...once, ...more])
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = dice.below(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
  }
  return mixed
}

/** How often each message reached a claim; the claims learn as their workflows would. */
const told = new Map<string, number>()
const client = {
  withDeadline: (_deadline: number, call: () => Promise<void>) => call(),
  workflow: {
    getHandle: (workflowId: string) => ({
      async signal(_definition: unknown, { messageId, receipt }: ClaimMessage) {
        told.set(messageId, (told.get(messageId) ?? 0) + 1)
        const one = waiting.find(({ claimId }) => workflowId.endsWith(claimId))
        if (one === undefined) throw new Error(`nobody waits as ${workflowId}`)
        const context = { now: one.claim.lastAt + 60_000, calendar, policy: defaultServicePolicy }
        one.claim = fold(one.claim, learn(one.claim, receipt, context).events)
      },
    }),
  },
} as unknown as Client

test(`of ${deliveries} callbacks, doubled, out of order, forged and stale, each true one acts once and no other at all`, async () => {
  for (const { claimId, reference, claim } of waiting) {
    const { n, payeeId, amountFen } = claim.payments[0] ?? { n: 0, payeeId: '', amountFen: 0 }
    await openPayment(worker, { claimId, payment: { n, payeeId, amountFen, reference }, approvedBy: 'per_checker' })
  }
  const wrong = await deliverAll(storm())
  expect(wrong, `seed ${seed}`).toEqual([])
  const kept = await worker.execute<{ event_id: string }>(sql`select event_id from inbox`)
  expect(new Set(kept.rows.map(({ event_id: id }) => id))).toEqual(
    new Set([...truths, ...strange].map(({ eventId }) => eventId)),
  )

  const desk = { db: worker, client, log: pino({ level: 'silent' }), policy: defaultServicePolicy }
  const calendars = { current: async () => calendar }
  while ((await deliverReceipts({ ...desk, calendars })) > 0);
  expect(told).toEqual(new Map(truths.map(({ eventId }) => [`bank/${eventId}`, 1])))
  expect(waiting.map(standing), `seed ${seed}`).toEqual(waiting.map(({ end }) => meant[end]))

  const { rows } = await worker.execute(
    sql`select facts->>'reason' as reason, count(*)::int as n from work_items group by 1`,
  )
  expect(rows).toEqual([{ reason: 'amount-differs', n: strange.length }])
  const booked = await worker.execute<{ reference: string; state: string }>(sql`select reference, state from payments`)
  const inBook = new Map(booked.rows.map(({ reference, state }) => [reference, state]))
  expect(waiting.map(({ reference }) => inBook.get(reference))).toEqual(waiting.map(({ end }) => end))
}, 240_000)

/** Callbacks that were not answered as they deserve. */
async function deliverAll(callbacks: readonly Callback[]): Promise<readonly string[]> {
  const wrong: string[] = []
  for (let from = 0; from < callbacks.length; from += atOnce) {
    const answers = await Promise.all(
      callbacks.slice(from, from + atOnce).map(async ({ headers, payload, status }) => {
        const answer = await api.app.inject({ method: 'POST', url: '/v1/callbacks/bank', headers, payload })
        return answer.statusCode === status ? [] : [`${answer.statusCode} for ${payload}`]
      }),
    )
    wrong.push(...answers.flat())
  }
  return wrong
}

/** What became of the payments of a claim: the first, and what took over from it. */
const standing = ({ claim }: Waiting): string => claim.payments.map(({ state }) => state).join(' ')

const meant: Readonly<Record<End, string>> = {
  settled: 'settled',
  rejected: 'fix-account',
  returned: 'fix-account',
  recalled: 'recalled prepared',
}
