import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { DrillReport } from './report.ts'

/** What a run saw before its witnesses were heard. */
export type Observed = Omit<DrillReport, 'pending' | 'verdict'>

const fileIn = (folder: string): string => path.join(folder, 'observed.json')

/** Written before anybody is heard: a hearing that breaks off loses nothing of it. */
export function keepObserved(folder: string, observed: Observed): void {
  writeFileSync(fileIn(folder), JSON.stringify(observed))
}

export function readObserved(folder: string): Observed {
  return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Observed
}
