import type { DriverMessage, Job } from './job.ts'
import { runJob } from './run-job.ts'

/** The load driver: a process of its own, so that its CPU is nobody else's. Takes jobs from its parent, one at a time. */
const tell = (message: DriverMessage): void => void process.send?.(message)

process.on('message', (job: Job) => {
  const window = {
    opened: (watcherPid: number) => tell({ kind: 'window-opened', watcherPid }),
    closed: () => tell({ kind: 'window-closed' }),
  }
  runJob(job, window).then(
    (report) => tell({ kind: 'done', report }),
    (error: unknown) => tell({ kind: 'broken', reason: error instanceof Error ? (error.stack ?? '') : String(error) }),
  )
})
// Without its parent there is nobody to work for.
process.on('disconnect', () => process.exit(0))
process.on('SIGINT', () => undefined)
tell({ kind: 'ready' })
