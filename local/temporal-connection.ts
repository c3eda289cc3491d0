import type { Connection } from '@temporalio/client'

import { claimSearchAttributes } from '../workflows/search-attribute-names.ts'

export interface TemporalPlace {
  /** host:port */
  readonly address: string
  readonly namespace: string
}

/** What keeps the server from working there, in a few words; undefined when it answers and knows the namespace. */
export async function askTemporal({ address, namespace }: TemporalPlace): Promise<string | undefined> {
  try {
    await withConnection(address, (connection) => connection.workflowService.describeNamespace({ namespace }))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** True once a worker takes workflow tasks from this queue. */
export async function isQueuePolled(place: TemporalPlace, name: string): Promise<boolean> {
  return (await pollersOf(place, name)).length > 0
}

/** The processes that lately took workflow tasks from this queue, as `pid@host`; a dead one stays for minutes. */
export async function pollersOf({ address, namespace }: TemporalPlace, name: string): Promise<string[]> {
  const { pollers } = await withConnection(address, (connection) =>
    connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name } }),
  )
  return pollers.map(({ identity }) => identity ?? '')
}

/** Makes the namespace unless it is there; what ended in it is forgotten after `retentionHours`. */
export async function ensureNamespace({ address, namespace }: TemporalPlace, retentionHours: number): Promise<void> {
  const { msToTs } = await import('@temporalio/common/lib/time.js')
  await withConnection(address, async ({ workflowService }) => {
    const { namespaces } = await workflowService.listNamespaces({})
    if (namespaces.some(({ namespaceInfo }) => namespaceInfo?.name === namespace)) return
    await workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retentionHours * 3_600_000),
    })
  })
}

/** Creates the search attributes of claims that the namespace lacks. Throws with the commands when it may not. */
export async function ensureSearchAttributes({ address, namespace }: TemporalPlace): Promise<void> {
  await withConnection(address, async ({ operatorService }) => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace })
    const missing = Object.entries(claimSearchAttributes).filter(([name]) => !(name in customAttributes))
    if (missing.length === 0) return
    const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, indexedValueTypes[type]]))
    try {
      await operatorService.addSearchAttributes({ namespace, searchAttributes })
    } catch (error) {
      throw new Error(explainMissing(missing, { address, namespace }, error), { cause: error })
    }
  })
}

/** Numbers of temporal.api.enums.v1.IndexedValueType. */
const indexedValueTypes = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6, KeywordList: 7 } as const

async function withConnection<T>(address: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  // Loaded while the servers start: at the top of the file its 0.3 s would come before anything is started.
  const { Connection } = await import('@temporalio/client')
  const connection = await Connection.connect({ address, connectTimeout: 3_000 })
  try {
    return await connection.withDeadline(Date.now() + 5_000, () => use(connection))
  } finally {
    await connection.close()
  }
}

function explainMissing(
  missing: readonly (readonly [string, string])[],
  { address, namespace }: TemporalPlace,
  error: unknown,
): string {
  const commands = missing.map(
    ([name, type]) =>
      `  temporal operator search-attribute create --address ${address} --namespace ${namespace} --name ${name} --type ${type}`,
  )
  const reason = error instanceof Error ? error.message : String(error)
  return [
    `The Temporal server ${address} lacks search attributes and did not let them be created (${reason}). Run:`,
    ...commands,
  ].join('\n')
}
