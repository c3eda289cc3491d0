import type { Sinks, WorkflowInterceptorsFactory } from '@temporalio/workflow'
import { proxySinks } from '@temporalio/workflow'

/** What the drilled bundle calls in its worker: done when the task is decided, before Temporal is told. */
export interface CrashSinks extends Sinks {
  readonly crash: { continuing(): void }
}

const { crash } = proxySinks<CrashSinks>()

export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      continueAsNew(input, next) {
        crash.continuing()
        return next(input)
      },
    },
  ],
})
