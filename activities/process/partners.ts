import type { WorkerConfig } from '../../config.ts'
import type { BankGateway } from '../gateways/bank-gateway.ts'
import { createHttpBankGateway } from '../gateways/bank-gateway.ts'
import type { FraudGateway } from '../gateways/fraud-gateway.ts'
import { createHttpFraudGateway } from '../gateways/fraud-gateway.ts'
import type { MessageGateway } from '../gateways/message-gateway.ts'
import { createHttpMessageGateway } from '../gateways/message-gateway.ts'
import type { PolicyGateway } from '../gateways/policy-gateway.ts'
import { createHttpPolicyGateway } from '../gateways/policy-gateway.ts'
import type { ScreeningGateway } from '../gateways/screening-gateway.ts'
import { createHttpScreeningGateway } from '../gateways/screening-gateway.ts'

/** Well inside the time an activity has, so that a partner's silence is told apart from a worker's. */
const timeoutMs = 10_000

export interface Partners {
  readonly policies: PolicyGateway
  readonly messages: MessageGateway
  readonly bank: BankGateway
  readonly fraud: FraudGateway
  readonly screening: ScreeningGateway
}

export function partnerUrls(config: WorkerConfig): Parameters<typeof openPartners>[0] {
  const { LIPEI_POLICY_URL: policies, LIPEI_MESSAGES_URL: messages, LIPEI_BANK_URL: bank } = config
  return { policies, messages, bank, fraud: config.LIPEI_FRAUD_URL, screening: config.LIPEI_SCREENING_URL }
}

/** The outside systems at their base URLs. */
export function openPartners(urls: Readonly<Record<keyof Partners, string>>): Partners {
  return {
    policies: createHttpPolicyGateway({ baseUrl: urls.policies, timeoutMs }),
    messages: createHttpMessageGateway({ baseUrl: urls.messages, timeoutMs }),
    bank: createHttpBankGateway({ baseUrl: urls.bank, timeoutMs }),
    fraud: createHttpFraudGateway({ baseUrl: urls.fraud, timeoutMs }),
    screening: createHttpScreeningGateway({ baseUrl: urls.screening, timeoutMs }),
  }
}
