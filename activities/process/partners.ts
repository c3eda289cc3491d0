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
import type { StatementGateway } from '../gateways/statement-gateway.ts'
import { createHttpStatementGateway } from '../gateways/statement-gateway.ts'
import type { TaxGateway } from '../gateways/tax-gateway.ts'
import { createHttpTaxGateway } from '../gateways/tax-gateway.ts'

/** Well inside the time an activity has, so that a partner's silence is told apart from a worker's. */
const timeoutMs = 10_000
/** A day's statement is long, and nobody waits for it. */
const statementTimeoutMs = 60_000

/** Those that no claim goes without. */
export interface PlainPartners {
  readonly policies: PolicyGateway
  readonly messages: MessageGateway
  readonly bank: BankGateway
}

export interface Partners extends PlainPartners {
  readonly fraud: FraudGateway
  readonly screening: ScreeningGateway
  readonly tax: TaxGateway
  readonly statements: StatementGateway
}

type PartnerUrls = Readonly<Record<keyof PlainPartners | 'fraud' | 'screening' | 'tax', string>>

export function partnerUrls(config: WorkerConfig): PartnerUrls {
  const { LIPEI_POLICY_URL: policies, LIPEI_MESSAGES_URL: messages, LIPEI_BANK_URL: bank } = config
  const { LIPEI_FRAUD_URL: fraud, LIPEI_SCREENING_URL: screening, LIPEI_TAX_URL: tax } = config
  return { policies, messages, bank, fraud, screening, tax }
}

/** The outside systems at their base URLs. */
export function openPartners(urls: PartnerUrls): Partners {
  return {
    ...openPlainPartners(urls),
    fraud: createHttpFraudGateway({ baseUrl: urls.fraud, timeoutMs }),
    screening: createHttpScreeningGateway({ baseUrl: urls.screening, timeoutMs }),
    tax: createHttpTaxGateway({ baseUrl: urls.tax, timeoutMs }),
    statements: createHttpStatementGateway({ baseUrl: urls.bank, timeoutMs: statementTimeoutMs }),
  }
}

export function openPlainPartners(urls: Readonly<Record<keyof PlainPartners, string>>): PlainPartners {
  return {
    policies: createHttpPolicyGateway({ baseUrl: urls.policies, timeoutMs }),
    messages: createHttpMessageGateway({ baseUrl: urls.messages, timeoutMs }),
    bank: createHttpBankGateway({ baseUrl: urls.bank, timeoutMs }),
  }
}
