import { ApplicationFailure } from '@temporalio/common'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { GatewayUnavailable } from './gateways/http-call.ts'
import { shield } from './shield.ts'

const canary = '6222020000000001'

test('what a driver quotes leaves neither in the failure nor in the log', async () => {
  const driver = Object.assign(new Error(`duplicate key (account)=(${canary})`), { code: '23505' })
  const query = new Error(`Failed query: insert ... params: ${canary}`, { cause: driver })
  const { failure, logged } = await failWith(query)
  expect(failure).toMatchObject({ message: 'act failed: Error 23505', type: 'Error', nonRetryable: false })
  expect(JSON.stringify([failure, failure.stack, failure.cause ?? null])).not.toContain(canary)
  expect(logged).toContain('"activity":"act"')
  expect(logged).not.toContain(canary)
})

test('a failure of our own passes as it is', async () => {
  const own = ApplicationFailure.nonRetryable('the claimant gave no address for sms', 'NO_CONTACT')
  expect((await failWith(own)).failure).toBe(own)
})

test('a partner’s error keeps its words, which never quote', async () => {
  const { failure } = await failWith(new GatewayUnavailable({ partner: 'bank', intent: 'transfer' }, 'no answer'))
  expect(failure).toMatchObject({ message: 'bank unavailable to transfer: no answer', type: 'GatewayUnavailable' })
})

test('what succeeds passes untouched', async () => {
  const { act } = shield({ act: async (input: number) => input + 1 }, pino({ level: 'silent' }))
  expect(await act(1)).toBe(2)
})

async function failWith(error: Error): Promise<{ failure: ApplicationFailure; logged: string }> {
  let logged = ''
  const log = pino({}, { write: (line) => void (logged += line) })
  const fail = async (): Promise<void> => {
    throw error
  }
  const { act } = shield({ act: fail }, log)
  try {
    await act()
  } catch (failure) {
    if (failure instanceof ApplicationFailure) return { failure, logged }
  }
  throw new Error('no application failure')
}
