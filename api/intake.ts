import { createHash } from 'node:crypto'

import { v7 as uuidv7 } from 'uuid'

import { decide } from '../domain/claim/decide.ts'
import type { Actor, ClaimCommand } from '../domain/claim/commands.ts'
import type { Context } from '../domain/claim/decision.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Claim } from '../domain/claim/state.ts'
import { refusalProblem } from './failures.ts'
import type { Idempotency } from './idempotency.ts'
import { fieldProblem } from './problems.ts'
import { filingOf } from './wire/filing.ts'
import type { LossReportBody, WirePerson } from './wire/loss-report.ts'

/** Who files what, and what makes it safe to repeat. */
export interface IntakeRequest {
  readonly actor: Actor
  readonly body: LossReportBody
  readonly idempotency: Idempotency
  /** The opaque id of a person the filer has no id for. */
  readonly personIdOf: (identityNumber: string) => string
}

/** A claim at its beginning (立案): what is recorded, and beside it the personal data that never enters an event. */
export interface Intake {
  readonly claim: Claim
  readonly events: readonly ClaimEvent[]
  readonly parties: readonly IntakeParty[]
  readonly descriptionTextId: string
}

export interface IntakeParty extends WirePerson {
  readonly partyId: string
  readonly as: 'claimant' | 'insured'
  readonly personId: string
}

/** Decides the report and, when one came with it, the filing; `context.now` is the database's. Throws the refusal. */
export function beginClaim(request: IntakeRequest, context: Context): Intake {
  const { actor, body, idempotency } = request
  const parties = partiesOf(request)
  const claimId = `clm_${uuidv7()}`
  const filing = body.filing && filingOf(body.filing, context.now, '#/filing')
  const report = {
    type: 'ReportClaim',
    claimId,
    report: reportOf(body, actor, parties),
    ageMs: filing?.ageMs ?? 0,
  } as const
  const reported = decided(null, { actor, command: report }, context)
  const filed = filing && decided(fold(null, reported), { actor, command: { type: 'FileClaim', ...filing } }, context)
  const events = withCommand([...reported, ...(filed ?? [])], idempotency)
  return {
    claim: fold(null, events),
    events,
    parties,
    descriptionTextId: textIdOf(idempotency.commandId, '/description'),
  }
}

/** The same repeated request names its texts alike, so that storing them again changes nothing. */
export function textIdOf(commandId: string, field: string): string {
  return `txt_${digest(commandId, field)}`
}

function decided(claim: Claim | null, asked: { actor: Actor; command: ClaimCommand }, context: Context) {
  const decision = decide(claim, asked, context)
  if ('refusal' in decision) throw refusalProblem(decision.refusal)
  return decision.events
}

function withCommand([first, ...rest]: readonly ClaimEvent[], { commandId, bodyHash }: Idempotency): ClaimEvent[] {
  if (first === undefined) throw new Error('a claim begins with an event')
  return [{ ...first, command: { commandId, bodyHash } }, ...rest]
}

function reportOf(body: LossReportBody, actor: Actor, [claimant, insured]: readonly [IntakeParty, IntakeParty]) {
  const { channel, line, region, branch = region, eventDate, cause, facts, preferredChannels, isTest } = body
  return {
    ...{ channel, line, region, branch, eventDate, cause, facts, preferredChannels, isTest },
    claimantId: claimant.personId,
    insuredId: insured.personId,
    ...(actor.role === 'integrator' && { integratorId: actor.id }),
  }
}

function partiesOf({ actor, body, idempotency, personIdOf }: IntakeRequest): [IntakeParty, IntakeParty] {
  const party = (as: IntakeParty['as'], person: WirePerson): IntakeParty => ({
    ...person,
    partyId: `pty_${digest(idempotency.commandId, `/${as}`)}`,
    as,
    personId: person.personId ?? personIdOf(person.identityNumber),
  })
  const claimant = party('claimant', actor.role === 'claimant' ? asThemselves(actor, body.claimant) : body.claimant)
  const insured = party('insured', body.insured === 'same' ? claimant : body.insured)
  return [claimant, insured]
}

/** A claimant files for themselves; for others a clerk or an agent does. */
function asThemselves(actor: Actor, person: WirePerson): WirePerson {
  if (person.personId === undefined || person.personId === actor.id) return { ...person, personId: actor.id }
  const fault = { pointer: '#/claimant/personId', detail: 'is not the person of the token', code: 'value' }
  throw fieldProblem('VALUE_INVALID', fault)
}

const digest = (commandId: string, field: string): string =>
  createHash('sha256').update(`${commandId}${field}`).digest('hex').slice(0, 32)
