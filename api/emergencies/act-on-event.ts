import { createHash } from 'node:crypto'

import type { FastifyReply, FastifyRequest } from 'fastify'

import { appendEntry, findEntryCommand, readEntries } from '../../db/emergency-response.ts'
import { storeEmergencyTexts } from '../../db/emergency-texts.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ResponseAct } from '../../domain/emergency/response-act.ts'
import type { Response } from '../../domain/emergency/response-state.ts'
import { evolveResponse, foldResponse } from '../../domain/emergency/response-state.ts'
import { decideResponse } from '../../domain/emergency/response.ts'
import type { Instant } from '../../domain/time.ts'
import { actorFor, rolesOf } from '../access.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { Idempotency } from '../idempotency.ts'
import { idempotencyOf } from '../idempotency.ts'
import { Problem } from '../problems.ts'
import { eventAtHand, responseProblem } from './event-at-hand.ts'

/** What an act is made of, besides the body. */
export interface Ground {
  readonly event: EventFacts
  readonly response: Response
  readonly now: Instant
  /** Seals a text people wrote and gives its id. */
  readonly aside: (field: string, text: string) => Promise<string>
}

export interface Acting {
  readonly eventId: string
  /** Who may do this. */
  readonly roles: readonly Role[]
  /** Of several roles a person has, those in which this act is his. */
  readonly preferred?: (response: Response) => readonly Role[]
  readonly act: (ground: Ground) => ResponseAct | Promise<ResponseAct>
}

export interface Acted {
  readonly event: EventFacts
  readonly response: Response
  readonly now: Instant
}

/** More at the same moment than people can be. */
const attemptsAtMost = 5

/**
 * Does one act on the response to an event: judged against what stands, appended behind it, and judged again when somebody was
 * faster. The same request again is answered with the response as it stands now.
 */
export async function actOnEvent(
  deps: Pick<ApiDependencies, 'db' | 'vault'>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  acting: Acting,
): Promise<Acted> {
  const { db, vault } = deps
  const { eventId } = acting
  const idempotency = idempotencyOf(request)
  const { id: by, role: first } = actorFor(request, acting.roles)
  const aside = async (field: string, text: string): Promise<string> => {
    const textId = textIdOf(idempotency, field)
    await storeEmergencyTexts(db, vault, eventId, [{ textId, field, text }])
    return textId
  }
  for (let attempt = 1; attempt <= attemptsAtMost; attempt++) {
    const event = await eventAtHand(db, eventId)
    const [entries, now] = await Promise.all([readEntries(db, eventId), readHostClock(db)])
    const response = foldResponse(entries)
    const known = await findEntryCommand(db, eventId, idempotency.commandId)
    if (known !== null) return repeated(reply, known, idempotency, { event, response, now })
    const role = acting.preferred?.(response).find((each) => rolesOf(request).includes(each)) ?? first
    const outcome = decideResponse(response, await acting.act({ event, response, now, aside }), {
      now,
      by,
      role,
      event,
    })
    if ('fault' in outcome) throw responseProblem(outcome.fault)
    const { entry } = outcome
    if (await appendEntry(db, { eventId, n: entries.length + 1, entry, ...idempotency })) {
      request.log.info({ eventId, entry: entry.type }, 'response to an event')
      return { event, response: evolveResponse(response, entry), now }
    }
  }
  throw new Problem('RESPONSE_BUSY')
}

function repeated(reply: FastifyReply, known: string, { bodyHash }: Idempotency, acted: Acted): Acted {
  if (known !== bodyHash) throw new Problem('COMMAND_REUSED')
  reply.header('idempotency-replayed', 'true')
  return acted
}

/** The same request names its texts alike: storing them again changes nothing. */
const textIdOf = ({ commandId, bodyHash }: Idempotency, field: string): string =>
  `txt_${createHash('sha256').update(`${commandId}\n${bodyHash}\n${field}`).digest('hex').slice(0, 32)}`
