import * as wire from '../wire/commands/escalation.ts'
import { commandDoor } from './command-door.ts'

export const acknowledgement = commandDoor({
  path: '/escalations/:n/acknowledgement',
  tag: 'clocks',
  summary: 'Take note of an escalation you were told of',
  description:
    'Clears it and tells nobody further; the record of who was told when stays. Who has several roles names the one ' +
    'that was told in `as`.',
  body: wire.acknowledgement,
  actsAs: ({ as }) => as,
  commandOf: (_body, { n }) => ({ type: 'AcknowledgeEscalation', n }),
})
