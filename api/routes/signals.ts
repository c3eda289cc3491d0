import type { FastifyRequest } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

import { answerCommand } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import type { CommandDoor } from '../commands/command-door.ts'
import { feedback } from '../commands/feedback-doors.ts'
import { documents, filing, revival, withdrawal } from '../commands/front-desk-doors.ts'
import { surveyReport } from '../commands/middle-doors.ts'
import { settlement } from '../commands/settlement-doors.ts'
import type { ApiServer } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { answerBody } from '../wire/answer.ts'
import { claimPath } from '../wire/values.ts'

/** Facts an integrator may send through one door, each with the door of its own that it stands for. */
const signals: Readonly<Record<string, CommandDoor>> = {
  'claim-filed': filing,
  'documents-supplied': documents,
  'survey-reported': surveyReport,
  'offer-agreed': settlement,
  'feedback-given': feedback,
  'withdrawal-requested': withdrawal,
  'revival-requested': revival,
}

/** POST /v1/claims/{claimId}/signals/{name}: the body, the command and the answer of the route the name stands for. */
export function signalRoutes(app: ApiServer, deps: AskDependencies): void {
  const schema = {
    summary: 'Any of the documented facts, through one door',
    description: ['Each name takes the body of its own route:', ...Object.entries(signals).map(lineOf)].join('\n'),
    tags: ['signals'],
    params: claimPath.extend({ name: z.string() }),
    body: z.record(z.string(), z.unknown()).meta({ examples: [{ identityChecked: true, action: 'agree' }] }),
    response: { 200: answerBody },
  }
  app.post('/v1/claims/:claimId/signals/:name', { schema }, async (request, reply) => {
    const door = doorOf(request.params.name)
    await answerCommand(deps, door, { request, reply, body: readBody(request, door) })
    return reply
  })
}

const lineOf = ([name, { path }]: [string, CommandDoor]): string => `- \`${name}\`: \`/v1/claims/{claimId}${path}\``

function doorOf(name: string): CommandDoor {
  const door = Object.hasOwn(signals, name) ? signals[name] : undefined
  if (door === undefined)
    throw new Problem('SIGNAL_UNKNOWN', { detail: `known are ${Object.keys(signals).join(', ')}` })
  return door
}

/** The schema depends on the name, so fastify cannot apply it; its faults must look as if it had. */
function readBody({ body, method, url }: FastifyRequest, { body: schema }: CommandDoor): unknown {
  const read = validatorCompiler({ schema, method, url, httpPart: 'body' })(body) as Read
  if ('value' in read) return read.value
  throw Object.assign(new Error('the body does not fit'), { validation: read.error, validationContext: 'body' })
}

type Read = { readonly error: unknown } | { readonly value: unknown }
