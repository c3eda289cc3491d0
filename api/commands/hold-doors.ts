import * as wire from '../wire/commands/hold.ts'
import { commandDoor } from './command-door.ts'

const tag = 'fraud'

export const hold = commandDoor({
  path: '/holds',
  tag,
  summary: 'Hold a named amount while a suspicion is looked into (暂缓赔付), or confirm what another asked for',
  description:
    'Blocks approval, release and sending of payments up to the amount; stops no clock, and no customer sees it. From the ' +
    'agreement on head office (A4) and compliance do it together, and it lapses after three days unless renewed.',
  body: wire.hold,
  commandOf: (body, { aside }) =>
    body.action === 'raise'
      ? { type: 'RaiseHold', amountFen: body.amountFen, reasonTextId: aside.text('/reason', body.reason) }
      : { type: 'ConfirmHold' },
})

export const holdRelease = commandDoor({
  path: '/holds/release',
  tag,
  summary: 'The investigator clears what was held, with a report',
  body: wire.holdRelease,
  commandOf: ({ report }, { aside }) => ({ type: 'ReleaseHold', reportTextId: aside.text('/report', report) }),
})

export const fraudProof = commandDoor({
  path: '/holds/proof',
  tag,
  summary: 'The investigator proves the fraud, of the whole claim or of a part',
  description: 'A proposal to refuse: the committee (A5) decides it once compliance has signed.',
  body: wire.fraudProof,
  needsIfMatch: true,
  commandOf: ({ clause, evidence, reason, policeReference, ...proven }, { aside }) => ({
    type: 'ProveFraud',
    extent: proven.extent,
    ...(proven.extent === 'part' && { falseFen: proven.falseFen }),
    clause,
    evidence,
    reasonTextId: aside.text('/reason', reason),
    ...(policeReference !== undefined && { policeReference }),
  }),
})

export const countersignature = commandDoor({
  path: '/countersignature',
  tag,
  summary: 'Compliance signs a refusal for fraud, or what takes one back, beside the committee, or returns it',
  body: wire.countersignature,
  needsIfMatch: true,
  commandOf: (body, { aside }) => ({
    type: 'CountersignProposal',
    verdict: body.verdict,
    ...(body.verdict === 'object' && { questionTextId: aside.text('/question', body.question) }),
  }),
})

export const nonDisclosure = commandDoor({
  path: '/non-disclosure',
  tag,
  summary: 'What the policyholder did not disclose is known (未如实告知)',
  description: 'From that day the contract may be rescinded for thirty days (Insurance Law 16).',
  body: wire.nonDisclosure,
  commandOf: ({ evidence, knownAt }, { now }) => ({
    type: 'RecordNonDisclosure',
    evidence,
    ageMs: knownAt === undefined ? 0 : now - knownAt,
  }),
})

export const rescission = commandDoor({
  path: '/rescission',
  tag,
  summary: 'A person served the notice of rescission (解除合同通知)',
  description: 'Without it, in time, a refusal for non-disclosure fails (interpretation II art. 8).',
  body: wire.rescission,
  commandOf: ({ reference, servedAt }, { now }) => ({
    type: 'ServeRescission',
    reference,
    ageMs: servedAt === undefined ? 0 : now - servedAt,
  }),
})
