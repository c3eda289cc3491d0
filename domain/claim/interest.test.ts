import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { isBarred } from './permission.ts'
import { summarise } from './summary.ts'

const reviewer = person('reviewer', 'per_li')
const declare = { type: 'DeclareInterest' } as const
const ofLi = { type: 'DeclareInterest', personId: 'per_li' } as const

test('a colleague who declares that the claim is of his family acts on it no more', () => {
  const declared = given(example.reviewing())
    .when(declare, reviewer)
    .happens({ type: 'InterestDeclared', personId: 'per_li' })
  const fix = { type: 'FixLiability', parts: ['detailed'] } as const
  declared.when(fix, reviewer).isRefused('OWN_CLAIM')
  declared.when({ type: 'AssignClaim', how: 'take' }, reviewer).isRefused('OWN_CLAIM')
  expect(declared.when({ type: 'AssignClaim', how: 'take' }, person('reviewer', 'per_wu')).refusal).toBeNull()
})

test('his bar holds in every role he has, and through the end of the claim', () => {
  const declared = given(example.awaitingApproval()).when(declare, reviewer)
  declared.when({ type: 'ApproveProposal' }, person('approver', 'per_li')).isRefused('OWN_CLAIM')
  expect(isBarred(declared.standing(), 'per_li', 'ApproveProposal')).toBe(true)
  expect(isBarred(declared.standing(), 'per_wu', 'ApproveProposal')).toBe(false)
})

test('a claim he had goes back to its queue', () => {
  const taken = given(example.reviewing()).when({ type: 'AssignClaim', how: 'take' }, reviewer)
  const back = taken
    .when(ofLi, person('supervisor'))
    .happens(
      { type: 'InterestDeclared', personId: 'per_li' },
      { type: 'OwnerChanged', personId: null, how: 'returned' },
    )
  expect(summarise(back.standing(), contextAt(back.now))).toMatchObject({ ownerId: null, queue: 'reviewer' })
})

test.each(['supervisor', 'compliance'] as const)('a %s declares it of a colleague', (role) => {
  const declared = given(example.reviewing()).when(ofLi, person(role))
  declared.happens({ type: 'InterestDeclared', personId: 'per_li' })
  declared
    .when({ type: 'AssignClaim', how: 'give', toPersonId: 'per_li', toRole: 'reviewer' }, person('supervisor'))
    .isRefused('OWN_CLAIM')
})

test.each(['reviewer', 'approver', 'head-office'] as const)('a %s declares nothing of somebody else', (role) => {
  given(example.reviewing()).when(ofLi, person(role, 'per_wu')).isRefused('ROLE_NOT_ALLOWED')
})

test('what is declared once is not declared again', () => {
  given(example.reviewing()).when(declare, reviewer).when(ofLi, person('compliance')).isRefused('INTEREST_KNOWN')
})
