import { setTimeout as delay } from 'node:timers/promises'

import type { DateText } from '../../../domain/time.ts'
import { forEachOf } from './crowd.ts'
import type { OpenEvent } from './event-client.ts'
import { districts } from './storm-place.ts'

interface Found {
  readonly personId: string
  readonly policies?: readonly { readonly policyNo: string }[]
}

/** What each of those who are called wants, in turn: most go on. */
const answers = ['go-on', 'go-on', 'later', 'go-on', 'go-on', 'no'] as const
const insured = 12
const strangers = 2

/**
 * A list of the government names people nobody has reported for: those who are insured are called within the hour and asked
 * what they want, and the claim of one of them is begun by the insurer. Resolves to that claim, and how many were called.
 */
export async function callThoseAffected(
  event: OpenEvent,
  { firstNumber, day }: { readonly firstNumber: number; readonly day: DateText },
): Promise<{ readonly called: number; readonly claimId: string }> {
  // Synthetic people of the policy system bear the number of their policy, and one policy of eight is kept in the province.
  const numbers = Array.from({ length: insured }, (_, n) => firstNumber + 300 + 8 * n)
  const known = numbers.map((number) => `示例灾民,ID-psn-home-${number},missing,${districts[0]}`)
  const unknown = Array.from({ length: strangers }, (_, n) => `示例路人,E9900${n},injured,${districts[0]}`)
  const csv = ['name,identity_number,condition,place_code', ...known, ...unknown, ''].join('\n')
  await event.ask('disposal-team', '/lists', { kind: 'government-list', publisher: 'gov-410000', csv })
  const found = await tasksOf(event)
  await forEachOf([...found.entries()], async ([n, { personId }]) => {
    const wish = answers[n % answers.length]
    const call = { outcome: 'reached', wish, offers: ['psychological-support'] }
    await event.ask('customer-support', `/contacts/${personId}/calls`, call)
  })
  const [first] = found
  if (first === undefined) throw new Error('nobody was found')
  return { called: found.length, claimId: await beginFor(event, first.personId, day) }
}

async function tasksOf(event: OpenEvent): Promise<readonly Found[]> {
  for (let looks = 0; looks < 60; looks += 1) {
    const { data } = await event.read<{ data: readonly Found[] }>('customer-support', '/contacts?list=all')
    if (data.length === insured) return data
    await delay(500)
  }
  throw new Error(`not all of the ${insured} insured people of the list became people to call`)
}

async function beginFor(event: OpenEvent, personId: string, day: DateText): Promise<string> {
  const { policies = [] } = await event.read<Found>('customer-support', `/contacts/${personId}`)
  const started = await event.ask<{ claimId: string }>('customer-support', `/contacts/${personId}/claim`, {
    policyNo: policies[0]?.policyNo,
    eventDate: day,
    cause: 'rainstorm',
    region: districts[0],
    injury: 'none',
    claimant: { name: '示例家属', identityNumber: `E-${personId.slice(-12)}`, phone: '12000000999' },
    description: '名单公布失联，家属同意继续理赔',
  })
  return started.claimId
}
