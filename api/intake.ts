import { v7 as uuidv7 } from 'uuid'

import type { Party } from '../db/parties.ts'
import { decide, signed } from '../domain/claim/decide.ts'
import type { Actor, ClaimCommand } from '../domain/claim/commands.ts'
import type { Context } from '../domain/claim/decision.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { greenReasons } from '../domain/claim/emergency-state.ts'
import { fold } from '../domain/claim/evolve.ts'
import { isElderly } from '../domain/claim/green-channel.ts'
import type { Claim } from '../domain/claim/state.ts'
import type { AgeMs, DateText } from '../domain/time.ts'
import { dateOf } from '../domain/time.ts'
import type { PersonalData } from './commands/set-aside.ts'
import { settingAside } from './commands/set-aside.ts'
import { refusalProblem } from './failures.ts'
import type { Idempotency } from './idempotency.ts'
import { fieldProblem } from './problems.ts'
import { filingOf, receivedAge } from './wire/filing.ts'
import type { LossReportBody, WirePerson } from './wire/loss-report.ts'

/** Who files what, and what makes it safe to repeat. */
export interface IntakeRequest {
  readonly actor: Actor
  readonly body: LossReportBody
  readonly idempotency: Idempotency
  /** The opaque id of a person the filer has no id for. */
  readonly personIdOf: (identityNumber: string) => string
  readonly policyIdOf: (claimId: string, policyNo: string) => string
  /** The event for which the insurer found the person (#2). */
  readonly foundFor?: string
}

/** A claim at its beginning (立案): what is recorded, and beside it the personal data that never enters an event. */
export interface Intake {
  readonly claim: Claim
  readonly events: readonly ClaimEvent[]
  readonly parties: readonly Party[]
  readonly texts: PersonalData['texts']
}

type NamedPerson = WirePerson & { readonly personId: string }

interface Persons {
  readonly claimant: NamedPerson
  readonly insured: NamedPerson
}

/** Decides the report and, when one came with it, the filing; `context.now` is the database's. Throws the refusal. */
export function beginClaim(request: IntakeRequest, context: Context): Intake {
  const { actor, body, idempotency, policyIdOf } = request
  const claimId = `clm_${uuidv7()}`
  const persons = personsOf(request)
  const aside = settingAside(idempotency, (policyNo) => policyIdOf(claimId, policyNo))
  aside.text('/description', body.description)
  const ages = agesOf(body, context.now)
  const filing = body.filing && {
    ...filingOf(body.filing, context.now, '#/filing'),
    ageMs: ages.filing,
    documents: body.filing.documents.map(aside.document),
  }
  const named = { claimId, policyId: aside.policy(body.policyNo), ...persons }
  const report = reportCommand(request, named, { ageMs: ages.report, day: dateOf(context.now - ages.report) })
  const reported = decided(null, { actor, command: report }, context)
  const filed = filing && decided(fold(null, reported), { actor, command: { type: 'FileClaim', ...filing } }, context)
  const begun = [...reported, ...(filed ?? [])]
  const events = signed([...begun, ...firstContact(request, begun, context)], idempotency)
  const { texts, parties } = aside.taken()
  return { claim: fold(null, events), events, parties: [...partiesOf(request, persons), ...parties], texts }
}

/** Who was found was called before anything began: the claim owes no first contact (E1). */
function firstContact({ actor, foundFor }: IntakeRequest, begun: readonly ClaimEvent[], context: Context) {
  if (foundFor === undefined) return []
  return decided(fold(null, begun), { actor, command: { type: 'RecordContact', how: 'phone' } }, context)
}

/** How long ago report and filing arrived: of two that come together either may say it for both, and no report comes after. */
function agesOf({ receivedAt, filing }: LossReportBody, now: number): { report: number; filing: number } {
  const { receivedAt: filedAt, receivedAgeMinutes } = filing ?? {}
  const ofFiling = receivedAge(filing ?? {}, now, '#/filing')
  if (receivedAt === undefined) return { report: ofFiling, filing: ofFiling }
  const ofReport = receivedAge({ receivedAt }, now)
  if (filedAt === undefined && receivedAgeMinutes === undefined) return { report: ofReport, filing: ofReport }
  if (ofFiling <= ofReport) return { report: ofReport, filing: ofFiling }
  const fault = { pointer: '#/receivedAt', detail: 'lies after the arrival of the filing', code: 'value' }
  throw fieldProblem('VALUE_INVALID', fault)
}

function decided(claim: Claim | null, asked: { actor: Actor; command: ClaimCommand }, context: Context) {
  const decision = decide(claim, asked, context)
  if ('refusal' in decision) throw refusalProblem(decision.refusal)
  return decision.events
}

interface Named extends Persons {
  readonly claimId: string
  readonly policyId: string
}

function reportCommand(
  { actor, body, foundFor }: IntakeRequest,
  { claimId, policyId, claimant, insured }: Named,
  { ageMs, day }: { readonly ageMs: AgeMs; readonly day: DateText },
): ClaimCommand {
  const { channel, line, region, branch = region, eventDate, cause, facts, preferredChannels, isTest } = body
  const green = greenReasonsOf(body, [claimant, insured], day)
  const report = {
    channel,
    line,
    region,
    branch,
    eventDate,
    cause,
    facts,
    preferredChannels,
    isTest,
    policyId,
    claimantId: claimant.personId,
    insuredId: insured.personId,
    ...(body.capacity !== undefined && { capacity: body.capacity }),
    ...(actor.role === 'integrator' && { integratorId: actor.id }),
    ...(foundFor !== undefined && { foundFor, requestedByList: true as const }),
    ...(green.length > 0 && { greenReasons: green }),
  }
  return { type: 'ReportClaim', claimId, report, ageMs }
}

/** What the filer says, and the rule of age on the day of the report for whoever claims or is insured: the number itself stays here. */
function greenReasonsOf({ greenChannel = [] }: LossReportBody, persons: readonly NamedPerson[], day: DateText) {
  const isOld = persons.some(({ identityNumber }) => isElderly(identityNumber, day))
  return greenReasons.filter((reason) =>
    reason === 'elderly' ? isOld || greenChannel.includes(reason) : greenChannel.some((said) => said === reason),
  )
}

function personsOf({ actor, body, personIdOf }: IntakeRequest): Persons {
  const named = (person: WirePerson): NamedPerson => ({
    ...person,
    personId: person.personId ?? personIdOf(person.identityNumber),
  })
  const claimant = actor.role === 'claimant' ? asThemselves(actor, body.claimant) : named(body.claimant)
  return { claimant, insured: body.insured === 'same' ? claimant : named(body.insured) }
}

/** A claimant files for themselves; for others a clerk or an agent does. */
function asThemselves(actor: Actor, person: WirePerson): NamedPerson {
  if (person.personId === undefined || person.personId === actor.id) return { ...person, personId: actor.id }
  const fault = { pointer: '#/claimant/personId', detail: 'is not the person of the token', code: 'value' }
  throw fieldProblem('VALUE_INVALID', fault)
}

/** Only the one intake that is stored names its parties: their ids need not outlive a lost race. */
function partiesOf({ body }: IntakeRequest, { claimant, insured }: Persons): Party[] {
  const asked = body.insured === 'same' ? [] : [partyOf('insured', insured)]
  return [partyOf('claimant', claimant), ...asked]
}

function partyOf(kind: 'claimant' | 'insured', { personId, name, identityNumber, phone, email }: NamedPerson): Party {
  const details = { name, identityNumber, phone, ...(email !== undefined && { email }) }
  return { partyId: newPartyId(), kind, personId, details }
}

const newPartyId = (): string => `pty_${uuidv7().replaceAll('-', '')}`
