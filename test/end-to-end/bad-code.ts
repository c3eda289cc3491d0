/** A release that cannot go on with any claim: a plain error fails the task, not the claim. */
export async function claimWorkflow(): Promise<void> {
  throw new Error('bad code')
}
