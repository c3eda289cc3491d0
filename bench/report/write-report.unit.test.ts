import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

import { sampleReport } from './sample-report.ts'
import { writeReport } from './write-report.ts'

test('a report is kept for machines and for people, in a folder that need not exist', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lipei-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { json, page } = writeReport(sampleReport, path.join(folder, 'bench'))
  expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(sampleReport)
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/)
})
