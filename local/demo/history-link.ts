import type { StackAtHand } from './stack-at-hand.ts'

/** The event history itself: the UI's timeline ends at the host's now, and a claim whose clock was moved on lies beyond. */
export async function historyOf({ temporalUi }: StackAtHand, workflowId: string): Promise<string> {
  if (temporalUi === undefined) return workflowId
  const below = `namespaces/default/workflows/${encodeURIComponent(workflowId)}`
  const described = await fetch(`${temporalUi}/api/v1/${below}`)
  const { workflowExecutionInfo } = (await described.json()) as Described
  return `${temporalUi}/${below}/${workflowExecutionInfo.execution.runId}/history`
}

interface Described {
  readonly workflowExecutionInfo: { readonly execution: { readonly runId: string } }
}
