import { NativeConnection } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { dateOf } from '../../domain/time.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { workflowBundle } from '../../test/shell/claim-desk.ts'
import { createWorld, until } from '../../test/shell/outside-world.ts'
import { unasked, withoutEmergencies } from '../../test/without-emergencies.ts'
import { drillScheduleId, drillWorkflowType } from '../../workflows/emergency-contract.ts'
import { createWorkers } from '../process/workers.ts'
import { ensureDrills } from './drill-schedule.ts'

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

test('the schedule is made once, for the tenth of every third month in Shanghai, and starts what begins drills', async () => {
  expect(await ensureDrills(own.client)).toBe(1)
  expect(await ensureDrills(own.client)).toBe(0)
  const schedule = own.client.schedule.getHandle(drillScheduleId)
  const { spec, action } = await schedule.describe()
  expect(spec).toMatchObject({
    timezone: 'Asia/Shanghai',
    calendars: [{ hour: [{ start: 10, end: 10 }], dayOfMonth: [{ start: 10, end: 10 }] }],
  })
  expect(action).toMatchObject({ workflowType: drillWorkflowType })

  const begun: string[] = []
  const world = createWorld()
  const workers = await createWorkers({
    queues: ['claims'],
    connection: native,
    namespace: own.namespace,
    claimActivities: {
      ...world.activities,
      ...withoutEmergencies,
      beginDrills: async ({ date }) => begun.push(date),
    },
    paymentActivities: world.payments,
    reconciliationActivities: { reconcileThrough: unasked },
    workflows: { workflowBundle: await workflowBundle() },
    cachedWorkflows: 10,
    workflowTasks: 12,
  })
  const ended = Promise.all(workers.map((worker) => worker.run()))
  const days = [Date.now()]
  await schedule.trigger()
  await until('the drills to begin', () => begun.length > 0)
  days.push(Date.now())
  for (const worker of workers) worker.shutdown()
  await ended
  // Midnight may pass while the test runs.
  expect(days.map(dateOf)).toContain(begun[0])
})
