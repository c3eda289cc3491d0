import type { Client } from '@temporalio/client'
import { isGrpcServiceError } from '@temporalio/client'
import { msToTs, requiredTsToMs } from '@temporalio/common/lib/time.js'

import type { Instant } from '../../domain/time.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { FastForwardFailed } from './fast-forward-failed.ts'

/** A claim's own clock as the server keeps it: it runs like any other, ahead by what was ever skipped. */
export interface ClaimClock {
  readonly now: Instant
  /** True while the server is skipping this claim's idle time. */
  readonly isMoving: boolean
  /** True when the claim's workflow has come to its end: its clock stands. */
  readonly hasEnded: boolean
}

/** One skip per timer, and retries of a failing activity are timers too: the server's default of 200 is soon used up. */
const maxSessionSkipCount = 5_000

/** @throws {FastForwardFailed} when the claim has no workflow. */
export async function readClaimClock(client: Client, claimId: string): Promise<ClaimClock> {
  const { namespace } = client.options
  const described = await asking(() =>
    client.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: claimWorkflowId(claimId) },
    }),
  )
  const skipping = described.workflowExtendedInfo?.timeSkippingInfo
  // A claim that never skipped keeps the host's time.
  const now = skipping?.currentTime ? requiredTsToMs(skipping.currentTime, 'currentTime') : Date.now()
  const hasEnded = Boolean(described.workflowExecutionInfo?.closeTime)
  return { now, isMoving: skipping?.effectiveConfig?.enabled === true, hasEnded }
}

/** Begins to move the clock by `byMs`. `jumpId` must be fresh: the server would take an old one for done. */
export async function startJump(client: Client, claimId: string, jumpId: string, byMs: number): Promise<void> {
  const fastForwardConfig = { id: jumpId, duration: msToTs(byMs) }
  await configure(client, claimId, { enabled: true, maxSessionSkipCount, fastForwardConfig })
}

/** From here the claim's clock runs at its ordinary speed again, wherever it has got to. */
export async function stopJump(client: Client, claimId: string): Promise<void> {
  await configure(client, claimId, { enabled: false })
}

export type JumpState =
  | { readonly state: 'under-way' | 'completed' }
  | { readonly state: 'failed'; readonly reason: string }

/** Waits for the end of a jump, for about 20 seconds at most: the server then says that it is still under way. */
export async function awaitJump(client: Client, claimId: string, jumpId: string): Promise<JumpState> {
  const { namespace } = client.options
  const polled = await asking(() =>
    client.workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution: { workflowId: claimWorkflowId(claimId) },
      fastForwardId: jumpId,
    }),
  )
  const state = pollStates[polled.fastForwardPollingResult]
  return state === undefined ? { state: 'failed', reason: polled.failedReason } : { state }
}

/** `FastForwardPollingResult` of the Temporal API by number. */
const pollStates: Readonly<Record<number, 'under-way' | 'completed'>> = { 1: 'under-way', 2: 'completed' }

type TimeSkippingConfig = NonNullable<
  NonNullable<
    Parameters<Client['workflowService']['updateWorkflowExecutionOptions']>[0]['workflowExecutionOptions']
  >['timeSkippingConfig']
>

async function configure(client: Client, claimId: string, timeSkippingConfig: TimeSkippingConfig): Promise<void> {
  const { namespace } = client.options
  await asking(() =>
    client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: claimWorkflowId(claimId) },
      workflowExecutionOptions: { timeSkippingConfig },
      updateMask: { paths: ['time_skipping_config'] },
    }),
  )
}

const grpcNotFound = 5
const grpcUnimplemented = 12

/** An older server knows neither the call nor the field; a newer one may have the feature switched off. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error
    const code: number = error.code
    if (code === grpcNotFound) throw new FastForwardFailed('not-running', { cause: error })
    const isUnknown = code === grpcUnimplemented || /update_?mask/i.test(error.details)
    throw isUnknown ? new FastForwardFailed('unsupported', { cause: error }) : error
  }
}
