import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import type { Intake } from '../db/intake.ts'
import { isStarted, markStarted } from '../db/starts.ts'
import type { ClaimLine } from '../domain/claim/codes.ts'
import type { ClaimFact } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { summarise } from '../domain/claim/summary.ts'
import { addDays, dateOf } from '../domain/time.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import type { OwnNamespace } from '../test/namespace.ts'
import { openNamespace } from '../test/namespace.ts'
import { freePort } from '../local/ports.ts'
import { plainPolicy } from '../test/example-claims.ts'
import { declareStorm, openScene, reportStorm, stormId } from '../test/example-emergency.ts'
import { recordScene } from '../test/recorded-event.ts'
import { eventIdOf } from '../test/recorded-storm.ts'
import { takeIn, testVault } from '../test/take-in.ts'
import type { ClaimActivities, ClaimInput, Recording } from '../workflows/claim-contract.ts'
import { claimWorkflowId } from '../workflows/claim-contract.ts'
import { startClaim } from './delivery/start-claim.ts'
import type { Message } from './gateways/message-gateway.ts'
import { createActivities } from './index.ts'

let database: TestDatabase
let api: Database
let worker: Database
let own: OwnNamespace
let activities: ClaimActivities

const sent: Message[] = []
const asked: string[] = []
const logged: string[] = []
const log = pino({}, { write: (line) => void logged.push(line) })

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 2, applicationName: 'test-api' })
  worker = openDatabase(database.workerUrl, { max: 4, applicationName: 'test-worker' })
  own = await openNamespace(inject('temporalAddress'))
  activities = activitiesOn(worker)
})

afterAll(async () => {
  await Promise.all([api.close(), worker.close(), own.close()])
  await database.drop()
})

test('recording twice is recording once', async () => {
  const recording = await nextRecording()
  await activities.recordEvents(recording)
  await activities.recordEvents(recording)
  const { rows } = await worker.$client.query('select count(*)::int as n from claim_events where claim_id = $1', [
    recording.claimId,
  ])
  expect(rows).toEqual([{ n: recording.from + 1 }])
})

test('a claim that is granted the green channel goes first once that is recorded, and is recorded where it cannot', async () => {
  const input = await takeIn(api)
  const granted = nextOf(input, { type: 'GreenChannelGranted', because: ['hardship'] })
  // Nobody has started it: there is nothing to let go first.
  await activities.recordEvents(granted)
  await startClaim(own.client, input)
  await activities.recordEvents(granted)
  const { priority } = await own.client.workflow.getHandle(claimWorkflowId(input.claimId)).describe()
  expect(priority).toMatchObject({ priorityKey: 2 })
})

test('a claim whose line becomes another one is listed for the emergencies about that line, and only then', async () => {
  const here = {
    ...declareStorm.scope,
    zones: ['31'],
    from: addDays(dateOf(Date.now()), -40),
    to: dateOf(Date.now()),
    causes: ['illness'],
  } as const
  const begun = openScene().ask(reportStorm)
  await recordScene(worker, begun.ask({ ...declareStorm, scope: { ...here, lines: ['household-property'] } }))
  const other = openScene().ask({ ...reportStorm, eventId: eventIdOf('2') })
  await recordScene(worker, other.ask({ ...declareStorm, scope: here }))
  const listed = async ({ claimId }: Recording) =>
    (await worker.$client.query('select event_id, state from emergency_tellings where claim_id = $1', [claimId])).rows

  const found = (line: ClaimLine): ClaimFact => ({ type: 'PolicyLookedUp', policy: { ...plainPolicy, line } })
  const asReported = nextOf(await takeIn(api), found('medical'))
  await activities.recordEvents(asReported)
  expect(await listed(asReported)).toEqual([])
  const household = nextOf(await takeIn(api), found('household-property'))
  await activities.recordEvents(household)
  expect(await listed(household)).toEqual([{ event_id: stormId, state: 'pending' }])
  // Told before, as far as the list says: it is told again.
  await worker.$client.query("update emergency_tellings set state = 'told'")
  await activities.recordEvents(household)
  expect(await listed(household)).toEqual([{ event_id: stormId, state: 'pending' }])
})

test('events are answered as they were given, however often they are recorded', async () => {
  const recording = await nextRecording()
  const { events } = recording
  expect(await activities.recordEvents(recording)).toEqual({ as: 'given', events })
  expect(await activities.recordEvents(recording)).toEqual({ as: 'given', events })
})

test('and so are those of a command', async () => {
  const recording = await nextRecording()
  const command = { commandId: `cmd-${recording.claimId}`, bodyHash: 'hash' }
  const events = recording.events.map((event) => ({ ...event, command }))
  const { claimId, summary } = recording
  const { version, decisionVersion, status } = summary
  const asked = { ...recording, events, answers: [{ claimId, ...command, version, decisionVersion, status }] }
  expect(await activities.recordEvents(asked)).toEqual({ as: 'given', events })
  expect(await activities.recordEvents(asked)).toEqual({ as: 'given', events })
})

test('where the log is ahead, what stands there is answered, nothing is written, and the claim is to be told', async () => {
  const recording = await nextRecording()
  await activities.recordEvents(recording)
  await markStarted(worker, recording.claimId)
  const other = { ...recording, events: recording.events.map((event) => ({ ...event, at: event.at + 1 })) }
  expect(await activities.recordEvents(other)).toEqual({ as: 'stood-there', events: recording.events })
  expect(await isStarted(worker, recording.claimId)).toBe(false)
})

test('a log that lacks earlier events is an alert, and tried again until they are back', async () => {
  const recording = await nextRecording()
  const { from, events, summary } = recording
  const ahead = { ...recording, from: from + 5, summary: { ...summary, version: from + 5 + events.length } }
  await expect(activities.recordEvents(ahead)).rejects.toMatchObject({ type: 'HISTORY_CONFLICT', nonRetryable: false })
  expect(logged.join('')).toContain('"alert":"HISTORY_CONFLICT"')
})

test('a database that is away is tried again, and the failure says no more than that', async () => {
  const url = `postgres://lipei_worker:secret@127.0.0.1:${await freePort()}/nowhere`
  const away = openDatabase(url, { max: 1, applicationName: 'test' })
  await expect(activitiesOn(away).recordEvents(await nextRecording())).rejects.toMatchObject({
    message: expect.stringMatching(/^recordEvents failed: \w+ ECONNREFUSED$/),
    nonRetryable: false,
  })
  await away.close()
})

test('the policy is looked up by the number the vault keeps under its id', async () => {
  const other = { partyId: 'pty_other', kind: 'policy', details: { policyNo: 'P-8' } } as const
  const { claimId } = await takeIn(api, { parties: [other], policyNo: 'P-7' })
  const on = '2026-08-01'
  expect(await activities.lookUpPolicy({ claimId, policyId: 'pty_policy', on })).toBeNull()
  expect(await activities.lookUpPolicy({ claimId, policyId: 'pty_other', on })).toBeNull()
  expect(await activities.lookUpPolicy({ claimId, policyId: 'pty_none', on })).toBeNull()
  expect(asked).toEqual(['P-7', 'P-8'])
})

const claimant: Intake['parties'][number] = {
  partyId: 'pty_c',
  kind: 'claimant',
  personId: 'per_claimant',
  details: { name: '李梅', phone: '13800000001', email: 'li@example.com' },
}

test.each([
  ['app', 'per_claimant'],
  ['sms', '13800000002'],
  ['phone', '13800000002'],
  ['email', 'li@example.com'],
] as const)('a notice by %s goes to the address an event named last', async (channel, to) => {
  const contacts = [contactOf('pty_k', '13800000002'), contactOf('pty_refused', '13800000003')]
  const input = await takeIn(api, { parties: [claimant, ...contacts] })
  await activities.recordEvents(
    nextOf(input, { type: 'ContactsChanged', preferredChannels: [channel], contactId: 'pty_k' }),
  )
  await activities.sendNotice(guidanceOf(input, channel))
  expect(sent.at(-1)).toMatchObject({ channel, to, reference: `${input.claimId}-1`, template: 'guidance' })
})

test('until one does, it goes to the address the claim was reported with', async () => {
  const input = await takeIn(api, { parties: [claimant, contactOf('pty_refused', '13800000003')] })
  await activities.sendNotice(guidanceOf(input, 'sms'))
  expect(sent.at(-1)).toMatchObject({ to: '13800000001' })
})

test('a channel without an address fails at once', async () => {
  const input = await takeIn(api, { parties: [claimant] })
  await expect(activities.sendNotice(guidanceOf(input, 'post'))).rejects.toMatchObject({ type: 'NO_CONTACT' })
})

test('the later of two equal claims finds the earlier', async () => {
  const earlier = await takeIn(api, { policyNo: 'P-SAME' })
  const later = await takeIn(api, { policyNo: 'P-SAME' })
  const [first, second] = await Promise.all(
    [earlier, later].map(({ claimId }) => activities.findDuplicate({ claimId })),
  )
  expect([first, second].filter((found) => found !== null).length).toBe(1)
})

test('a copy hands over its documents once, under an id of its own', async () => {
  const original = await takeIn(api)
  await startClaim(own.client, original)
  const handover = { claimId: 'clm_copy', toClaimId: original.claimId, receivedAt: 1_000, documents: [] }
  await activities.handOverCopy(handover)
  const history = await own.client.workflow.getHandle(claimWorkflowId(original.claimId)).fetchHistory()
  const told = history.events?.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const data = signal?.input?.payloads?.[0]?.data
    return data ? [JSON.parse(Buffer.from(data).toString('utf8')) as unknown] : []
  })
  const receipt = { type: 'AbsorbCopy', copyClaimId: 'clm_copy', documents: [], receivedAt: 1_000 }
  expect(told).toEqual([{ messageId: 'copy/clm_copy', receipt }])
})

test('an original that does not run yet is tried again; one nobody knows is left to a person', async () => {
  const { claimId: toClaimId } = await takeIn(api)
  const copy = { claimId: 'clm_copy2', documents: [] }
  await expect(activities.handOverCopy({ ...copy, toClaimId })).rejects.toMatchObject({ nonRetryable: false })
  await activities.handOverCopy({ ...copy, toClaimId: 'clm_unknown' })
  const { rows } = await worker.$client.query("select reference from work_items where kind = 'copy-of-ended-claim'")
  expect(rows).toEqual([{ reference: 'clm_copy2' }])
})

function activitiesOn(db: Database): ClaimActivities {
  const gateways = {
    messages: { send: async (message: Message) => ({ messageId: `msg_${sent.push(message)}` }) },
    policies: { findPolicy: async (policyNo: string) => (asked.push(policyNo), 'unknown' as const) },
    fraud: { score: async () => ({ hardRules: [], signals: [] }) },
    tax: { checkInvoice: async () => 'genuine' as const },
  }
  return createActivities({ db, vault: testVault, log, client: own.client, gateways })
}

const contactOf = (partyId: string, phone: string) => ({ partyId, kind: 'contact', details: { phone } }) as const

const nextRecording = async (): Promise<Recording> => nextOf(await takeIn(api), { type: 'CheckStarted' })

/** What a claim that was taken in records next. */
function nextOf({ claimId, events, calendar, policy }: ClaimInput, fact: ClaimFact): Recording {
  const claim = fold(null, events)
  const event = { ...fact, at: claim.lastAt, by: { id: 'per_clerk', role: 'intake-clerk' } } as const
  const after = fold(claim, [event])
  const summary = summarise(after, { now: after.lastAt, calendar, policy })
  return { claimId, from: events.length, events: [event], summary, clocks: after.clocks, answers: [] }
}

function guidanceOf({ claimId, events }: ClaimInput, channel: 'app' | 'sms' | 'phone' | 'email' | 'post') {
  const [notice] = events.flatMap(({ notices }) => notices ?? [])
  if (notice === undefined) throw new Error('a report orders its guidance')
  return { claimId, branch: '310000', notice: { ...notice, channel } }
}
