import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { ClaimCommandType } from './commands.ts'
import { possibleCommands, rolesIn } from './command-table.ts'
import type { NextAction } from './next-actions.ts'
import { nextActions } from './next-actions.ts'

const actionOf = (scene: Scene, command: ClaimCommandType): NextAction | undefined =>
  nextActions(scene.standing()).actions.find((action) => action.command === command)

const missingOf = (scene: Scene): readonly string[] => nextActions(scene.standing()).missing

test('every status names exactly the commands it would accept, with who may', () => {
  for (const begin of Object.values(example.exampleOf)) {
    const claim = begin().standing()
    const { actions } = nextActions(claim, { isConfidant: true })
    expect(actions.map(({ command }) => command)).toEqual(possibleCommands(claim.stage.status))
    const byRow = actions.filter(({ command }) => command !== 'AssignClaim')
    expect(byRow.every(({ command, roles }) => roles === rolesIn(command, claim.stage.status))).toBe(true)
  }
})

test('a check that has begun is not offered again, also when the claim comes back from waiting for documents', () => {
  expect(actionOf(example.received(), 'StartCheck')?.roles).toEqual(['intake-clerk'])
  const begun = given(example.received()).when({ type: 'StartCheck' })
  expect(actionOf(begun, 'StartCheck')).toBeUndefined()
  const back = begun.and(example.requestDocuments('photos'), example.supply('photos')).stands('received')
  expect(actionOf(back, 'StartCheck')).toBeUndefined()
  back.when({ type: 'StartCheck' }).isRefused('WRONG_STATUS')
})

test('what is missing is named by what the next step needs', () => {
  expect(missingOf(example.received())).toEqual(['document medical-record', 'document medical-invoice'])
  expect(missingOf(example.awaitingCustomer())).toEqual(['document medical-invoice'])
  expect(missingOf(example.investigating())).toContain('evidence scene-photos or scene-video')
  expect(missingOf(given(example.reviewing()).when({ type: 'RecordReview', parts: ['risk'] }))).toEqual([
    'review preliminary',
    'review detailed',
  ])
  expect(missingOf(example.accepted())).toEqual(['policy terms'])
  expect(missingOf(example.paid())).toEqual([])
})

test('a decision says its level, and a suspicion blocks what pays', () => {
  const suspect = { type: 'SuspectDuplicate', otherClaimId: 'clm_other' } as const
  expect(actionOf(example.awaitingApproval('part'), 'ApproveProposal')).toMatchObject({ level: 2 })
  expect(actionOf(given(example.awaitingApproval()).when(suspect), 'ApproveProposal')?.blockedBy).toBe(
    'DUPLICATE_SUSPECTED',
  )
  expect(actionOf(given(example.awaitingApproval('deny')).when(suspect), 'ApproveProposal')?.blockedBy).toBeUndefined()
  expect(actionOf(given(example.received()).when(suspect), 'AcceptClaim')?.blockedBy).toBe('DUPLICATE_SUSPECTED')
})

test('what a rule would refuse says by which', () => {
  expect(actionOf(example.received(), 'CancelClaim')?.blockedBy).toBe('NOT_A_TEST')
  expect(actionOf(example.received(), 'ResolveDuplicate')?.blockedBy).toBe('NO_SUSPICION')
})

test('a step is offered to the role whose step it is and those who decide', () => {
  const deciders = ['approver', 'supervisor', 'branch-head', 'head-office']
  expect(actionOf(example.received(), 'AssignClaim')?.roles).toEqual(['intake-clerk', ...deciders])
  expect(actionOf(example.paid(), 'AssignClaim')?.roles).toEqual(deciders)
})

test('#16 another list is a supervisor’s to make', () => {
  expect(actionOf(example.received(), 'RequestDocuments')?.roles).toContain('intake-clerk')
  const listed = given(example.awaitingCustomer()).when(example.supply('medical-invoice'))
  expect(actionOf(listed, 'RequestDocuments')?.roles).toEqual(['supervisor'])
})
