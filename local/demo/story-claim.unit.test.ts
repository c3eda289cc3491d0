import { expect, test } from 'vitest'

import type { ClaimView, NoticeView, OpenClaim, StoryEvent } from '../claim-client.ts'
import { readExample } from './example-filing.ts'
import { storyOf } from './story-claim.ts'

const minute = (n: number): string => `2026-03-02T09:0${n}:00.000+08:00`
const notice: NoticeView = { n: 1, kind: 'acceptance', channel: 'app', audience: 'claimant', state: 'dispatched' }
const event = (position: number, type: string): StoryEvent => ({
  position,
  type,
  at: minute(position),
  by: { role: 'system' },
  facts: { n: 1 },
})

const log = [
  event(0, 'ClaimAccepted'),
  event(1, 'NoticeDispatched'),
  event(2, 'NoticeDelivered'),
  event(3, 'ClaimClosed'),
]

/** A claim whose notice is proven delivered when somebody has looked twice, and that is closed by time. */
function slowlyDelivered(): OpenClaim {
  let looks = 0
  let hasPassed = false
  const view = async (): Promise<ClaimView> => {
    looks += 1
    const state = looks > 2 ? 'delivered' : 'dispatched'
    return {
      claimId: 'clm_told',
      version: 3,
      status: 'accepted',
      payments: [],
      notices: [{ ...notice, state }],
      desk: { policyKnown: 'found' },
    }
  }
  const nobody = async (): Promise<never> => {
    throw new Error('nobody asks this')
  }
  return {
    claimId: 'clm_told',
    view,
    ask: async () => undefined,
    refused: nobody,
    until: view,
    reaches: async () => undefined,
    clocks: async () => [],
    events: async (from) => log.slice(from, hasPassed ? 4 : looks > 2 ? 3 : 2),
    async fastForward() {
      hasPassed = true
    },
  }
}

test('a receipt that was on its way when time was to pass is told before it passes', async () => {
  const lines: string[] = []
  const story = storyOf(slowlyDelivered(), readExample('motor'), (line) => lines.push(line))
  await story.ask('intake-clerk', '/acceptance', {})
  await story.fastForward('P1D')
  const told = lines.map((line) =>
    line
      .trim()
      .split(/\s{2,}/)
      .at(-1),
  )
  expect(told).toEqual([
    'The claim is accepted (受理)',
    'Notice "acceptance" is proven delivered by app',
    '... the claim’s clock moves on by P1D',
    'The claim is closed (结案)',
  ])
  expect(lines.map((line) => line.slice(2, 21))).toEqual(lines.map((line) => line.slice(2, 21)).toSorted())
})
