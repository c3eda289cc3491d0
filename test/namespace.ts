import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { ensureSearchAttributes } from '../local/temporal-connection.ts'
import { until } from './shell/outside-world.ts'

/** A namespace of one test file, for what uses the queues that every worker of a namespace shares. */
export interface OwnNamespace {
  readonly namespace: string
  readonly client: Client
  readonly close: () => Promise<void>
}

export async function openNamespace(address: string): Promise<OwnNamespace> {
  const namespace = await registerNamespace(address)
  const connection = await Connection.connect({ address })
  return { namespace, client: new Client({ connection, namespace }), close: () => connection.close() }
}

/** Makes a namespace that nobody else has, with the search attributes of claims; resolves to its name. */
export async function registerNamespace(address: string): Promise<string> {
  const namespace = `test-${randomUUID()}`
  const connection = await Connection.connect({ address })
  const workflowExecutionRetentionPeriod = msToTs('1 day')
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod })
  await connection.close()
  // The server's other parts learn of it a moment later.
  await until('the namespace', async () => {
    try {
      await ensureSearchAttributes({ address, namespace })
      return true
    } catch {
      return null
    }
  })
  return namespace
}
