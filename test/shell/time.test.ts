import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { Claim } from '../../domain/claim/state.ts'
import { addWorkingDays } from '../../domain/clocks/calendar.ts'
import { DAY, HOUR, SECOND, dateOf, endOfDay } from '../../domain/time.ts'
import { calendar } from '../calendar-around.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const typesOf = (claim: DeskClaim): string[] => (desk.world.log.get(claim.claimId) ?? []).map(({ type }) => type)

test('a command that comes at 48 h + 1 s is late, although the server delivers it before the timer', async () => {
  // Received 48 hours ago less two seconds: the deadline falls due while the only worker is away.
  const claim = await desk.open({ ageMs: 48 * HOUR - 2 * SECOND })
  const { dueTarget } = clockOf((await claim.read()).claim, 'C02')
  await desk.pauseWorker()
  await until('one second after the deadline', () => Date.now() > dueTarget + SECOND)
  const asking = claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await desk.resumeWorker()
  await asking
  const types = typesOf(claim)
  const lastEscalation = types.lastIndexOf('ClockEscalated')
  expect(types.indexOf('ClaimAccepted')).toBeGreaterThan(lastEscalation)
  expect(clockOf((await claim.read()).claim, 'C02').state).toBe('breached')
})

test('an unanswered claim escalates at 80 %, at 48 h and one working day later, each once and none early', async () => {
  const claim = await desk.open()
  const { receivedAt } = (await claim.read()).claim.filing ?? { receivedAt: 0 }
  const workingDayLater = endOfDay(addWorkingDays(calendar, dateOf(receivedAt + 48 * HOUR), 1).date)
  await claim.forward(workingDayLater + HOUR - receivedAt)
  const { escalations } = clockOf((await claim.read()).claim, 'C02')
  expect(escalations.map(({ level }) => level)).toEqual(['at-risk', 'due', 'breach', 'late'])
  expect(escalations[0]?.at).toBe(receivedAt + 0.8 * 48 * HOUR)
  expect(escalations[1]?.at).toBe(receivedAt + 48 * HOUR)
  expect(escalations[3]?.at).toBe(workingDayLater)
})

test('a claim continued as new in the middle of a supplement wait is the claim that was not', async () => {
  const [whole, continued] = await Promise.all([desk.open(), desk.open({ historyLimit: 10 })])
  const firstRun = (await continued.handle.describe()).runId
  const [one, other] = await Promise.all([
    supplement(whole),
    // The wait itself is what is cut in two: the clock is moved only in the second run.
    supplement(continued, () =>
      until('the next run', async () => (await continued.handle.describe()).runId !== firstRun),
    ),
  ])
  expect(whatHappened(continued)).toEqual(whatHappened(whole))
  expect(timeless(other)).toEqual(timeless(one))
})

test('documents entered late end the pause on the day they came, and the answer that is due since is late at once', async () => {
  const claim = await desk.open()
  await asked(claim)
  await claim.forward(4 * DAY)
  const { receivedAt } = (await claim.read()).claim.filing ?? { receivedAt: 0 }
  const documents = [document('medical-record'), document('medical-invoice')]
  await claim.ask({ type: 'SupplyDocuments', documents, ageMs: 3 * DAY }, people.claimant)
  const late = (await claim.read()).claim
  const arrivedAt = late.documents.at(-1)?.receivedAt ?? 0
  expect(arrivedAt).toBeGreaterThan(receivedAt)
  expect(arrivedAt).toBeLessThanOrEqual(late.lastAt - 3 * DAY)
  expect(clockOf(late, 'C06')).toMatchObject({ state: 'running', pauses: [{ to: arrivedAt }] })
  expect(clockOf(late, 'C02')).toMatchObject({ n: 2, state: 'breached', startedAt: arrivedAt })
  const instants = (desk.world.log.get(claim.claimId) ?? []).map(({ at }) => at)
  expect(instants).toEqual(instants.toSorted((a, b) => a - b))
})

test('no receipt is lost while a run hands over to the next', async () => {
  const claims = await Promise.all(Array.from({ length: 6 }, () => desk.open({ historyLimit: 10 })))
  await Promise.all(
    claims.map(async (claim) => {
      const firstRun = (await claim.handle.describe()).runId
      const sent = 12
      // One after another, so that they meet the run at every point of its handing over.
      for (let n = 1; n <= sent; n += 1) await claim.tell({ type: 'HandoverDone', toClaimId: `clm_${n}` })
      await until('the next run', async () => (await claim.handle.describe()).runId !== firstRun)
      const heard = (): number => typesOf(claim).filter((type) => type === 'FactDisregarded').length
      await until(`all ${sent} receipts`, () => heard() === sent)
    }),
  )
  expect(claims).toHaveLength(6)
})

/**
 * Receipts race with commands in both runs: the same things happen, not always in the same order, and a proof of
 * delivery may overtake our own word that the notice was sent.
 */
const whatHappened = (claim: DeskClaim): string[] =>
  typesOf(claim)
    .filter((type) => type !== 'NoticeDispatched')
    .toSorted()

/** Asked for two documents, the notice proven delivered. */
async function asked(claim: DeskClaim): Promise<void> {
  const items = [
    { kind: 'medical-record', reasonTextId: 'txt_1', decidableWithout: false },
    { kind: 'medical-invoice', reasonTextId: 'txt_2', decidableWithout: false },
  ] as const
  await claim.reaches('received')
  await claim.ask({ type: 'RequestDocuments', items }, people.clerk)
  await claim.reaches('awaiting-documents')
  await until('delivery', async () => {
    await claim.deliverNotices()
    const { stage } = (await claim.read()).claim
    return stage.status === 'awaiting-documents' && stage.request.deliveredAt !== undefined
  })
}

async function supplement(claim: DeskClaim, inTheWait: () => Promise<unknown> = async () => undefined): Promise<Claim> {
  await asked(claim)
  await inTheWait()
  await claim.forward(DAY)
  await claim.ask({ type: 'SupplyDocuments', documents: [document('medical-record')] }, people.claimant)
  await claim.forward(DAY)
  await claim.ask({ type: 'SupplyDocuments', documents: [document('medical-invoice')] }, people.claimant)
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await claim.reaches('reviewing')
  await until('every notice proven', async () => {
    await claim.deliverNotices()
    return (await claim.read()).claim.notices.every(({ state }) => state === 'delivered')
  })
  return (await claim.read()).claim
}

const document = (kind: 'medical-record' | 'medical-invoice') =>
  ({ documentId: `doc-${kind}`, kind, sha256: 'a'.repeat(64), sizeBytes: 1_000 }) as const

/** The claim without ids and instants: what two runs of the same story must share. */
function timeless({ stage, clocks, documents, notices, requestsMade, decisionVersion }: Claim): unknown {
  return {
    status: stage.status,
    requestsMade,
    decisionVersion,
    documents: documents.map(({ documentId }) => documentId),
    notices: notices.map(({ kind, state }) => ({ kind, state })),
    clocks: clocks
      .map(({ id, n, state, pauses }) => ({ id, n, state, pauses: pauses.length }))
      .toSorted((a, b) => `${a.id}${a.n}`.localeCompare(`${b.id}${b.n}`)),
  }
}

function clockOf(claim: Claim, id: string): Claim['clocks'][number] {
  const clock = claim.clocks.findLast((candidate) => candidate.id === id)
  if (clock === undefined) throw new Error(`no clock ${id}`)
  return clock
}
