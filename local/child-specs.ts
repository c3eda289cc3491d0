import path from 'node:path'

import type { ChildSpec } from './children.ts'
import { audience, issuerName } from './issuer.ts'
import { inheritedEnvironment, type Options, projectFolder } from './options.ts'
import type { Secrets, StateFolder } from './state-folder.ts'

export interface SpecContext {
  readonly options: Pick<Options, 'ports'> & Partial<Pick<Options, 'calendarFile' | 'servicePolicyFile'>>
  readonly state: StateFolder
  readonly secrets: Secrets
  /** Folder of the compiled programs; undefined runs the sources. */
  readonly compiled?: string
}

export interface AppContext extends SpecContext {
  readonly temporalAddress: string
  readonly temporalNamespace: string
}

export const databaseName = 'lipei'

/** The outside systems. Policy system, fraud score, screening and tax authority are only asked; the other two call back. */
export function simulatorSpecs(context: SpecContext): readonly ChildSpec[] {
  const { ports } = context.options
  const callback = (name: 'bank' | 'messages', secret: string): string[] => [
    `--callback-url=http://127.0.0.1:${ports.api}/v1/callbacks/${name}`,
    `--callback-secret=${secret}`,
  ]
  return [
    simulatorSpec('policy', [], context),
    simulatorSpec('messages', callback('messages', context.secrets.messagesCallback), context),
    simulatorSpec('bank', callback('bank', context.secrets.bankCallback), context),
    simulatorSpec('fraud', [], context),
    simulatorSpec('screening', [], context),
    simulatorSpec('tax', [], context),
  ]
}

export function apiSpec(context: AppContext): ChildSpec {
  const { options, state, secrets } = context
  return programSpec('api', ['api/main'], context, {
    ...sharedEnvironment(context, 'api'),
    LIPEI_API_HOST: '127.0.0.1',
    LIPEI_API_PORT: String(options.ports.api),
    LIPEI_POLICY_URL: simulatorUrl('policy', options),
    LIPEI_OIDC_ISSUER: issuerName,
    LIPEI_OIDC_AUDIENCE: audience,
    LIPEI_JWKS_FILE: state.jwks,
    LIPEI_BANK_CALLBACK_SECRETS: secrets.bankCallback,
    LIPEI_MESSAGES_CALLBACK_SECRETS: secrets.messagesCallback,
  })
}

export function workerSpec(context: AppContext, bundle: string): ChildSpec {
  const { options } = context
  return programSpec('worker', ['worker'], context, {
    ...sharedEnvironment(context, 'worker'),
    LIPEI_POLICY_URL: simulatorUrl('policy', options),
    LIPEI_MESSAGES_URL: simulatorUrl('messages', options),
    LIPEI_BANK_URL: simulatorUrl('bank', options),
    LIPEI_FRAUD_URL: simulatorUrl('fraud', options),
    LIPEI_SCREENING_URL: simulatorUrl('screening', options),
    LIPEI_TAX_URL: simulatorUrl('tax', options),
    LIPEI_WORKFLOW_BUNDLE: bundle,
  })
}

/** Outside Temporal: it is told of the database alone. */
export function watchdogSpec(context: SpecContext): ChildSpec {
  return programSpec('watchdog', ['ops/watchdog/main'], context, {
    LIPEI_DATABASE_URL: databaseUrl(context, 'watchdog'),
    LIPEI_WATCHDOG_PORT: String(context.options.ports.watchdog),
  })
}

function sharedEnvironment(context: AppContext, role: 'api' | 'worker'): Record<string, string> {
  const { options, secrets } = context
  return {
    LIPEI_MODE: 'local',
    LIPEI_DATABASE_URL: databaseUrl(context, role),
    TEMPORAL_ADDRESS: context.temporalAddress,
    TEMPORAL_NAMESPACE: context.temporalNamespace,
    LIPEI_DATA_KEYS: secrets.dataKeys,
    LIPEI_INDEX_KEY: secrets.indexKey,
    ...(options.calendarFile === undefined ? {} : { LIPEI_CALENDAR_FILE: options.calendarFile }),
    ...(options.servicePolicyFile === undefined ? {} : { LIPEI_SERVICE_POLICY_FILE: options.servicePolicyFile }),
  }
}

function databaseUrl({ options, secrets }: SpecContext, role: 'api' | 'worker' | 'watchdog'): string {
  const password = encodeURIComponent(secrets.passwords[role])
  return `postgres://lipei_${role}:${password}@127.0.0.1:${options.ports.postgres}/${databaseName}`
}

type SimulatorName = 'policy' | 'messages' | 'bank' | 'fraud' | 'screening' | 'tax'

function simulatorSpec(name: SimulatorName, extra: readonly string[], context: SpecContext): ChildSpec {
  const { options, state } = context
  const data = path.join(state.simulators, name)
  const program = ['simulators/main', name, `--port=${options.ports[name]}`, `--data=${data}`, ...extra]
  return programSpec(name, program, context, {})
}

function simulatorUrl(name: SimulatorName, { ports }: SpecContext['options']): string {
  return `http://127.0.0.1:${ports[name]}`
}

/** The program is named by its file without the ending, followed by its arguments. */
function programSpec(
  name: string,
  [program = '', ...args]: readonly string[],
  { state, compiled }: SpecContext,
  env: Readonly<Record<string, string>>,
): ChildSpec {
  const run = compiled === undefined ? ['--import', 'tsx', `${program}.ts`] : [path.join(compiled, `${program}.js`)]
  return {
    name,
    command: process.execPath,
    args: [...run, ...args],
    cwd: projectFolder,
    env: { ...inheritedEnvironment(), ...env },
    logFile: path.join(state.logs, `${name}.log`),
    stopSignal: 'SIGTERM',
  }
}
