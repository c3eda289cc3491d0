import { TestWorkflowEnvironment } from '@temporalio/testing'

/** Run as a program by `temporal-download.ts`: <folder> <version>. Starting a server is the SDK's only way to download one. */
const [downloadDir, version] = process.argv.slice(2)
if (downloadDir === undefined || version === undefined)
  throw new Error('usage: temporal-sdk-download.ts <folder> <version>')

try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version, ttl: '3650 days' } },
  })
  await environment.teardown()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
