import { NativeConnection } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { addDays, dateOf } from '../../domain/time.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { workflowBundle } from '../../test/shell/claim-desk.ts'
import { createWorld, until } from '../../test/shell/outside-world.ts'
import { withoutEmergencies } from '../../test/without-emergencies.ts'
import { reconciliationScheduleId, reconciliationWorkflowType } from '../../workflows/reconciliation-contract.ts'
import { createWorkers } from '../process/workers.ts'
import { ensureReconciliation } from './reconciliation-schedule.ts'

let own: OwnNamespace
let native: NativeConnection
beforeAll(async () => {
  own = await openNamespace(inject('temporalAddress'))
  native = await NativeConnection.connect({ address: inject('temporalAddress') })
})
afterAll(async () => {
  await native.close()
  await own.close()
})

test('the schedule is made once, for six in the morning of Shanghai, and starts what compares yesterday', async () => {
  expect(await ensureReconciliation(own.client)).toBe(1)
  expect(await ensureReconciliation(own.client)).toBe(0)
  const schedule = own.client.schedule.getHandle(reconciliationScheduleId)
  const { spec, action } = await schedule.describe()
  expect(spec).toMatchObject({ timezone: 'Asia/Shanghai', calendars: [{ hour: [{ start: 6, end: 6 }] }] })
  expect(action).toMatchObject({ workflowType: reconciliationWorkflowType })

  const asked: string[] = []
  const world = createWorld()
  const workers = await createWorkers({
    queues: ['claims', 'payments'],
    connection: native,
    namespace: own.namespace,
    claimActivities: { ...world.activities, ...withoutEmergencies },
    paymentActivities: world.payments,
    reconciliationActivities: {
      reconcileThrough: async ({ date }) => (asked.push(date), { days: 1, lines: 2, differences: 0 }),
    },
    workflows: { workflowBundle: await workflowBundle() },
    cachedWorkflows: 10,
    workflowTasks: 12,
  })
  const ended = Promise.all(workers.map((worker) => worker.run()))
  const days = [Date.now()]
  await schedule.trigger()
  await until('yesterday to be compared', () => asked.length > 0)
  days.push(Date.now())
  for (const worker of workers) worker.shutdown()
  await ended
  // Midnight may pass while the test runs.
  expect(days.map((now) => addDays(dateOf(now), -1))).toContain(asked[0])
})
