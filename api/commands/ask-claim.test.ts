import { randomBytes } from 'node:crypto'

import { Client, Connection } from '@temporalio/client'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'

import { readSummary } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import { refusals } from '../../db/work-schema.ts'
import { isStarted, markStarted } from '../../db/starts.ts'
import { readTexts } from '../../db/texts.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { DAY } from '../../domain/time.ts'
import { people } from '../../test/shell/people.ts'
import { takeIn } from '../../test/take-in.ts'
import type { ClaimRequest } from '../../workflows/claim-contract.ts'
import { problemOf } from '../failures.ts'
import { fastForward } from '../fast-forward/fast-forward.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import type { GivenAnswer } from './ask-claim.ts'
import { askClaim, knownAnswer } from './ask-claim.ts'
import type { PersonalData } from './set-aside.ts'

let desk: AskingDesk
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const startCheck = { type: 'StartCheck' } as const
const withdraw = { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_1' } as const

test('the first command of a claim whose workflow was not started yet starts it', async () => {
  const claimId = await desk.fileClaim()
  const asked = request(startCheck)
  const answer = await ask(claimId, asked)
  expect(answer).toMatchObject({ claimId, status: 'received', commandId: asked.commandId, replayed: false })
  const recorded = await readEvents(desk.db, claimId)
  expect(recorded.map(({ type }) => type)).toContain('CheckStarted')
  expect(recorded.length).toBeGreaterThanOrEqual(answer.version)
})

test('a repeat gets the first answer, marked as one, and nothing happens twice', async () => {
  const claimId = await desk.fileClaim()
  const asked = request(startCheck)
  const { replayed: _, ...first } = await ask(claimId, asked)
  expect(await ask(claimId, asked)).toEqual({ ...first, replayed: true })
  expect(await countOf(claimId, 'CheckStarted')).toBe(1)
})

test('a repeat, and a command without an answer, have the starter look whether the claim knows its log', async () => {
  const { claimId } = await takeIn(desk.db)
  const asked = request(startCheck)
  await ask(claimId, asked)
  await markStarted(desk.db, claimId)
  await ask(claimId, asked)
  expect(await isStarted(desk.db, claimId)).toBe(false)

  await markStarted(desk.db, claimId)
  expect(await codeOf(ask(claimId, request({ type: 'SubmitPayments' })))).not.toBe('answered')
  expect(await isStarted(desk.db, claimId)).toBe(true)
  await desk.stopWorker()
  expect(await codeOf(ask(claimId, request({ type: 'AcceptClaim' })))).toBe('WORKFLOWS_AWAY')
  expect(await isStarted(desk.db, claimId)).toBe(false)
  await desk.startWorker()
})

test('ten equal requests at the same time are one event and one answer', async () => {
  const claimId = await desk.fileClaim()
  const asked = request(startCheck)
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(claimId, asked)))
  expect(new Set(answers.map(({ version }) => version)).size).toBe(1)
  expect(await countOf(claimId, 'CheckStarted')).toBe(1)
})

test('another body under a used key is refused, at once and later', async () => {
  const claimId = await desk.fileClaim()
  const asked = request(startCheck)
  const other = { ...asked, bodyHash: 'f'.repeat(64) }
  const both = await Promise.allSettled([ask(claimId, asked), ask(claimId, other)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const loser = both[0].status === 'rejected' ? asked : other
  expect(await codeOf(ask(claimId, loser))).toBe('COMMAND_REUSED')
})

test('who was refused a decision is kept, who was refused anything else is not', async () => {
  const claimId = await desk.fileClaim()
  const decision = request({ type: 'ApproveProposal' }, people.approver)
  expect(await codeOf(ask(claimId, decision))).toBe('WRONG_STATUS')
  expect(await codeOf(ask(claimId, request({ type: 'ReviveClaim' }, people.claimant)))).toBe('WRONG_STATUS')
  expect(await refusalsOf(claimId)).toMatchObject([
    { commandType: 'ApproveProposal', commandId: decision.commandId, code: 'WRONG_STATUS', actorId: 'per_approver' },
  ])
})

test.each<[ClaimCommand, ClaimRequest['actor']]>([
  [{ type: 'ResolveDuplicate', outcome: 'cleared' }, people.clerk],
  [{ type: 'FixLiability', parts: [] }, people.reviewer],
  [{ type: 'AssessLoss', items: [] }, people.assessor],
  [{ type: 'AgreeOffer', identityChecked: true }, people.claimant],
])('$type that is refused is kept', async (command, actor) => {
  const claimId = await desk.fileClaim()
  const code = await codeOf(ask(claimId, request(command, actor)))
  expect(await refusalsOf(claimId)).toMatchObject([{ commandType: command.type, code, actorId: actor.id }])
})

test('a stale version is told apart from a rule', async () => {
  const claimId = await desk.fileClaim()
  const stale = { ...request(startCheck), expectedDecisionVersion: 999 }
  expect(await codeOf(ask(claimId, stale))).toBe('STALE_VERSION')
})

test('what a body says in words is sealed before the command leaves, once', async () => {
  const claimId = await desk.fileClaim()
  const asked = request(withdraw, people.claimant)
  const personal = { texts: [{ textId: 'txt_1', field: '/reason', text: '不再索赔' }], parties: [] }
  await ask(claimId, asked, personal)
  await ask(claimId, asked, personal)
  expect(await readTexts(desk.db, desk.deps.vault, claimId)).toEqual(personal.texts)
})

test('a finished claim is closed to everything but what may leave its end, and that opens a new run', async () => {
  const claimId = await desk.fileClaim()
  const withdrawal = request(withdraw, people.claimant)
  const withdrawn = await ask(claimId, withdrawal)
  await fastForward(desk.deps.temporal, { claimId, byMs: 91 * DAY, force: true })
  await vi.waitUntil(async () => (await readSummary(desk.db, claimId))?.restedAt, { timeout: 60_000 })

  const supply = request({ type: 'SupplyDocuments', documents: [] }, people.claimant)
  const closed = await ask(claimId, supply).catch((error: unknown) => problem(error))
  expect(closed).toMatchObject({ code: 'CLAIM_CLOSED', facts: { claimStatus: 'withdrawn', possible: ['FileClaim'] } })
  expect(await codeOf(ask(claimId, request({ type: 'ApproveProposal' }, people.approver)))).toBe('CLAIM_CLOSED')
  expect(await refusalsOf(claimId)).toMatchObject([
    { commandType: 'ApproveProposal', code: 'CLAIM_CLOSED', claimStatus: 'withdrawn' },
  ])
  expect(await ask(claimId, withdrawal)).toMatchObject({ version: withdrawn.version, replayed: true })

  const filing = request({ type: 'FileClaim', documents: [], ageMs: 0 }, people.claimant)
  expect(await ask(claimId, filing)).toMatchObject({ status: 'received', replayed: false })
  expect(await ask(claimId, request(startCheck))).toMatchObject({ status: 'received' })
})

test('a claim that came to its end after it was seen is reopened by what may leave that end, and closed to the rest', async () => {
  const claimId = await desk.fileClaim()
  await ask(claimId, request(withdraw, people.claimant))
  const seen = await readSummary(desk.db, claimId)
  if (seen === null) throw new Error('the claim has no row')
  await fastForward(desk.deps.temporal, { claimId, byMs: 91 * DAY, force: true })
  await vi.waitUntil(async () => (await readSummary(desk.db, claimId))?.restedAt, { timeout: 60_000 })

  expect(seen.restedAt).toBeNull()
  const supply = request({ type: 'SupplyDocuments', documents: [] }, people.claimant)
  expect(await codeOf(askClaim(desk.deps, seen, supply))).toBe('CLAIM_CLOSED')
  const filing = request({ type: 'FileClaim', documents: [], ageMs: 0 }, people.claimant)
  expect(await askClaim(desk.deps, seen, filing)).toMatchObject({ status: 'received', replayed: false })
})

test('a breach is acknowledged on a finished claim too, which stays finished', async () => {
  const claimId = await desk.fileClaim()
  await ask(claimId, request(startCheck))
  await fastForward(desk.deps.temporal, { claimId, byMs: 3 * DAY, force: true })
  await ask(claimId, request(withdraw, people.claimant))
  await fastForward(desk.deps.temporal, { claimId, byMs: 91 * DAY, force: true })
  await vi.waitUntil(async () => (await readSummary(desk.db, claimId))?.restedAt, { timeout: 60_000 })

  const { escalations } = fold(null, await readEvents(desk.db, claimId))
  const breach = escalations.find(({ level, acknowledged }) => level === 'breach' && acknowledged === undefined)
  const acknowledging = request({ type: 'AcknowledgeEscalation', n: breach?.n ?? 0 }, people.compliance)
  expect(await ask(claimId, acknowledging)).toMatchObject({ status: 'withdrawn', replayed: false })
  expect(fold(null, await readEvents(desk.db, claimId)).escalations).toMatchObject(
    escalations.map(({ n }) => (n === breach?.n ? { n, acknowledged: { by: people.compliance.id } } : { n })),
  )
  expect((await readSummary(desk.db, claimId))?.restedAt).not.toBeNull()
  expect(await codeOf(ask(claimId, request(startCheck)))).toBe('CLAIM_CLOSED')
})

test('without a worker nothing is promised, and the same key finishes it when one is back', async () => {
  const claimId = await desk.fileClaim()
  const asked = request(startCheck)
  await desk.stopWorker()
  expect(await codeOf(ask(claimId, asked))).toBe('WORKFLOWS_AWAY')
  await desk.startWorker()
  expect(await ask(claimId, asked)).toMatchObject({ status: 'received' })
  expect(await countOf(claimId, 'CheckStarted')).toBe(1)
})

test('without a Temporal server a command is refused for now, while a known one is still answered', async () => {
  const claimId = await desk.fileClaim()
  const known = request(startCheck)
  await ask(claimId, known)
  const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 200 })
  const away = { ...desk.deps, temporal: new Client({ connection }) }
  expect(await codeOf(ask(claimId, request({ type: 'AcceptClaim' }), undefined, away))).toBe('WORKFLOWS_AWAY')
  expect(await ask(claimId, known, undefined, away)).toMatchObject({ replayed: true })
  await connection.close()
})

const refusalsOf = (claimId: string) => desk.db.select().from(refusals).where(eq(refusals.claimId, claimId))

function request(command: ClaimCommand, actor: ClaimRequest['actor'] = people.clerk): ClaimRequest {
  return { commandId: randomBytes(32).toString('hex'), bodyHash: 'b'.repeat(64), actor, command }
}

const problem = (error: unknown) => problemOf(error, {} as FastifyRequest)

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => problem(error).code,
  )

async function countOf(claimId: string, type: string): Promise<number> {
  return (await readEvents(desk.db, claimId)).filter((event) => event.type === type).length
}

/** As a door asks: whoever repeats is answered first, and the claim is asked by the row it was admitted on. */
async function ask(
  claimId: string,
  asked: ClaimRequest,
  personal?: PersonalData,
  deps = desk.deps,
): Promise<GivenAnswer> {
  const known = await knownAnswer(deps, claimId, asked)
  if (known !== null) return known
  const claim = await readSummary(desk.db, claimId)
  if (claim === null) throw new Error(`${claimId} was never filed`)
  return askClaim(deps, claim, asked, personal)
}
