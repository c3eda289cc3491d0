import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

import { projectFolder } from '../options.ts'
import { readUrls } from '../run-record.ts'
import type { StateFolder } from '../state-folder.ts'

/** A stack to ask, and what is to be done when it is no longer needed. */
export interface StackAtHand {
  readonly apiUrl: string
  /** Unknown for an API somebody else runs. */
  readonly temporalUi?: string | undefined
  /** Whether this demo started it, and stops it. */
  readonly isOurs: boolean
  readonly release: () => Promise<void>
}

/** The stack that runs on this state folder; where there is none, one that is started now and stopped by `release`. */
export async function findOrStartStack(state: StateFolder, say: (line: string) => void): Promise<StackAtHand> {
  const running = runningStack(state)
  if (running !== null) return { ...running, isOurs: false, release: async () => undefined }
  say('Nothing runs here yet: starting Lipei (npm start) for the time of the demo.')
  const release = await startStack(say)
  const started = runningStack(state)
  if (started !== null) return { ...started, isOurs: true, release }
  await release()
  throw new Error('npm start came up and left no record of it')
}

function runningStack({ run }: StateFolder): Pick<StackAtHand, 'apiUrl' | 'temporalUi'> | null {
  const urls = readUrls(run)
  const apiUrl = urls?.['API']
  return apiUrl === undefined ? null : { apiUrl, temporalUi: urls?.['Temporal UI'] }
}

/** Resolves when it says that it runs; its own lines are passed on until then. */
async function startStack(say: (line: string) => void): Promise<() => Promise<void>> {
  const args = ['--import', 'tsx', 'local/start.ts', '--no-examples']
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  const runs = new Promise<boolean>((resolve) => {
    const lines = createInterface({ input: child.stdout })
    let isUp = false
    lines.on('line', (line) => {
      isUp ||= line.startsWith('Lipei runs')
      if (isUp) resolve(true)
      else if (line !== '') say(line)
    })
    lines.once('close', () => resolve(isUp))
  })
  if (!(await runs)) throw new Error('the stack did not start; see above')
  return async () => {
    child.kill('SIGINT')
    await exited
  }
}
