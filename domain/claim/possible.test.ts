import { expect, test } from 'vitest'
import { monday, contextAt, person } from '../../test/claim-people.ts'
import * as example from '../../test/example-claims.ts'
import type { Role } from './codes.ts'
import { roles } from './codes.ts'
import { rolesIn } from './command-table.ts'
import type { Actor, ClaimCommand } from './commands.ts'
import { isConfidentialCommand } from './confidential.ts'
import { decide } from './decide.ts'
import type { Refusal } from './decision.ts'
import { nextActions } from './next-actions.ts'
import type { Claim } from './state.ts'

const accept: ClaimCommand = { type: 'AcceptClaim' }

function refusalOf(claim: Claim | null, actor: Actor, command: ClaimCommand = accept): Refusal {
  const decided = decide(claim, { actor, command }, contextAt(claim?.lastAt ?? monday))
  if (!('refusal' in decided)) throw new Error(`${command.type} was not refused`)
  return decided.refusal
}

const reviewing = (): Claim => example.reviewing().standing()

test('in every status everybody is offered only what the role may do there and nothing stands in the way of', () => {
  for (const begin of Object.values(example.exampleOf)) {
    const claim = begin().standing()
    const { actions } = nextActions(claim, { isConfidant: true })
    const blocked = new Set(actions.flatMap(({ command, blockedBy }) => (blockedBy === undefined ? [] : [command])))
    for (const role of roles.filter((one) => one !== 'intake-clerk')) {
      const { possible } = refusalOf(claim, person(role))
      expect(possible.filter((command) => !rolesIn(command, claim.stage.status).includes(role))).toEqual([])
      expect(possible.filter((command) => blocked.has(command))).toEqual([])
      expect(possible.length).toBeLessThan(30)
    }
  }
})

test('a claimant is offered what is his to do, and nothing of what is held against him', () => {
  const { possible } = refusalOf(reviewing(), person('claimant', reviewing().report.claimantId))
  expect(possible).toContain('ChangeContacts')
  expect(possible).not.toContain('RaiseHold')
})

test('where the status is at fault, those who may act now are named, though the caller may do other things', () => {
  const { code, possible, whoMay } = refusalOf(reviewing(), person('intake-clerk'))
  expect(code).toBe('WRONG_STATUS')
  expect(possible).not.toContain('RecordReview')
  expect(whoMay).toContain('reviewer')
})

test('what compliance alone may know of is offered to compliance alone', () => {
  const offered = (role: Role) =>
    refusalOf(example.paying().standing(), person(role)).possible.filter(isConfidentialCommand)
  expect(roles.filter((role) => role !== 'intake-clerk' && role !== 'compliance').flatMap(offered)).toEqual([])
})

test('who acted before is not offered what may not be in the same hand', () => {
  const claim = example.awaitingApproval().standing()
  const assessor = claim.acted.find(({ as }) => as === 'assessor')?.personId ?? ''
  const offered = (id: string) => refusalOf(claim, person('supervisor', id)).possible
  expect(offered('per_another')).toContain('ReturnProposal')
  expect(offered(assessor)).not.toContain('ReturnProposal')
})

test('before there is a claim, only a report is possible, for those who may make one', () => {
  expect(refusalOf(null, person('claimant')).possible).toEqual(['ReportClaim'])
  expect(refusalOf(null, person('reviewer')).possible).toEqual([])
})
