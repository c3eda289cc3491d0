import { startBankSimulator } from '../../simulators/bank.ts'
import { startFraudSimulator } from '../../simulators/fraud-score.ts'
import { startMessageSimulator } from '../../simulators/message-provider.ts'
import { startPolicySimulator } from '../../simulators/policy-system.ts'
import { startScreeningSimulator } from '../../simulators/screening.ts'
import type { Simulator, SimulatorOptions } from '../../simulators/server.ts'
import { startTaxSimulator } from '../../simulators/tax-authority.ts'

/** An outside system, where it listens and keeps its memory, and whom it calls back. */
export interface OutsidePlace extends SimulatorOptions {
  readonly name: keyof typeof begin
  readonly callbackUrl?: string
  readonly callbackSecret?: string
}

const begin = {
  policy: startPolicySimulator,
  messages: startMessageSimulator,
  bank: startBankSimulator,
  fraud: startFraudSimulator,
  screening: startScreeningSimulator,
  tax: startTaxSimulator,
}

export const startOutside = ({ name, ...place }: OutsidePlace): Promise<Simulator> => begin[name](place)
