import { actorFor, visibleClaim } from '../access.ts'
import { prepaymentApproval, recoveryWriteOff } from '../commands/advance-doors.ts'
import { reserve } from '../commands/amount-doors.ts'
import type { CommandDoor } from '../commands/command-door.ts'
import { approval } from '../commands/decision-doors.ts'
import { adjudication, resolution } from '../commands/dispute-doors.ts'
import { settingAside } from '../commands/set-aside.ts'
import { compensation, paymentCheck } from '../commands/settlement-doors.ts'
import { readAuthority } from '../commands/told-authority.ts'
import { weighApproval } from '../commands/weigh-approval.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { rolesThatMay } from '../permission-matrix.ts'
import { approvalPreview, previewedOnWire } from '../wire/commands/approval-preview.ts'

/** Every decision that takes a step of the ladder, and the second word on a payment. */
const decisions: readonly CommandDoor[] = [
  approval,
  prepaymentApproval,
  compensation,
  reserve,
  recoveryWriteOff,
  paymentCheck,
  resolution,
  adjudication,
]

/** Before a decision (决策预览): what would come of it, what is missing, and whether I may. */
export function decisionPreviewRoutes(app: ApiServer, deps: ApiDependencies): void {
  for (const door of decisions) previewRoute(app, deps, door)
}

function previewRoute(app: ApiServer, deps: ApiDependencies, door: CommandDoor): void {
  const { path, params, body, tag } = door
  const schema = {
    summary: 'What would come of my decision, what is missing, and whether I may',
    description: 'Takes the body of the decision. Nothing happens and nothing is stored.',
    tags: [tag],
    params,
    body,
    response: { 200: approvalPreview },
  }
  app.post(`/v1/claims/:claimId${path}/preview`, { schema }, async (request) => {
    // Words need no place: nothing is stored.
    const aside = settingAside({ commandId: 'preview', bodyHash: 'preview' }, () => 'preview')
    const { n = 0 } = request.params as { readonly n?: number }
    const command = door.commandOf(request.body, { aside, n, now: Date.now() })
    const actor = actorFor(request, rolesThatMay([command.type]))
    const listed = visibleClaim(request)
    const tables = await readAuthority(deps.db)
    return previewedOnWire(await weighApproval(deps, tables, { listed, request: { actor, command } }))
  })
}
