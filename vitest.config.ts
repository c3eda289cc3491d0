import { defineConfig } from 'vitest/config'

import { LongestFirst } from './test/longest-first.ts'

const everywhere = ['**/node_modules/**', 'dist/**', '.lipei/**']

/** Tests that need no server, so that `npx vitest run domain` answers in a second. */
const serverless = [
  'domain/**/*.test.ts',
  'simulators/**/*.test.ts',
  'test/unit/**/*.test.ts',
  '{workflows,api,db,activities,local,bench,ops}/**/*.unit.test.ts',
]

/** Of these, what replaces modules or sets limits of its own, which must not reach the tests of others. */
const alone = ['simulators/**/*.test.ts', '{activities,workflows}/**/*.unit.test.ts']

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the two cores tests are run on: many of them wait for a process to start or a time limit to pass.
    maxWorkers: 3,
    maxConcurrency: 12,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // Most of them need the whole domain: loaded once for many files, it takes a third of the processor time.
        test: { name: 'unit', include: serverless, exclude: [...everywhere, ...alone], isolate: false },
      },
      {
        test: { name: 'unit-alone', include: alone, exclude: everywhere },
      },
      {
        test: {
          name: 'servers',
          include: ['**/*.test.ts'],
          exclude: [...everywhere, ...serverless],
          globalSetup: ['test/global-setup.ts'],
          hookTimeout: 120_000,
          testTimeout: 60_000,
        },
      },
    ],
  },
})
