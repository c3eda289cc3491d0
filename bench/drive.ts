import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'

import { projectFolder } from '../local/options.ts'
import type { DriverMessage, Job, LoadReport } from './driver/job.ts'

/** The load driver in its own process. */
export interface Driver {
  readonly pid: number
  /** Runs one job to its end. `around` is called at the borders of its measured window. */
  readonly run: (job: Job, around?: Around) => Promise<LoadReport>
  readonly stop: () => void
}

export interface Around {
  readonly opened?: (watcherPid: number) => void
  readonly closed?: () => void
}

export async function startDriver(): Promise<Driver> {
  const program = path.join(projectFolder, 'bench', 'driver', 'main.ts')
  const child = fork(program, { execArgv: ['--import', 'tsx'], cwd: projectFolder })
  await nextMessage(child, (message) => (message.kind === 'ready' ? true : undefined))
  return {
    pid: child.pid ?? 0,
    run(job, around = {}) {
      child.send(job)
      return nextMessage(child, (message) => {
        if (message.kind === 'window-opened') around.opened?.(message.watcherPid)
        if (message.kind === 'window-closed') around.closed?.()
        if (message.kind === 'broken') throw new Error(`the driver broke off: ${message.reason}`)
        return message.kind === 'done' ? message.report : undefined
      })
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

/** The first message that `read` makes something of. Rejects when it throws or the child is gone. */
function nextMessage<T>(child: ChildProcess, read: (message: DriverMessage) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      child.off('message', onMessage).off('exit', onExit)
      finish()
    }
    const onExit = (): void => settle(() => reject(new Error('the driver is gone')))
    const onMessage = (message: DriverMessage): void => {
      try {
        const found = read(message)
        if (found !== undefined) settle(() => resolve(found))
      } catch (error) {
        settle(() => reject(error instanceof Error ? error : new Error(String(error))))
      }
    }
    child.on('message', onMessage).on('exit', onExit)
  })
}
