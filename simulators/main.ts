import { parseArgs } from 'node:util'
import { startBankSimulator } from './bank.ts'
import { startFraudSimulator } from './fraud-score.ts'
import { startMessageSimulator } from './message-provider.ts'
import { startPolicySimulator } from './policy-system.ts'
import { startScreeningSimulator } from './screening.ts'
import type { Simulator } from './server.ts'
import { startTaxSimulator } from './tax-authority.ts'

const usage = `usage: simulators/main.ts <policy|messages|bank|fraud|screening|tax> --port N --data DIR [--host ADDRESS]
  [--callback-url URL --callback-secret whsec_...]   messages, bank: where signed receipts go
  [--deliver-after-ms N]                             messages: acceptance to receipt (200)
  [--settle-after-ms N] [--settling-ms N]            bank: booking to settlement (500), "not found" final after (60000)`

class UsageError extends Error {
  override name = 'UsageError'
}

const simulator = await start().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n${usage}` : error)
  process.exit(1)
})
console.log(`listening on ${simulator.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}

async function start(): Promise<Simulator> {
  const { kind, ...options } = readArguments()
  if (kind === 'policy') return startPolicySimulator(options)
  if (kind === 'messages') return startMessageSimulator(options)
  if (kind === 'bank') return startBankSimulator(options)
  if (kind === 'fraud') return startFraudSimulator(options)
  if (kind === 'screening') return startScreeningSimulator(options)
  if (kind === 'tax') return startTaxSimulator(options)
  throw new UsageError(`no such simulator: ${kind ?? '(none named)'}`)
}

function readArguments() {
  const { values, positionals } = parse()
  if (values.data === undefined) throw new UsageError('--data is missing')
  return {
    kind: positionals[0],
    port: wholeNumber('--port', values.port) ?? 0,
    host: values.host,
    dataDir: values.data,
    callbackUrl: values['callback-url'],
    callbackSecret: values['callback-secret'],
    deliverAfterMs: wholeNumber('--deliver-after-ms', values['deliver-after-ms']),
    settleAfterMs: wholeNumber('--settle-after-ms', values['settle-after-ms']),
    settlingMs: wholeNumber('--settling-ms', values['settling-ms']),
  }
}

function parse() {
  const text = { type: 'string' } as const
  const options = {
    port: text,
    host: text,
    data: text,
    'callback-url': text,
    'callback-secret': text,
    'deliver-after-ms': text,
    'settle-after-ms': text,
    'settling-ms': text,
  }
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unreadable arguments')
  }
}

function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${flag} takes a whole number`)
  return Number(text)
}
