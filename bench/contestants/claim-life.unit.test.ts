import { readFileSync } from 'node:fs'

import { defaultPayloadConverter } from '@temporalio/common'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { expect, test } from 'vitest'

import type { ClaimMessage, ClaimRequest } from '../../workflows/claim-contract.ts'
import { acts, minimalLife, noticesAtFirst, noticesWhenSettled } from './claim-life.ts'

const file = new URL('../../workflows/histories/straight-through.json', import.meta.url)
const events = historyFromJSON(JSON.parse(readFileSync(file, 'utf8')) as unknown).events ?? []

type Payloads = { payloads?: Parameters<typeof defaultPayloadConverter.fromPayload>[0][] | null } | null | undefined

const valueOf = <T>(content: Payloads): T[] =>
  (content?.payloads ?? []).map((payload) => defaultPayloadConverter.fromPayload<T>(payload))

const ordered = minimalLife.reduce((sum, type) => sum + (acts[type]?.notices ?? 0), 0)
const notices = noticesAtFirst + ordered + noticesWhenSettled

test('Lipei hears the nine messages of the minimal life, in their order, each as an Update', () => {
  const updates = events.flatMap(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) =>
    valueOf<ClaimRequest>(accepted?.acceptedRequest?.input?.args),
  )
  expect(updates.map(({ command }) => command.type)).toEqual(minimalLife)
})

test('Lipei hears of every notice; that the money arrived its recorded bank said at once, where a real one calls back', () => {
  const signals = events.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
    valueOf<ClaimMessage>(signal?.input),
  )
  expect(signals.map(({ receipt }) => receipt.type)).toEqual(Array.from({ length: notices }, () => 'NoticeReceipt'))
})

test('Lipei asks the outside for what the twins ask for, and pays by one step', () => {
  const scheduled = events.flatMap(({ activityTaskScheduledEventAttributes: activity }) =>
    activity?.activityType?.name ? [activity.activityType.name] : [],
  )
  const payments = minimalLife.filter((type) => acts[type]?.pays)
  expect(payments).toHaveLength(1)
  const expected = [
    'lookUpPolicy',
    ...Array.from({ length: notices }, () => 'sendNotice'),
    ...payments.flatMap(() => ['preparePayment', 'sendPayment']),
  ]
  expect(scheduled.toSorted()).toEqual(expected.toSorted())
})

test('beside its recordings Lipei does one thing in its own database: it looks for a copy once', () => {
  const local = events.flatMap(({ markerRecordedEventAttributes: marker }) =>
    valueOf<{ activity_type: string }>(marker?.details?.['data']),
  )
  const others = local.map(({ activity_type: type }) => type).filter((type) => type !== 'recordEvents')
  expect(others).toEqual(['findDuplicate'])
})
