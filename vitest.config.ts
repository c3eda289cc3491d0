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

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the two cores tests are run on: many of them wait for a process to start or a time limit to pass.
    maxWorkers: 3,
    maxConcurrency: 12,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: { name: 'unit', include: serverless, exclude: everywhere },
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
