import { randomBytes, randomUUID } from 'node:crypto'

import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'

import { startPendingClaims } from '../../activities/delivery/starter.ts'
import { readSummary } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { currentEvents } from '../../domain/claim/emergency.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { EventCommand } from '../../domain/emergency/event-commands.ts'
import type { EventScope } from '../../domain/emergency/event-word.ts'
import { addDays, DAY, dateOf } from '../../domain/time.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import { declareStorm, endStorm, openScene, regrade, reportStorm } from '../../test/example-emergency.ts'
import { recordScene } from '../../test/recorded-event.ts'
import { people } from '../../test/shell/people.ts'
import { takeIn } from '../../test/take-in.ts'
import type { ClaimRequest } from '../../workflows/claim-contract.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { fastForward } from '../fast-forward/fast-forward.ts'
import { askClaim } from './ask-claim.ts'

let desk: AskingDesk
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

/** Where and when the example claims happened. */
const aroundHere: EventScope = {
  zones: ['31'],
  from: addDays(dateOf(Date.now()), -40),
  to: dateOf(Date.now()),
  causes: ['illness'],
  lines: [],
}
const declareHere = { ...declareStorm, scope: aroundHere }

/** An emergency in the log as far as these commands bring it. */
const recorded = (eventId: string, ...commands: readonly EventCommand[]): Promise<void> =>
  recordScene(
    desk.workerDb,
    commands.reduce((scene, command) => scene.ask(command), openScene().ask({ ...reportStorm, eventId })),
  )

const newEvent = (): string => `emg_${randomUUID().replaceAll('-', '')}`

async function ask(claimId: string, command: ClaimCommand, actor: ClaimRequest['actor'] = people.claimant) {
  const claim = await readSummary(desk.db, claimId)
  if (claim === null) throw new Error(`${claimId} was never filed`)
  const request = { commandId: randomBytes(32).toString('hex'), bodyHash: 'b'.repeat(64), actor, command }
  return askClaim(desk.deps, claim, request)
}

/** Its rows of the lists by which the worker tells, by event. */
async function listedOf(claimId: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await desk.db.execute<{ event_id: string; listed: string }>(
    `select event_id, state || ' ' || version as listed from emergency_tellings where claim_id = '${claimId}'`,
  )
  return Object.fromEntries(rows.map(({ event_id: eventId, listed }) => [eventId, listed]))
}

const appliedTo = async (claimId: string, eventId: string) =>
  (await readEvents(desk.db, claimId)).flatMap((event) =>
    event.type === 'EventApplied' && event.word.eventId === eventId ? [event.word.state] : [],
  )

/** Withdrawn, and three months later at rest. */
async function comeToRest(claimId: string): Promise<void> {
  await ask(claimId, { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_1' })
  await fastForward(desk.deps.temporal, { claimId, byMs: 91 * DAY, force: true })
  await vi.waitUntil(async () => (await readSummary(desk.db, claimId))?.restedAt, { timeout: 60_000 })
}

const fileAgain: ClaimCommand = { type: 'FileClaim', documents: [], ageMs: 0 }

test('a claim that was at rest when its event ended goes on without it, and in the turn of what runs now', async () => {
  const [storm, flood] = [newEvent(), newEvent()]
  await recorded(storm, declareHere)
  const { claimId } = await takeIn(desk.db)
  await ask(claimId, { type: 'StartCheck' }, people.clerk)
  expect(await appliedTo(claimId, storm)).toEqual(['active'])
  await comeToRest(claimId)
  await recorded(storm, declareHere, endStorm)
  await recorded(flood, { ...declareHere, level: 'III' })

  expect(await ask(claimId, fileAgain)).toMatchObject({ status: 'received' })
  expect(await appliedTo(claimId, storm)).toEqual(['active', 'ended'])
  const claim = fold(null, await readEvents(desk.db, claimId))
  expect(currentEvents(claim).map(({ eventId }) => eventId)).toEqual([flood])
  expect(await listedOf(claimId)).toEqual({ [storm]: 'told 1', [flood]: 'pending 1' })
  const { priority } = await desk.deps.temporal.workflow.getHandle(claimWorkflowId(claimId)).describe()
  expect(priority).toMatchObject({ fairnessKey: '31-event', fairnessWeight: 2 })
  await recorded(flood, { ...declareHere, level: 'III' }, endStorm)
})

test('what was counted as over for a claim at rest is told by the starter once it goes on, and never while it rests', async () => {
  const storm = newEvent()
  await recorded(storm, declareHere)
  const { claimId } = await takeIn(desk.db)
  await ask(claimId, { type: 'StartCheck' }, people.clerk)
  await comeToRest(claimId)
  await recorded(storm, declareHere, regrade('II'))
  await desk.workerDb.execute(
    `update emergency_tellings set state = 'ended', version = 2 where claim_id = '${claimId}'`,
  )

  await lookAgain()
  expect(await listedOf(claimId)).toEqual({ [storm]: 'ended 2' })
  await ask(claimId, fileAgain)
  await lookAgain()
  expect(await listedOf(claimId)).toEqual({ [storm]: 'pending 2' })
})

/** The starter, without waiting until what it looks at is due. */
async function lookAgain(): Promise<void> {
  await desk.workerDb.execute(`update starts set state = 'pending', next_attempt_at = now()`)
  const { temporal: client, servicePolicy: policy, calendars } = desk.deps
  await startPendingClaims({ db: desk.workerDb, client, log: pino({ level: 'silent' }), policy, calendars })
}
