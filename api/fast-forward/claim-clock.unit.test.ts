import type { Client } from '@temporalio/client'
import { expect, test } from 'vitest'

import { HOUR } from '../../domain/time.ts'
import { startJump } from './claim-clock.ts'

test.each([
  { server: 'older than 1.32', code: 3, details: 'error parsing UpdateMask: invalid path "time_skipping_config"' },
  { server: 'with the feature off', code: 12, details: 'The Time-Skipping feature is not enabled for namespace.' },
])('a server $server is told from a claim that cannot be moved', async ({ code, details }) => {
  const jump = startJump(clientFailing({ code, details }), 'clm_1', 'jump-1', HOUR)
  await expect(jump).rejects.toThrow('fast-forward needs Temporal server 1.32 or newer')
})

test('a server that is away stays what it is: nothing about fast-forward is known', async () => {
  const away = { code: 14, details: 'no connection established' }
  await expect(startJump(clientFailing(away), 'clm_1', 'jump-1', HOUR)).rejects.toMatchObject(away)
})

/** Fails as a gRPC call does: an error with `code`, `details` and `metadata`. */
function clientFailing(fault: { readonly code: number; readonly details: string }): Client {
  const error = Object.assign(new Error(fault.details), fault, { metadata: {} })
  const workflowService = { updateWorkflowExecutionOptions: () => Promise.reject(error) }
  return { options: { namespace: 'default' }, workflowService } as unknown as Client
}
