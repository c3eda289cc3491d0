import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY } from '../time.ts'

/** The work items that the last act ordered, each with whom it is for. */
const tasks = (scene: Scene): readonly string[] =>
  scene.latest
    .flatMap(({ notices = [] }) => notices)
    .filter(({ kind }) => kind === 'staff-work-item')
    .map(({ audience, facts }) => `${audience}: ${facts['task']}`)

const told = ['supervisor', 'compliance'].map((role) => `${role}: limitation passed: decide whether it is raised`)

test('#15 what wakes after its limitation has passed goes on all the same; supervisor and compliance are told', () => {
  const dormant = example.dormant()
  const { dueLegal } = dormant.clock('C23b')
  for (const command of [example.supply('medical-invoice'), { type: 'ReviveClaim' } as const]) {
    expect(tasks(dormant.passes(dueLegal - 1).when(command))).toEqual([])
    const late = dormant.passes(dueLegal).when(command)
    expect(late.latest[0]?.type).toBe('ClaimRevived')
    expect(tasks(late)).toEqual(told)
  }
})

test('#3, #15 a request that arrived after its limitation is taken up all the same; supervisor and compliance are told', () => {
  const report = example.dormantReport()
  const { dueLegal } = report.clock('C23b')
  expect(tasks(report.passes(dueLegal - 1).when(example.fileClaim()))).toEqual([])
  expect(tasks(report.passes(dueLegal).when(example.fileClaim()).stands('received'))).toEqual(told)
  expect(tasks(report.passes(dueLegal).when(example.fileClaim({}, DAY)))).toEqual([])
})
