import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readMigrateConfig, readWorkerConfig } from '../../config.ts'
import { completeEnvironment as complete } from './complete-environment.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lipei-config-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

test('a secret is read from the file its twin names, without the line end', () => {
  tell({ ...complete, LIPEI_INDEX_KEY: undefined, LIPEI_INDEX_KEY_FILE: fileOf(`${complete.LIPEI_INDEX_KEY}\n`) })
  expect(readWorkerConfig().LIPEI_INDEX_KEY).toBe(complete.LIPEI_INDEX_KEY)
})

test('a secret told by value and by file is refused: one of them must be wrong', () => {
  tell({ ...complete, LIPEI_INDEX_KEY_FILE: fileOf(complete.LIPEI_INDEX_KEY) })
  expect(readWorkerConfig).toThrow('LIPEI_INDEX_KEY_FILE: LIPEI_INDEX_KEY is told too')
})

test('a file that cannot be read is named together with every other fault', () => {
  const missing = path.join(folder, 'missing')
  tell({ ...complete, LIPEI_DATA_KEYS: undefined, LIPEI_DATA_KEYS_FILE: missing, LIPEI_BANK_URL: 'bank' })
  expect(readWorkerConfig).toThrow(/LIPEI_DATA_KEYS_FILE: ENOENT.*missing[^]*LIPEI_BANK_URL: Invalid URL/)
})

test('only secrets have twins', () => {
  tell({ ...complete, LIPEI_BANK_URL: undefined, LIPEI_BANK_URL_FILE: fileOf('http://bank') })
  expect(readWorkerConfig).toThrow('LIPEI_BANK_URL: ')
})

test('a password told apart goes into the URL, whatever it is made of', () => {
  tell({ LIPEI_DATABASE_URL: complete.LIPEI_DATABASE_URL, LIPEI_DATABASE_PASSWORD_FILE: fileOf('p@ss/%41:w?rd') })
  const { password, username, host } = new URL(readMigrateConfig().LIPEI_DATABASE_URL)
  expect({ password: decodeURIComponent(password), username, host }).toEqual({
    password: 'p@ss/%41:w?rd',
    username: 'lipei_worker',
    host: 'database:5432',
  })
})

test('a worker serves both queues unless it is told which', () => {
  tell(complete)
  expect(readWorkerConfig().LIPEI_WORKER_QUEUES).toEqual(['claims', 'payments'])
  tell({ LIPEI_WORKER_QUEUES: 'payments' })
  expect(readWorkerConfig().LIPEI_WORKER_QUEUES).toEqual(['payments'])
  tell({ LIPEI_WORKER_QUEUES: 'payment' })
  expect(readWorkerConfig).toThrow('LIPEI_WORKER_QUEUES.0: ')
})

test('a worker of production is told where its bundle is, together with every other fault; in local mode it makes its own', () => {
  tell({ ...complete, LIPEI_WORKFLOW_BUNDLE: undefined, LIPEI_BANK_URL: 'bank' })
  expect(readWorkerConfig).toThrow(/LIPEI_BANK_URL: Invalid URL[^]*LIPEI_WORKFLOW_BUNDLE: name the bundle/)
  tell({ ...complete, LIPEI_WORKFLOW_BUNDLE: '' })
  expect(readWorkerConfig).toThrow('LIPEI_WORKFLOW_BUNDLE: ')
  tell({ ...complete, LIPEI_WORKFLOW_BUNDLE: undefined, LIPEI_MODE: 'local' })
  expect(readWorkerConfig().LIPEI_WORKFLOW_BUNDLE).toBeUndefined()
})

function tell(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
}

function fileOf(content: string): string {
  const file = path.join(folder, 'secret')
  writeFileSync(file, content)
  return file
}
