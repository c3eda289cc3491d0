import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { readApiConfig, readOpsConfig, readWorkerConfig } from '../../config.ts'
import { clockRegistry1 as rules } from '../../domain/clocks/registry.ts'
import type { ServicePolicy } from '../../domain/service-policy.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { completeEnvironment as complete } from './complete-environment.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lipei-service-policy-'))
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true }))

const version = 'acme-2027-1'
const callbackSecrets = 'whsec_MDEyMzQ1Njc4OWFiY2RlZg=='
const issuer = 'https://login.example'

test.each([
  ['the API', readApiConfig],
  ['the worker', readWorkerConfig],
  ['npm run ops', readOpsConfig],
])('%s works by the policy of its file, and without one by the policy that is built in', (_name, read) => {
  expect(startBy(undefined, read)).toEqual(defaultServicePolicy)
  expect(start({ version, longerContractPeriods: true }, read)).toEqual({
    ...defaultServicePolicy,
    version,
    longerContractPeriods: true,
  })
})

test('a branch says once, by a time of day, when it closes', () => {
  const closeOfBusiness = [{ branchPrefix: '31', at: '17:30' }]
  expect(start({ version, closeOfBusiness }, readApiConfig)).toMatchObject({ closeOfBusiness })
  const wrong =
    (...closings: object[]) =>
    () =>
      start({ version, closeOfBusiness: closings }, readApiConfig)
  expect(wrong({ branchPrefix: '31', at: '24:00' })).toThrow(/closeOfBusiness\.0\.at: is a time of day/)
  expect(wrong(...closeOfBusiness, { branchPrefix: '31', at: '18:00' })).toThrow(
    /closeOfBusiness\.1\.branchPrefix: .*name it once/,
  )
  expect(wrong({ branchPrefix: 'Shanghai', at: '17:30' })).toThrow(/closeOfBusiness\.0\.branchPrefix/)
})

test('an insurer names what it does otherwise, down to a single field', () => {
  const promises = [{ clock: 'C06', length: 20, lines: ['medical'], channels: ['app'], customers: 'individual' }]
  expect(
    start({ version, promises, escalation: { answerHours: { late: 4 } }, report: { remindAfterDays: [3] } }),
  ).toEqual({
    ...defaultServicePolicy,
    version,
    promises,
    report: { ...defaultServicePolicy.report, remindAfterDays: [3] },
    escalation: { answerHours: { ...defaultServicePolicy.escalation.answerHours, late: 4 } },
  })
})

test('the whole default, under a name of its own, is a policy an insurer may write down', () => {
  expect(start({ ...defaultServicePolicy, version })).toEqual({ ...defaultServicePolicy, version })
})

test('a clock of the law that is promised longer stops the start, with field, article and what to do', () => {
  const promises = [
    { clock: 'C10', length: 10 },
    { clock: 'C10', length: 11 },
  ]
  expect(() => start({ version, promises })).toThrow(
    `LIPEI_SERVICE_POLICY_FILE.promises.1.length: C10 may be at most 10 natural-days (${rules.C10.source}); ` +
      '11 would be longer; name a shorter one, or leave it out',
  )
})

describe('a policy that cannot be right stops the start, which says what is wrong with it', () => {
  const [first, second, ...rest] = defaultServicePolicy.ladder
  test.each([
    ['no version', {}, '.version: '],
    ['the version of the default', { version: 'default-1' }, '.version: expected a short name'],
    ['a word we do not know', { version, promisses: [] }, ': Unrecognized key: "promisses"'],
    ['such a word further down', { version, offer: { silence: 1 } }, '.offer: Unrecognized key: "silence"'],
    ['a clock we do not know', { version, promises: [{ clock: 'C99', length: 1 }] }, '.promises.0.clock: '],
    ['half a day', { version, promises: [{ clock: 'C06', length: 1.5 }] }, '.promises.0.length: C06: a length is'],
    ['promised to nobody', { version, promises: [{ clock: 'C06', length: 1, lines: [] }] }, '.promises.0.lines: '],
    ['no hours to answer in', { version, escalation: { answerHours: { due: 0 } } }, '.escalation.answerHours.due: '],
    ['a smaller small claim', { version, smallClaim: { medicalFen: 299_999 } }, '.smallClaim.medicalFen: small is at'],
    ['a denial that is never in time', { version, denialFallbackHours: 48 }, '.denialFallbackHours: has to be less'],
    [
      'one reminder only',
      { version, supplement: { remindAtPercent: [50] } },
      '.supplement.remindAtPercent: a claim only',
    ],
    [
      'the same reminder twice',
      { version, supplement: { remindAtPercent: [50, 50] } },
      '.supplement.remindAtPercent: ',
    ],
    [
      'an offer without a reminder',
      { version, offer: { remindAtPercent: [] } },
      '.offer.remindAtPercent: silence only',
    ],
    ['no time to think', { version, offer: { silenceWorkingDays: 9 } }, '.offer.silenceWorkingDays: a customer has'],
    ['no end of the ladder', { version, ladder: [first] }, '.ladder: ends at level 5'],
    ['a ladder upside down', { version, ladder: [second, first, ...rest] }, '.ladder.1: each step has a higher level'],
    ['a step that may less', { version, ladder: [second, { ...first, level: 5 }] }, '.ladder.1: each step has a'],
  ])('%s', (_name, policy, fault) => {
    expect(() => start(policy)).toThrow(`LIPEI_SERVICE_POLICY_FILE${fault}`)
  })

  test('a file that is not there, and one that is no JSON', () => {
    const missing = path.join(folder, 'missing.json')
    expect(() => startBy(missing, readWorkerConfig)).toThrow(/LIPEI_SERVICE_POLICY_FILE: ENOENT.*missing\.json/)
    const broken = path.join(folder, 'broken.json')
    writeFileSync(broken, '{')
    expect(() => startBy(broken, readWorkerConfig)).toThrow('LIPEI_SERVICE_POLICY_FILE: ')
  })
})

type Read = () => { readonly LIPEI_SERVICE_POLICY_FILE: ServicePolicy }

function start(policy: object, read: Read = readWorkerConfig): ServicePolicy {
  const file = path.join(folder, 'policy.json')
  writeFileSync(file, JSON.stringify(policy))
  return startBy(file, read)
}

function startBy(file: string | undefined, read: Read): ServicePolicy {
  const api = {
    LIPEI_OIDC_ISSUER: issuer,
    LIPEI_BANK_CALLBACK_SECRETS: callbackSecrets,
    LIPEI_MESSAGES_CALLBACK_SECRETS: callbackSecrets,
  }
  for (const [name, value] of Object.entries({ ...complete, ...api, LIPEI_SERVICE_POLICY_FILE: file }))
    vi.stubEnv(name, value)
  return read().LIPEI_SERVICE_POLICY_FILE
}
