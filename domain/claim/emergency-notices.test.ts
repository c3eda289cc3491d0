import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { storm, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { measuresOfGrade } from '../emergency/measures.ts'
import type { Measures } from '../emergency/measures.ts'

/** What the customer is told of the event by the last act, where he is told anything. */
const toldOf = ({ latest }: Scene) =>
  latest
    .flatMap(({ notices = [] }) => notices)
    .find(({ kind, audience }) => kind === 'emergency' && audience === 'claimant')?.facts

/** Of the lowest level, with nothing lifted and nothing else accepted but what is named. */
const bare = (change: Partial<Measures> = {}): Measures => ({
  ...measuresOfGrade.III,
  hospitalLimit: 'contract',
  selfPayLimit: 'contract',
  ...change,
})
const version = (n: number, measures: Measures) => told(storm({ version: n, level: 'III', measures }))

test.each<[string, Partial<Measures>, object]>([
  ['the hospitals', { hospitalLimit: 'lifted-for-emergency-care' }, { hospitalLimit: 'lifted-for-emergency-care' }],
  ['what he pays himself', { selfPayLimit: 'lifted' }, { selfPayLimit: 'lifted' }],
  ['the paper of the committee', { identityByCommitteePaper: true }, { identity: 'committee-paper' }],
])('#72 who is told of an event hears of %s, also where nothing else changes', (_what, change, facts) => {
  expect(toldOf(example.received().learns(version(1, bare(change))))).toMatchObject(facts)
  const before = example.received().learns(version(1, bare()))
  const [name = ''] = Object.keys(facts)
  expect(toldOf(before)).not.toHaveProperty(name)
  const after = before.learns(version(2, bare(change)))
  expect(toldOf(after)).toMatchObject(facts)
  expect(toldOf(after.learns(version(3, bare(change))))).toBeUndefined()
})

test('#72 of the list of the government hears who claims for a death, and nobody else', () => {
  const byList = bare({ deathProofByList: true })
  const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
  const death = example.received({ report: { facts } }).learns(version(1, byList))
  expect(toldOf(death)).toMatchObject({ deathProof: 'government-list' })
  expect(toldOf(example.received().learns(version(1, byList)))).not.toHaveProperty('deathProof')
})

test('#72 of hospitals hears nobody whose house is damaged and who was not hurt', () => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  const house = {
    report: { line: 'household-property', cause: 'rainstorm', facts },
    policy: { line: 'household-property' },
  } as const
  const scene = example.received(house).learns(version(1, bare({ hospitalLimit: 'lifted', selfPayLimit: 'lifted' })))
  expect(toldOf(scene)).toMatchObject({ settleWorkingDays: 3 })
  expect(toldOf(scene)).not.toHaveProperty('hospitalLimit')
})
