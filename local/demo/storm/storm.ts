import { showFen } from '../../../domain/money.ts'
import { addDays, dateOf } from '../../../domain/time.ts'
import { claimWorkflowId } from '../../../workflows/claim-contract.ts'
import { emergencyWorkflowId } from '../../../workflows/emergency-contract.ts'
import type { TokenMaker } from '../../issuer.ts'
import { seedRosters } from '../../seed-rosters.ts'
import { historyOf } from '../history-link.ts'
import type { StackAtHand } from '../stack-at-hand.ts'
import { payInAdvance } from './advance-the-same-day.ts'
import { forEachOf } from './crowd.ts'
import type { OpenEvent } from './event-client.ts'
import { reportIncident } from './event-client.ts'
import type { Promises } from './kept-promises.ts'
import { openPromises } from './kept-promises.ts'
import { keepLookout } from './lookout.ts'
import { checkSteps, putPlan, rainstorm } from './rainstorm.ts'
import type { StormClaim, StormRun } from './storm-claims.ts'
import { fileTheStorm } from './storm-claims.ts'
import type { BulletinView, SummaryView } from './storm-papers.ts'
import { bulletinLines, summaryLines } from './storm-papers.ts'
import { callThoseAffected } from './storm-people.ts'
import { branch, branchInStorm, peopleInStorm } from './storm-place.ts'

interface Setting {
  readonly stack: StackAtHand
  readonly tokenFor: TokenMaker
  readonly say: (line: string) => void
}

interface Scene extends Setting {
  readonly storm: StormRun
  /** A line with the seconds since the beginning and who acts. */
  readonly tell: (who: string, what: string) => void
}

/**
 * A rainstorm of the first level over claims in every status: they are told and turn, those affected are called, advances are paid
 * the same day, the level goes down, the storm ends and is reviewed. Throws when anything did not come to what it promises.
 */
export async function tellStorm(setting: Setting): Promise<void> {
  const scene = sceneOf(setting)
  const { say, stack, storm, tell } = scene
  await seedRosters(storm.office, branchInStorm)
  const claims = await fileTheStorm(storm)
  tell('integrator', `${claims.length} claims stand where a storm may find them: ${counted(claims, 'stands')}`)
  const event = await declare(scene)
  await turn(scene, event, claims)
  await lookAfter(scene, event, claims)
  const bulletins = [await publish(scene, event)]
  const promises = openPromises()
  await forEachOf(claims, async ({ claim }) => promises.keep(claim, await claim.view()))
  await downgrade(scene, event, { claims, promises })
  await end(scene, event, { claims, promises })
  bulletins.push(await publish(scene, event))
  const summary = await review(scene, event)
  for (const line of [...bulletins.flatMap(bulletinLines), ...summaryLines(summary)]) say(line)
  say('Histories')
  say(`  the storm: ${await historyOf(stack, emergencyWorkflowId(event.eventId))}`)
  for (const { groupName, claim } of firstOfEach(claims)) {
    say(`  ${groupName}: ${await historyOf(stack, claimWorkflowId(claim.claimId))}`)
  }
  tell('everybody', 'Every claim came to what was promised.')
}

/** So many claims at once are not hurried. */
const pace = { patienceMs: 120_000, lookEveryMs: 300 }

function sceneOf(setting: Setting): Scene {
  const { stack, tokenFor, say } = setting
  const begunAt = Date.now()
  const office = { apiUrl: stack.apiUrl, tokenFor: peopleInStorm(tokenFor), pace }
  const storm = {
    office: { ...office, lookout: keepLookout(office, { who: 'compliance', branch }) },
    run: begunAt.toString(36),
    // Room for the policies of one run; a multiple of eight, as the policy system counts its branches.
    firstNumber: 900_000_000 + (Math.floor(begunAt / 1_000) % 200_000) * 400,
    day: addDays(dateOf(begunAt), -1),
  }
  const tell = (who: string, what: string): void => {
    const seconds = ((Date.now() - begunAt) / 1_000).toFixed(1)
    say(`  ${seconds.padStart(6)} s  ${who.padEnd(20)} ${what}`)
  }
  return { ...setting, storm, tell }
}

async function declare({ storm, tell }: Scene): Promise<OpenEvent> {
  const { incident, declaration } = rainstorm(storm.day)
  await putPlan(storm.office)
  const event = await reportIncident(storm.office, 'disposal-team', storm.run, incident)
  tell('disposal-team', `An incident is reported and watched (预警): ${event.eventId}; nobody’s claim is touched`)
  await event.ask('emergency-commander', '/declaration', declaration)
  tell('emergency-commander', 'A rainstorm of level I is declared over the province (一级响应)')
  for (const kind of ['phone', 'written']) {
    await event.ask('compliance', '/report', { kind, reference: `storm-${kind}` })
    tell('compliance', `The regulator is told: ${kind} (监管报告)`)
  }
  const steps = await checkSteps(event)
  tell(
    'emergency-commander',
    `The response plan is followed: ${steps} steps checked off by their owners, staff committed`,
  )
  return event
}

/** Every claim is told, and stands where the measures let it go. */
async function turn({ tell }: Scene, event: OpenEvent, claims: readonly StormClaim[]): Promise<void> {
  await toldToAll(tell, event, claims)
  await event.heardBy(claims, ({ claim, group }) => claim.reaches(group.turns))
  tell('system', `They stand now: ${counted(claims, 'turns')}`)
  const turned = claims.filter(({ group }) => group.stands !== group.turns)
  tell('system', `${turned.length} of them wait no more for a paper or a surveyor that the level waives`)
}

async function toldToAll(tell: Scene['tell'], event: OpenEvent, claims: readonly StormClaim[]): Promise<void> {
  let shown = 0
  await event.everybodyTold(claims.length, ({ told, pending, claims: all, byStatus }) => {
    // Some lines of it show how it goes.
    if (all === 0 || (pending > 0 && told - shown < all / 5)) return
    shown = told
    tell('system', `${told} of ${all} claims told: ${inWords(byStatus)}`)
  })
}

/** People are spoken to, and money is there the same day. */
async function lookAfter(scene: Scene, event: OpenEvent, claims: readonly StormClaim[]): Promise<void> {
  await Promise.all([findThoseAffected(scene, event), contactAndAdvance(scene, claims)])
}

async function findThoseAffected({ storm, tell }: Scene, event: OpenEvent): Promise<void> {
  const { called, claimId } = await callThoseAffected(event, storm)
  tell('customer-support', `${called} people of a government list are called and asked what they want (主动联系)`)
  tell('customer-support', `The insurer begins the claim of one who wishes to go on: ${claimId}`)
}

async function contactAndAdvance({ tell }: Scene, claims: readonly StormClaim[]): Promise<void> {
  const undecided = claims.filter(({ group }) => group.isUndecided === true)
  const owed = claims.filter(({ group }) => group.isPaidInAdvance === true)
  let spokenTo = 0
  let paidFen = 0
  await forEachOf(claims, async (one) => {
    if (one.group.isUndecided === true) {
      await one.claim.ask('customer-support', '/first-contact', { how: 'phone' })
      spokenTo += 1
      if (spokenTo === undecided.length) {
        tell('customer-support', `${spokenTo} customers whose claims are open are spoken to within the hour (E1)`)
      }
    }
    if (one.group.isPaidInAdvance !== true) return
    // Read after the wait: others have added to it meanwhile.
    const arrivedFen = await payInAdvance(one)
    paidFen += arrivedFen
  })
  const sum = `CNY ${showFen(paidFen)}`
  tell('system', `An advance was computed for ${owed.length} claims (预付): half of what is clear, less what is held`)
  tell('assessor', 'names the payee of each, another person approves it, a maker and a checker let it go')
  tell('payment-checker', `${sum} arrived on ${owed.length} claims the same day (E3 met on each)`)
}

async function publish({ tell }: Scene, event: OpenEvent): Promise<BulletinView> {
  const bulletin = await event.ask<BulletinView>('emergency-commander', '/bulletins', {})
  tell('emergency-commander', `Bulletin ${bulletin.n} is published in four editions and signed (签发)`)
  return bulletin
}

/** Claims, and what each was promised before the next word of the storm. */
interface Promised {
  readonly claims: readonly StormClaim[]
  readonly promises: Promises
}

async function downgrade({ tell }: Scene, event: OpenEvent, promised: Promised): Promise<void> {
  const lower = { level: 'II', estimate: { lossFen: '6000000000' }, reason: '降雨减弱，损失估计下调' }
  await event.ask('emergency-commander', '/level', lower)
  tell('emergency-commander', 'The water falls: level II (降级)')
  await stillPromised(tell, event, promised)
  tell('system', 'No date of any claim is later than before, and no document is asked for again')
}

async function end({ tell }: Scene, event: OpenEvent, promised: Promised): Promise<void> {
  await event.ask('emergency-commander', '/end', { reason: '应急响应终止' })
  tell('emergency-commander', 'The storm is ended (响应终止)')
  await stillPromised(tell, event, promised)
  tell('system', 'What was promised goes on')
}

/** Each claim is told, and held against its promises as soon as it has heard. */
async function stillPromised(tell: Scene['tell'], event: OpenEvent, { claims, promises }: Promised): Promise<void> {
  await toldToAll(tell, event, claims)
  await event.heardBy(claims, ({ claim }, view) => promises.keep(claim, view))
}

async function review({ storm, tell }: Scene, event: OpenEvent): Promise<SummaryView> {
  await event.ask('compliance', '/report', { kind: 'final', reference: 'storm-final' })
  const lesson = '乡镇名单应与政府同步更新'
  await event.ask('emergency-commander', '/summary', { act: 'note-lesson', lesson })
  const due = { ownerId: 'per_local_logistics', dueOn: addDays(storm.day, 31) }
  const summed = { act: 'assign-lesson', n: 1, ...due }
  const summary = await event.ask<SummaryView>('emergency-commander', '/summary', summed)
  // Some stand open: claims that are still to be settled, and the lesson.
  const missed = summary.targets.filter(({ state }) => state === 'missed').map(({ target }) => target)
  if (missed.length > 0) throw new Error(`the response missed ${missed.join(', ')}`)
  if (summary.openPoint !== null) throw new Error(`it cannot be reviewed: ${summary.openPoint.message}`)
  await event.ask('emergency-commander', '/review', { summary: '处置及时，承诺全部兑现' })
  tell('emergency-commander', 'Summed up and reviewed (总结评估): every lesson has an owner and a day')
  return summary
}

function counted(claims: readonly StormClaim[], of: 'stands' | 'turns'): string {
  const counts: Record<string, number> = {}
  for (const { group } of claims) counts[group[of]] = (counts[group[of]] ?? 0) + 1
  return inWords(counts)
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([status, claims]) => `${status} ${claims}`)
    .join(', ')

const firstOfEach = (claims: readonly StormClaim[]): readonly StormClaim[] => [
  ...new Map(claims.toReversed().map((claim) => [claim.groupName, claim])).values(),
]
