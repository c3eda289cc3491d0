import { expect } from 'vitest'

import { addDays, dateOf } from '../../domain/time.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
import type { WithDatabase } from './witnesses.ts'
import { ownerQuery } from './witnesses.ts'

// An emergency over claims that run, by HTTP, and what their logs say of it.

/** Three pages of the teller: a sweep over them takes a second at least, so that there is a middle to strike in. */
const claimsInScope = 60
const filedAtOnce = 6

/** Files the claims every emergency of a test is about; each waits at the desk. */
export async function fileTheScope(desk: Desk): Promise<readonly string[]> {
  const claims: string[] = []
  while (claims.length < claimsInScope) {
    const filing = Array.from({ length: filedAtOnce }, () => desk.file(anotherLoss(medicalClaim)))
    claims.push(...(await Promise.all(filing)).map(({ claimId }) => claimId))
  }
  return claims
}

/** Reports an incident where the claims are and declares it; its sweep begins with the answer. */
export async function declare(desk: Desk): Promise<string> {
  const incident = {
    kind: 'natural-disaster',
    happenedAt: new Date(Date.now() - 60_000).toISOString(),
    zones: ['31'],
    place: '浦东新区',
  }
  const reported = await desk.send('emergency-commander', 'POST', '/v1/emergencies', incident)
  expect(reported).toMatchObject({ status: 201 })
  const { eventId } = reported.body as { eventId: string }
  await lead(desk, eventId, 'declaration', {
    kind: 'natural-disaster',
    scope: { zones: ['31'], from: addDays(dateOf(Date.now()), -400), to: dateOf(Date.now()), causes: ['illness'] },
    level: 'III',
    estimate: { lossFen: '2000000000' },
    reason: '暴雨',
  })
  return eventId
}

/** What the commander asks of an emergency, repeated under its key while somebody is away. */
export async function lead(desk: Desk, eventId: string, door: string, body: object): Promise<void> {
  const key = `${eventId}-${door}`
  const path = `/v1/emergencies/${eventId}/${door}`
  const ask = () => desk.send('emergency-commander', 'POST', path, body, { key }).catch(() => null)
  const reply = await until(`the ${door} to be answered`, async () => {
    const given = await ask()
    return given !== null && given.status !== 503 && given
  })
  expect(reply).toMatchObject({ status: 200 })
}

/** Resolves when some claims are told and others are not. */
export async function midSweep(stack: WithDatabase, eventId: string): Promise<void> {
  await until('the middle of the sweep', async () => {
    const { told, pending } = await standing(stack, eventId)
    if (told > 0 && pending === 0) throw new Error('the sweep was over before anybody could strike')
    return told > 0
  })
}

async function standing(stack: WithDatabase, eventId: string): Promise<{ told: number; pending: number }> {
  const [row] = await ownerQuery<{ told: number; pending: number }>(
    stack,
    `select (count(*) filter (where state = 'told'))::int as told, (count(*) filter (where state = 'pending'))::int as pending
      from emergency_tellings where event_id = $1`,
    [eventId],
  )
  return row ?? { told: 0, pending: 0 }
}

/** Resolves to the versions of the event in the log of each claim, when each has the newest. */
export async function swept(
  stack: WithDatabase,
  eventId: string,
  { claims, newest }: { readonly claims: readonly string[]; readonly newest: number },
): Promise<readonly (readonly number[])[]> {
  return until(
    `version ${newest} to be told to all`,
    async () => {
      const heard = await heardOf(stack, eventId)
      const versions = claims.map((claimId) => heard.get(claimId) ?? [])
      const { pending } = await standing(stack, eventId)
      return pending === 0 && versions.every((all) => all.includes(newest)) && versions
    },
    50_000,
  )
}

/** The versions in the order of each log, one for each time it was applied. */
async function heardOf(stack: WithDatabase, eventId: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await ownerQuery<{ claim_id: string; versions: number[] }>(
    stack,
    `select claim_id, array_agg((event->'word'->>'version')::int order by position) as versions from claim_events
      where event->>'type' = 'EventApplied' and event->'word'->>'eventId' = $1 group by claim_id`,
    [eventId],
  )
  return new Map(rows.map(({ claim_id: claimId, versions }) => [claimId, versions]))
}

/** Each claim has this version, and no version twice. */
export const onlyOnce = (claims: readonly string[], ...versions: number[]): readonly (readonly number[])[] =>
  claims.map(() => versions)
