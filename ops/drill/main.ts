import path from 'node:path'

import { projectFolder } from '../../local/options.ts'
import { hearAgain, runDrill } from './drill.ts'
import { bringBack, startDrilledStack } from './drilled-stack.ts'
import type { DrillOptions } from './options.ts'
import { commandOf, readDrillOptions, usage } from './options.ts'
import { isClean as isCleanRun, showReport, writeReport } from './report.ts'

const say = (line: string): void => console.log(line)
const options = readOptionsOrExit()
say(options.hear === undefined ? `drill: seed ${options.seed}, ${options.kills} kills` : `hearing: ${options.hear}`)
const drilled = await (options.hear === undefined
  ? startDrilledStack(options.kind === 'full', say)
  : bringBack(options.hear, say))
let isClean = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void drilled.stop(options.hear !== undefined).then(() => process.exit(130)))
}
try {
  const report = await (options.hear === undefined ? runDrill(drilled, options, say) : hearAgain(drilled, say))
  say(showReport(report))
  say(`report: ${writeReport(report, path.join(projectFolder, '.lipei', 'drills'))}`)
  isClean = isCleanRun(report)
} catch (error) {
  // Before anything is stopped: what a stop breaks must not be the last word.
  say(`the drill itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  if (options.hear === undefined) say(`again, on the same commit: ${commandOf(options)}`)
} finally {
  if (!isClean) say(`kept for whoever looks for the cause: ${drilled.folder}`)
  if (!isClean) say(`its witnesses may be heard again: npm run drill -- --hear ${drilled.folder}`)
  await drilled.stop(!isClean)
}
process.exitCode = isClean ? 0 : 1

function readOptionsOrExit(): DrillOptions {
  try {
    const read = readDrillOptions(process.argv.slice(2))
    if (read !== null) return read
    say(usage)
    process.exit(0)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    process.exit(2)
  }
}
