import type { Duty, Motion } from './state.ts'

/**
 * The duty a vote takes on: who votes to give something up gives it up, who votes to pay approves. A reserve promises nobody
 * anything, so that setting one is no duty, alone or in the committee.
 */
export function dutyOfVote(on: Motion | undefined): Duty | undefined {
  if (on?.kind === 'reserve') return undefined
  return on?.kind === 'write-off' ? 'writer-off' : 'approver'
}
