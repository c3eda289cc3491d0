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

/** Of these, what replaces modules, which must not reach the tests of others. */
const alone = ['workflows/**/*.unit.test.ts']

/** After this long a test hangs. No test is to be fast by it: on a machine full of others, seconds become a minute. */
const patience = { testTimeout: 240_000, hookTimeout: 240_000 }

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
        test: { name: 'unit', include: serverless, exclude: [...everywhere, ...alone], isolate: false, ...patience },
      },
      {
        test: { name: 'unit-alone', include: alone, exclude: everywhere, ...patience },
      },
      {
        test: {
          name: 'servers',
          include: ['**/*.test.ts'],
          exclude: [...everywhere, ...serverless],
          // As above; the modules of API, database and SDK take longer to load than many a file takes to run.
          isolate: false,
          globalSetup: ['test/global-setup.ts'],
          setupFiles: ['test/servers-setup.ts'],
          ...patience,
        },
      },
    ],
  },
})
