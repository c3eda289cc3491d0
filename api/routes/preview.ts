import type { PolicyGateway } from '../../activities/gateways/policy-gateway.ts'
import { termsOf } from '../../activities/policy-terms.ts'
import { calendarOfBranch } from '../../domain/clocks/calendar-versions.ts'
import { previewClaim } from '../../domain/claim/preview.ts'
import type { PolicyTerms } from '../../domain/claim/state.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import type { PreviewBody } from '../wire/loss-report.ts'
import { previewBody } from '../wire/loss-report.ts'
import { previewAnswer, previewOnWire } from '../wire/preview-answer.ts'

/** POST /v1/claims/preview: which lane, which clocks from now, what would be missing. Stores nothing, promises nothing. */
export function previewRoutes(app: ApiServer, deps: ApiDependencies): void {
  const { policyGateway, calendars, servicePolicy } = deps
  const schema = {
    summary: 'What a claim would be, before anybody files it',
    tags: ['claims'],
    body: previewBody,
    response: { 200: previewAnswer },
  }
  app.post('/v1/claims/preview', { schema }, async ({ body }) => {
    const { line, facts, documents, eventDate, claimedFen = null } = body
    const [policy, newest] = await Promise.all([askPolicy(policyGateway, body), calendars.current()])
    const branch = body.branch ?? body.region
    const calendar = calendarOfBranch(newest, branch)
    const context = { now: Date.now(), calendar, policy: servicePolicy }
    return previewOnWire(
      previewClaim({ line, facts, documents, eventDate, claimedFen, policy, branch }, context),
      policy.known,
      context.now,
    )
  })
}

/** Whoever previews waits: a policy system that does not answer in the gateway's time leaves the policy pending. */
async function askPolicy(gateway: PolicyGateway, { policyNo, eventDate }: PreviewBody): Promise<PolicyTerms> {
  const answer = await gateway.findPolicy(policyNo, eventDate).catch(() => null)
  if (answer === null) return { known: 'pending' }
  if (answer === 'unknown') return { known: 'unknown', askedAt: Date.now() }
  return termsOf(answer)
}
