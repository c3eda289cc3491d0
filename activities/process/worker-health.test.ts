import { NativeConnection, Worker } from '@temporalio/worker'
import { expect, inject, test } from 'vitest'
import { openNamespace } from '../../test/namespace.ts'
import { until } from '../../test/shell/outside-world.ts'
import { paymentTaskQueue } from '../../workflows/claim-contract.ts'
import { silentQueues } from './worker-health.ts'

test('a queue is silent until a worker of this machine asks it for work', async () => {
  const address = inject('temporalAddress')
  const { namespace, close } = await openNamespace(address)
  const silent = () => silentQueues({ address, namespace }, ['claims', 'payments'])
  expect(await silent()).toEqual(['claims', 'payments'])

  const connection = await NativeConnection.connect({ address })
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: paymentTaskQueue,
    activities: { sendPayment: () => Promise.resolve() },
  })
  await worker.runUntil(async () => {
    const left = await until('the first question', async () => {
      const queues = await silent()
      return queues.length < 2 ? queues : null
    })
    expect(left).toEqual(['claims'])
  })
  await connection.close()
  await close()
})
