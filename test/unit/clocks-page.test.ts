import { expect, test } from 'vitest'
import { clocksChanged } from '../../domain/claim/clock-changes.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import { illness, motor, of } from '../claim-clock-examples.ts'
import { given } from '../claim-story.ts'
import { motorPaid, subrogate } from '../example-advances.ts'
import { disagreed } from '../dispute-examples.ts'
import { epidemic, told } from '../emergency-claims.ts'
import { exampleOf, hit, paid, paymentApproved, received, reviewing, supply } from '../example-claims.ts'
import { held, undisclosed } from '../held-claims.ts'
import { claimClocks, clocksPage, shownClocks } from './clocks-page.ts'

const rescue = { type: 'NoteRescue', documentId: 'doc_traffic-report', costFen: 1, ageMs: 0 } as const

test('the page on the clocks says what the registry says', async () => {
  await expect(clocksPage()).toMatchFileSnapshot('../../docs/clocks.md')
})

test('every clock of the registry stands on the page, once, under its own name', () => {
  const { clocks } = ruleBook(currentRules)
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => a.id.localeCompare(b.id)
  expect(shownClocks().toSorted(byId)).toEqual(Object.values(clocks).toSorted(byId))
})

test('the clocks said to run on claims are those that claims start', () => {
  const objected = given(paymentApproved()).learns(hit()).when({ type: 'RecordObjection', textId: 'txt', ageMs: 0 })
  const rescued = given(received(motor)).and(supply('traffic-report'), rescue)
  const struck = reviewing().learns(told())
  const infected = reviewing().learns(told(epidemic()))
  const owed = motorPaid().when(subrogate())
  const suspected = [held(), received().and(undisclosed), disagreed()]
  const lines = [
    paid(motor),
    paid(illness),
    received(of('life')),
    objected,
    rescued,
    struck,
    infected,
    owed,
    ...suspected,
  ]
  const stories = [...Object.values(exampleOf).map((example) => example()), ...lines]
  const started = stories.flatMap(({ past }) => clocksChanged(past).map(({ id }) => id))
  expect(new Set(started)).toEqual(claimClocks())
})
