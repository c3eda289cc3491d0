import { expect, test } from 'vitest'
import { GatewayRefused, GatewayUnavailable } from './gateways/http-call.ts'
import { createPaymentTrial, minute } from './payment-trial.ts'

async function createClearedTrial() {
  const trial = createPaymentTrial()
  await trial.ask()
  return trial
}

test('what was never attempted goes out as soon as the bank does not know it', async () => {
  const trial = createPaymentTrial()
  expect(await trial.ask()).toEqual({ answer: 'never-seen', ageMs: 0, screeningId: 'scr_1' })
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.calls).toBe(1)
})

test('after an attempt nothing is sent before the bank’s "not found" is final', async () => {
  const trial = await createClearedTrial()
  trial.bank.failNext(new GatewayUnavailable({ partner: 'bank', intent: 'transfer' }, 'no answer'))
  expect((await trial.send()).answer).toBe('no-answer')
  trial.bank.forget()
  trial.wait(2 * minute)
  expect(await trial.ask()).toEqual({ answer: 'not-found', ageMs: 0 })
  expect((await trial.send()).answer).toBe('not-found')
  trial.wait(minute)
  expect((await trial.ask()).answer).toBe('never-seen')
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.calls).toBe(2)
})

test('one clearance is one call, however often and by however many the send is asked for', async () => {
  const trial = await createClearedTrial()
  const findings = await Promise.all(Array.from({ length: 20 }, () => trial.send()))
  expect(findings.filter(({ answer }) => answer === 'accepted').length).toBeGreaterThan(0)
  expect(trial.bank.state.calls).toBe(1)
})

test('killed before the attempt was taken: the next send goes out', async () => {
  const trial = await createClearedTrial()
  trial.failOnce('accountOf')
  await expect(trial.send()).rejects.toThrow('killed')
  expect(trial.ledger.row().state).toBe('cleared')
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.calls).toBe(1)
})

test('killed between the compare-and-set and the call: found never seen, then sent under the same reference', async () => {
  const trial = await createClearedTrial()
  trial.failOnce('afterBeginSend')
  await expect(trial.send()).rejects.toThrow('killed')
  expect((await trial.ask()).answer).toBe('not-found')
  expect((await trial.send()).answer).toBe('not-found')
  trial.wait(2 * minute)
  expect((await trial.ask()).answer).toBe('never-seen')
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.calls).toBe(1)
  expect(trial.bank.state.booked).toBe(1)
})

test('killed after the bank took it: the bank is asked, never sent to again', async () => {
  const trial = await createClearedTrial()
  trial.bank.hangAfterBooking()
  void trial.send()
  await trial.bank.state.called.promise
  expect(trial.ledger.row().state).toBe('sent')
  trial.wait(60 * minute)
  expect((await trial.send()).answer).toBe('accepted')
  expect((await trial.ask()).answer).toBe('accepted')
  expect(trial.bank.state.calls).toBe(1)
})

test('killed after the answer, before it is recorded: a query records it', async () => {
  const trial = await createClearedTrial()
  trial.failOnce('keep')
  await expect(trial.send()).rejects.toThrow('killed')
  expect(trial.ledger.row().state).toBe('sent')
  expect((await trial.ask()).answer).toBe('accepted')
  expect(trial.ledger.row().state).toBe('accepted')
  expect(trial.bank.state.calls).toBe(1)
})

test('frozen between the compare-and-set and the call: it wakes up too late to send', async () => {
  const trial = await createClearedTrial()
  trial.freezeAfterBeginSend(5 * minute)
  expect(await trial.send()).toEqual({ answer: 'no-answer', cause: 'woke-too-late', ageMs: 0 })
  expect(trial.bank.state.calls).toBe(0)
  expect((await trial.ask()).answer).toBe('never-seen')
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.booked).toBe(1)
})

test('a zombie whose attempt was retired changes nothing when it comes back', async () => {
  const trial = await createClearedTrial()
  const zombie = trial.bank.dropWithoutAnswer()
  const first = trial.send()
  await trial.bank.state.called.promise
  trial.wait(5 * minute)
  expect((await trial.ask()).answer).toBe('never-seen')
  expect((await trial.send()).answer).toBe('accepted')
  zombie.wake(new GatewayUnavailable({ partner: 'bank', intent: 'transfer' }, 'no answer'))
  expect((await first).answer).toBe('no-answer')
  expect(trial.ledger.row().state).toBe('accepted')
  expect(trial.bank.state.booked).toBe(1)
})

test('while an attempt may still be on its way, even a final "not found" allows no other', async () => {
  const trial = await createClearedTrial()
  trial.wait(10 * minute)
  trial.failOnce('afterBeginSend')
  await expect(trial.send()).rejects.toThrow('killed')
  expect((await trial.ask()).answer).toBe('not-found')
})

test('a send that begins while the bank is being asked is not cleared away', async () => {
  const trial = await createClearedTrial()
  const asked = trial.bank.pauseQuery()
  const query = trial.ask()
  await asked.begun
  const sent = trial.send()
  await trial.bank.state.called.promise
  asked.goOn()
  expect((await query).answer).toBe('not-found')
  expect((await sent).answer).toBe('accepted')
  expect(trial.ledger.row().state).toBe('accepted')
})

test.each([
  [new GatewayUnavailable({ partner: 'bank', intent: 'transfer' }, 'no answer'), 'GatewayUnavailable'],
  [new GatewayRefused({ partner: 'bank', intent: 'transfer' }, 400, 'INVALID'), 'INVALID'],
  [new TypeError('account 6222020000000000 is odd'), 'TypeError'],
])('any error of the send is an unknown outcome with a cause that gives nothing away (%#)', async (error, cause) => {
  const trial = await createClearedTrial()
  trial.bank.failNext(error)
  expect(await trial.send()).toEqual({ answer: 'no-answer', cause, ageMs: 0 })
  expect(trial.ledger.row().state).toBe('unknown')
})

test('of a claim that came to belong to an exercise after it was cleared nothing is sent, and the attempt stays free', async () => {
  const trial = await createClearedTrial()
  trial.exercise()
  expect(await trial.send()).toEqual({ answer: 'no-answer', cause: 'exercise', ageMs: 0 })
  expect(trial.bank.state.calls).toBe(0)
  expect(trial.ledger.row()).toMatchObject({ state: 'cleared', attempt: null })
})

test('what the bank took before the exercise came is asked for all the same', async () => {
  const trial = await createClearedTrial()
  await trial.send()
  trial.exercise()
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.calls).toBe(1)
})

test('a bank that does not answer a query leaves everything as it is', async () => {
  const trial = createPaymentTrial()
  trial.bank.state.isDown = true
  expect(await trial.ask()).toEqual({ answer: 'no-answer', cause: 'GatewayUnavailable', ageMs: 0 })
  expect(trial.ledger.row().state).toBe('prepared')
})

test('another amount under our reference is kept from the claim and left to a person', async () => {
  const trial = await createClearedTrial()
  trial.bank.book(1)
  expect(await trial.ask()).toEqual({ answer: 'no-answer', cause: 'amount-differs', ageMs: 0 })
  expect(trial.ledger.row().state).toBe('cleared')
})

test('the bank’s instant reaches the claim as an age, never negative', async () => {
  const trial = await createClearedTrial()
  await trial.send()
  trial.bank.become({ state: 'settled' })
  trial.wait(3 * minute)
  expect(await trial.ask()).toEqual({ answer: 'settled', ageMs: 3 * minute })
  trial.wait(-5 * minute)
  expect(await trial.ask()).toMatchObject({ ageMs: 0 })
})

test.each([
  ['rejected', 'account-closed'],
  ['returned', 'account-closed'],
  ['recalled', 'account-closed'],
] as const)('a transfer that is %s has not reached the payee', async (state, cause) => {
  const trial = await createClearedTrial()
  await trial.send()
  trial.bank.become({ state, reason: 'account-closed' })
  expect(await trial.ask()).toEqual({ answer: state, cause, ageMs: 0 })
  expect(trial.ledger.row()).toMatchObject({ state, cause })
})

test('who stands on a list is not cleared, and nothing is sent to him', async () => {
  const trial = createPaymentTrial()
  trial.screenAs('list_1')
  expect(await trial.ask()).toEqual({ answer: 'screening-hit', screeningId: 'scr_2', matches: ['list_1'] })
  expect(trial.ledger.row().state).toBe('prepared')
  expect((await trial.send()).answer).toBe('screening-hit')
  expect(trial.bank.state.calls).toBe(0)
})

test('who came upon a list meanwhile is not sent to again, although the bank never had it', async () => {
  const trial = await createClearedTrial()
  trial.bank.failNext(new GatewayUnavailable({ partner: 'bank', intent: 'transfer' }, 'no answer'))
  expect((await trial.send()).answer).toBe('no-answer')
  trial.screenAs('list_1')
  trial.wait(3 * minute)
  expect((await trial.ask()).answer).toBe('screening-hit')
  expect(trial.ledger.row().state).toBe('unknown')
  trial.screenAs()
  expect((await trial.ask()).answer).toBe('never-seen')
  expect((await trial.send()).answer).toBe('accepted')
  expect(trial.bank.state.booked).toBe(1)
})

test('what the bank knows already is not screened: nothing is about to be sent', async () => {
  const trial = await createClearedTrial()
  await trial.send()
  trial.screenAs('list_1')
  expect((await trial.ask()).answer).toBe('accepted')
})
