import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { renderPage } from './page.ts'
import type { BenchReport } from './report-shape.ts'

export interface ReportFiles {
  readonly json: string
  readonly page: string
}

/** Writes `report.json` and `report.html` into the folder, which is made if need be, over those of an earlier run. */
export function writeReport(report: BenchReport, folder: string): ReportFiles {
  const files = { json: path.join(folder, 'report.json'), page: path.join(folder, 'report.html') }
  mkdirSync(folder, { recursive: true })
  writeFileSync(files.json, `${JSON.stringify(report, undefined, 1)}\n`)
  writeFileSync(files.page, renderPage(report))
  return files
}
