import { describe, expect, test } from 'vitest'

import { stormScope } from '../../test/example-emergency.ts'
import type { ContactSource, ContactTask } from './contact-task.ts'
import { raiseTask } from './contact-task.ts'
import type { EventFacts } from './event-facts.ts'
import type { EventLevel } from './grades.ts'
import type { ListedAs, StartedLoss } from './insurer-start.ts'
import { evidenceOf, insurerStartFault, startedLossFault } from './insurer-start.ts'
import { measuresOfGrade } from './measures.ts'
import type { ListKind } from './public-list.ts'

const found = (source: ContactSource, change: Partial<ContactTask> = {}): ContactTask => ({
  ...raiseTask({ personId: 'per_wang', source, at: Date.UTC(2026, 6, 20) }, measuresOfGrade.I, 'I'),
  wish: 'go-on',
  ...change,
})
const event = (level: EventLevel, state: EventFacts['state'] = 'active') => ({
  state,
  measures: measuresOfGrade[level],
})

describe('#2 the insurer starts the claim', () => {
  const listed = found('government-list')

  test('of somebody on a published list who wants to go on, where the measures say so', () => {
    expect(insurerStartFault(listed, event('I'))).toBeNull()
    expect(insurerStartFault(found('hospital-list'), event('I'))).toBeNull()
  })

  test.each([
    ['below level I', listed, event('II'), 'INSURER_START_NOT_ALLOWED'],
    ['while the event is only watched', listed, event('I', 'watch'), 'EVENT_NOT_ACTIVE'],
    ['after the end, though the last measures would allow it', listed, event('I', 'ended'), 'EVENT_NOT_ACTIVE'],
    ['after the review', listed, event('I', 'reviewed'), 'EVENT_NOT_ACTIVE'],
    ['without being asked', found('government-list', { wish: null }), event('I'), 'CONTACT_WISH_OTHER'],
    ['after a no', found('hospital-list', { wish: 'no' }), event('I'), 'CONTACT_WISH_OTHER'],
    ['without a list', found('policy'), event('I'), 'LIST_EVIDENCE_MISSING'],
    ['by what an agent says', found('agent-list'), event('I'), 'LIST_EVIDENCE_MISSING'],
    ['twice', { ...listed, claimId: 'clm_1' }, event('I'), 'CONTACT_CLAIMED'],
  ] as const)('never %s', (_why, task, facts, code) => {
    expect(insurerStartFault(task, facts)).toMatchObject({ fault: { code } })
  })
})

describe('#2 what the insurer reports', () => {
  const on = (kind: ListKind, condition?: string): ListedAs => ({
    kind,
    row: { name: kind, identity_number: 'ID-1', ...(condition !== undefined && { condition }) },
  })
  const loss: StartedLoss = {
    region: '410105',
    eventDate: '2026-07-20',
    cause: 'flood',
    line: 'life',
    injury: 'injury',
  }
  const scope = { ...stormScope, lines: ['life', 'accident'] as const }
  const faultOf = (change: Partial<StartedLoss>, ...listed: readonly ListedAs[]) =>
    startedLossFault({ ...loss, ...change }, scope, listed)

  test.each([
    [{ region: '420100' }, '/region'],
    [{ eventDate: '2026-07-16' }, '/eventDate'],
    [{ eventDate: '2026-07-24' }, '/eventDate'],
    [{ cause: 'earthquake' }, '/cause'],
    [{ line: 'motor' }, '/policyNo'],
  ] as const)('lies within the event: %j does not, and the field is named', (change, field) => {
    expect(faultOf({}, on('government-list', 'injured'))).toBeNull()
    expect(faultOf(change, on('government-list', 'injured'))).toMatchObject({
      fault: { code: 'LOSS_OUTSIDE_EVENT', field },
    })
  })

  test.each([
    ['missing', on('government-list', 'missing')],
    ['injured', on('government-list', 'injured')],
    ['dead for a hospital only, which issues the certificate', on('hospital-list', 'dead')],
  ])('is no death of somebody who is listed as %s', (_why, listed) => {
    expect(faultOf({ injury: 'death' }, listed)).toMatchObject({
      fault: { code: 'DEATH_NOT_LISTED', field: '/injury' },
    })
    expect(faultOf({ injury: 'none' }, listed)).toBeNull()
  })

  test('is a death where one list of the government says so', () => {
    const rows = [on('hospital-list', 'critical'), on('government-list', 'missing'), on('government-list', 'dead')]
    expect(faultOf({ injury: 'death' }, ...rows)).toBeNull()
  })

  test('rests on published lists, the strongest first, and never on what an agent handed in', () => {
    const rows = [
      on('agent-list'),
      on('hospital-list', 'dead'),
      on('government-list', 'injured'),
      on('government-list', 'dead'),
    ]
    expect(evidenceOf(rows)).toEqual([rows[3], rows[2], rows[1]])
    expect(faultOf({}, on('agent-list'))).toMatchObject({ fault: { code: 'LIST_EVIDENCE_MISSING' } })
  })
})
