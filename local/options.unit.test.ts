import { expect, test } from 'vitest'

import { help, inheritedEnvironment, projectFolder, readOptions, sharedCacheFolder } from './options.ts'

test('without flags and environment everything has its default', () => {
  expect(readOptions([], {})).toEqual({
    ports: {
      api: 8080,
      temporal: 7233,
      ui: 8233,
      postgres: 5433,
      policy: 8091,
      messages: 8092,
      bank: 8093,
      watchdog: 8094,
      fraud: 8097,
      screening: 8095,
      tax: 8098,
    },
    stateFolder: `${projectFolder}/.lipei`,
    fresh: false,
    watch: false,
    examples: true,
    help: false,
    temporalAddress: undefined,
    temporalNamespace: 'default',
    calendarFile: undefined,
    servicePolicyFile: undefined,
  })
})

test('a flag beats its environment variable, which beats the default', () => {
  const { ports } = readOptions(['--api-port', '9001'], { LIPEI_API_PORT: '9002', LIPEI_BANK_PORT: '9003' })
  expect(ports).toMatchObject({ api: 9001, bank: 9003, policy: 8091 })
})

test('the files of calendar and service policy are found from where the stack was started', () => {
  expect(readOptions([], { LIPEI_CALENDAR_FILE: 'my.json' }).calendarFile).toBe(`${process.cwd()}/my.json`)
  expect(readOptions([], { LIPEI_SERVICE_POLICY_FILE: 'ours.json' }).servicePolicyFile).toBe(
    `${process.cwd()}/ours.json`,
  )
})

test('an empty variable is no wish', () => {
  expect(readOptions([], { LIPEI_API_PORT: '', TEMPORAL_ADDRESS: '', LIPEI_CALENDAR_FILE: '' })).toMatchObject({
    ports: { api: 8080 },
    temporalAddress: undefined,
    calendarFile: undefined,
  })
})

test.each(['0', '65536', '80a', '-1', '8e3', ''])('%j is no port', (port) => {
  expect(() => readOptions([`--ui-port=${port}`], {})).toThrow(/--ui-port must be a port/)
})

test('a bad variable is named as the variable, not as the flag', () => {
  expect(() => readOptions([], { LIPEI_UI_PORT: 'x' })).toThrow(/^LIPEI_UI_PORT must be/)
})

test('two services cannot share a port', () => {
  expect(() => readOptions(['--api-port=8091'], {})).toThrow(
    '--api-port and --policy-port are both 8091; give one of them another port, as in npm start -- --api-port 18080',
  )
})

test('an unknown flag is refused by name', () => {
  expect(() => readOptions(['--forse'], {})).toThrow(/--forse/)
})

test('a word without its flag, which npm has kept, is answered with how flags reach us', () => {
  expect(() => readOptions(['18080'], {})).toThrow(
    '"18080" is no flag; flags come after "--": npm start -- --api-port 18080 (all of them: npm start -- --help)',
  )
})

test('the help names every flag that exists', () => {
  for (const flag of ['--fresh', '--watch', '--no-examples', '--state-dir', '--api-port', '--bank-port']) {
    expect(help).toContain(flag)
  }
})

test('children never inherit settings of Lipei from the shell', () => {
  expect(inheritedEnvironment({ PATH: '/bin', LIPEI_MODE: 'production', GONE: undefined })).toEqual({ PATH: '/bin' })
})

test('the shared cache follows XDG_CACHE_HOME', () => {
  expect(sharedCacheFolder({ XDG_CACHE_HOME: '/c' })).toBe('/c/lipei')
})
