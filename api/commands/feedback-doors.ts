import * as wire from '../wire/commands/feedback.ts'
import { commandDoor } from './command-door.ts'

export const feedback = commandDoor({
  path: '/feedback',
  tag: 'afterwards',
  summary: 'What the customer thinks of it, or our answer to that',
  description: 'An answer goes to the customer in the words it is given in.',
  body: wire.feedback,
  commandOf: (body, { aside }) =>
    body.action === 'give'
      ? { type: 'GiveFeedback', score: body.score, ...aside.note('/text', body.text) }
      : { type: 'AnswerFeedback', textId: aside.text('/answer', body.answer) },
})
