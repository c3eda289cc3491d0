import path from 'node:path'

import { stateFolderOf } from '../local/options.ts'
import { help, readBenchOptions } from './options.ts'
import type { BenchReport } from './report/report-shape.ts'
import { summaryOf } from './report/summary.ts'
import { writeReport } from './report/write-report.ts'
import { runBench } from './run-bench.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const stopping = new AbortController()

await main().catch((error: unknown) => {
  if (stopping.signal.aborted) say('Stopped; nothing is left running.')
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = stopping.signal.aborted ? 130 : 1
})
process.exit()

async function main(): Promise<void> {
  const options = readBenchOptions(process.argv.slice(2))
  if (options.help) return say(help)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const report = await runBench({ ...options, say, stopped: stopping.signal })
  say(summaryOf(report))
  // Beside the data of the local stack, which no commit takes.
  const { json, page } = writeReport(report, path.join(stateFolderOf(undefined), 'bench'))
  say(`The whole report: ${page}, and for machines ${json}`)
  if (hasFailed(report, options.only.length > 0)) process.exitCode = 1
}

/** A run that left something out has not shown what it is for, unless only some phases were asked for. */
function hasFailed({ figures, invariants, cut }: BenchReport, isPart: boolean): boolean {
  const isBeyond = figures.some(({ verdict }) => verdict === 'failed')
  return isBeyond || invariants.some(({ holds }) => !holds) || (!isPart && cut.length > 0)
}
