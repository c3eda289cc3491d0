import * as wire from '../wire/commands/assignment.ts'
import { commandDoor } from './command-door.ts'

export const interest = commandDoor({
  path: '/interests',
  tag: 'claims',
  summary: 'Declare that the claim concerns a colleague’s family or interest: he acts on it no more',
  body: wire.interest,
  commandOf: ({ personId }) => ({ type: 'DeclareInterest', ...(personId !== undefined && { personId }) }),
})

export const assignment = commandDoor({
  path: '/assignment',
  tag: 'claims',
  summary: 'Take a claim, give it to a colleague, or return it to its queue',
  body: wire.assignment,
  commandOf: ({ how, toPersonId, toRole }) => ({
    type: 'AssignClaim',
    how,
    ...(toPersonId !== undefined && { toPersonId }),
    ...(toRole !== undefined && { toRole }),
  }),
})
