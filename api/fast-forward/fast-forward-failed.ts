/** Why a claim's clock did not get where it was sent. */
export type FastForwardFault = 'not-running' | 'unsupported' | 'effects-open' | 'already-moving' | 'unfinished'

const sentences: Readonly<Record<FastForwardFault, string>> = {
  'not-running': 'the claim has no running workflow whose clock could be moved',
  unsupported:
    'fast-forward needs Temporal server 1.32 or newer, started with ' +
    '--dynamic-config-value frontend.WorkflowTimeSkippingEnabled=true',
  'effects-open': 'something of the claim is still under way',
  'already-moving': 'the clock of this claim is being moved already',
  unfinished: 'the clock stopped before it got there and runs at its ordinary speed again',
}

export class FastForwardFailed extends Error {
  readonly fault: FastForwardFault

  constructor(fault: FastForwardFault, more: { readonly detail?: string; readonly cause?: unknown } = {}) {
    super(more.detail === undefined ? sentences[fault] : `${sentences[fault]}: ${more.detail}`, { cause: more.cause })
    this.name = 'FastForwardFailed'
    this.fault = fault
  }
}
