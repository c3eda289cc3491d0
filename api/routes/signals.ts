import type { FastifyRequest } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

import { answerCommand } from '../commands/answer-command.ts'
import type { AskDependencies } from '../commands/ask-claim.ts'
import type { CommandDoor } from '../commands/command-door.ts'
import { isNumbered } from '../commands/command-door.ts'
import { dispute } from '../commands/dispute-doors.ts'
import { acknowledgement } from '../commands/escalation-doors.ts'
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
  'dispute-raised': dispute,
  'withdrawal-requested': withdrawal,
  'revival-requested': revival,
  'escalation-acknowledged': acknowledgement,
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
    await answerCommand(deps, door, { request, reply, ...readBody(request, door) })
    return reply
  })
}

const lineOf = ([name, door]: [string, CommandDoor]): string =>
  `- \`${name}\`: \`/v1/claims/{claimId}${door.path}\`${isNumbered(door) ? ', with its number as `n` in the body' : ''}`

function doorOf(name: string): CommandDoor {
  const door = Object.hasOwn(signals, name) ? signals[name] : undefined
  if (door === undefined)
    throw new Problem('SIGNAL_UNKNOWN', { detail: `known are ${Object.keys(signals).join(', ')}` })
  return door
}

/** The schema depends on the name, so fastify cannot apply it; its faults must look as if it had. */
function readBody({ body, method, url }: FastifyRequest, door: CommandDoor): { body: unknown; n?: number } {
  const check = (schema: z.ZodType, part: unknown): Read =>
    validatorCompiler({ schema, method, url, httpPart: 'body' })(part) as Read
  const { n, ...rest } = body as Readonly<Record<string, unknown>>
  const numbered = isNumbered(door)
  const number = numbered ? check(numberBody, { n }) : null
  const read = check(door.body, numbered ? rest : body)
  if (number !== null && 'error' in number) throw misfit(number.error)
  if ('error' in read) throw misfit(read.error)
  return number === null ? { body: read.value } : { body: read.value, ...(number.value as { n: number }) }
}

const numberBody = z.object({ n: z.int().min(1).max(100_000) })

const misfit = (validation: unknown): Error =>
  Object.assign(new Error('the body does not fit'), { validation, validationContext: 'body' })

type Read = { readonly error: unknown } | { readonly value: unknown }
