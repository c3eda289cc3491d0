import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow'

/** The claim's one open timer. It lives across wake-ups and is set anew only when the earliest deadline changes. */
export interface ClaimTimer {
  at: number | null
  /** It rang, and the claim has not heard it yet. */
  rang: boolean
  scope: CancellationScope | null
}

export const startTimer = (): ClaimTimer => ({ at: null, rang: false, scope: null })

/** Makes the timer ring at the deadline, with words an SRE understands; null waits for messages only. */
export function arm(
  timer: ClaimTimer,
  wait: { readonly at: number; readonly summary: string } | null,
  now: number,
): void {
  if (wait?.at === timer.at) return
  timer.rang = false
  timer.scope?.cancel()
  timer.scope = null
  timer.at = wait?.at ?? null
  if (wait === null) return
  const scope = new CancellationScope()
  timer.scope = scope
  void ring(timer, scope, () => sleep(Math.max(1, wait.at - now), { summary: wait.summary }))
}

async function ring(timer: ClaimTimer, scope: CancellationScope, wait: () => Promise<void>): Promise<void> {
  try {
    await scope.run(wait)
  } catch (error) {
    if (isCancellation(error)) return
    throw error
  }
  if (timer.scope === scope) timer.rang = true
}

/** The claim has heard it: the next deadline is set anew. Until then the timer stands, so that a turn under way sets none. */
export function hearRing(timer: ClaimTimer): void {
  if (!timer.rang) return
  timer.rang = false
  timer.at = null
  timer.scope = null
}
