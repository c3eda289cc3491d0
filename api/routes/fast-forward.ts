import { visibleClaim } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import type { FastForwardFault } from '../fast-forward/fast-forward-failed.ts'
import { FastForwardFailed } from '../fast-forward/fast-forward-failed.ts'
import { fastForward } from '../fast-forward/fast-forward.ts'
import { waitingReceipts } from '../fast-forward/waiting-receipts.ts'
import type { ProblemCode } from '../problem-catalogue.ts'
import { Problem } from '../problems.ts'
import { fastForwardAnswer, fastForwardBody } from '../wire/commands/fast-forward.ts'
import { onWire } from '../wire/on-wire.ts'
import { claimPath } from '../wire/values.ts'

/** POST /v1/claims/{claimId}/fast-forward moves a claim's own clock. In local mode only: elsewhere time is not for sale. */
export function fastForwardRoutes(app: ApiServer, { mode, db, temporal }: ApiDependencies): void {
  if (mode !== 'local') return
  const schema = {
    summary: 'Move the claim’s own clock: every deadline on the way happens, each within a second',
    tags: ['local'],
    params: claimPath,
    body: fastForwardBody,
    response: { 200: fastForwardAnswer },
  }
  app.post('/v1/claims/:claimId/fast-forward', { schema }, async (request) => {
    const { claimId, restedAt } = visibleClaim(request)
    if (restedAt !== null) throw new Problem('CLAIM_CLOSED', { detail: 'the clock of a finished claim stands' })
    const { by: byMs, force } = request.body
    const alsoOpen = () => waitingReceipts(db, claimId)
    return onWire(await fastForward(temporal, { claimId, byMs, force, alsoOpen }).catch(fail))
  })
}

const problems: Readonly<Record<FastForwardFault, ProblemCode>> = {
  'not-running': 'NOT_STARTED',
  'effects-open': 'EFFECTS_OPEN',
  'already-moving': 'EFFECTS_OPEN',
  unfinished: 'WORKFLOWS_AWAY',
  unsupported: 'WORKFLOWS_AWAY',
}

function fail(error: unknown): never {
  if (!(error instanceof FastForwardFailed)) throw error
  throw new Problem(problems[error.fault], { detail: error.message, cause: error })
}
