import { NativeConnection } from '@temporalio/worker'
import { expect, inject, test } from 'vitest'

import { openNamespace } from '../../test/namespace.ts'
import { workflowBundle } from '../../test/shell/claim-desk.ts'
import { createWorld } from '../../test/shell/outside-world.ts'
import { withoutEmergencies } from '../../test/without-emergencies.ts'
import { createWorkers } from './workers.ts'

test('the worker of claims has the bounds it is told, and breaks no step off that only waits for a processor', async () => {
  const { namespace, close } = await openNamespace(inject('temporalAddress'))
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') })
  const world = createWorld()
  const [claims, payments] = await createWorkers({
    queues: ['claims', 'payments'],
    connection,
    namespace,
    claimActivities: { ...world.activities, ...withoutEmergencies },
    paymentActivities: world.payments,
    workflows: { workflowBundle: await workflowBundle() },
    cachedWorkflows: 10,
    workflowTasks: 7,
  })
  // The limit of a step is none of the SDK's public options: a new version of it may drop it without a word.
  expect(claims?.options).toMatchObject({
    maxCachedWorkflows: 10,
    isolateExecutionTimeoutMs: 20_000,
    stickyQueueScheduleToStartTimeoutMs: 3_000,
    tuner: { workflowTaskSlotSupplier: { numSlots: 7 } },
  })
  for (const worker of [claims, payments]) await worker?.runUntil(Promise.resolve())
  await connection.close()
  await close()
})
