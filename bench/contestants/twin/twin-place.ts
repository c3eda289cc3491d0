import { Pool } from 'pg'

import type { PlainPartners } from '../../../activities/process/partners.ts'

/** What the processes of a twin are told, as JSON in `BENCH_TWIN`. */
export interface TwinPlace {
  /** Its task queue and its schema are called the same. */
  readonly name: 'bare' | 'naive'
  /** On 127.0.0.1: where the front listens, and its own outside systems. */
  readonly ports: Readonly<Record<'front' | 'messages' | 'bank', number>>
  readonly temporal: { readonly address: string; readonly namespace: string }
  readonly databaseUrl: string
  /** Base URLs. */
  readonly partners: Readonly<Record<keyof PlainPartners, string>>
  /** File of the workflow bundle. */
  readonly bundle: string
  readonly cachedWorkflows: number
  readonly workflowTasks: number
}

/** What the log says when the worker is about to poll. */
export const workerReady = 'the worker takes claims'

export const readPlace = (): TwinPlace => JSON.parse(process.env['BENCH_TWIN'] ?? '') as TwinPlace

/** As many connections as each process of Lipei has. */
export const openPool = ({ databaseUrl, name }: TwinPlace): Pool =>
  new Pool({ connectionString: databaseUrl, max: 10, application_name: `bench-${name}` })
