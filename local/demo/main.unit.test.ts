import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'

import { expect, test } from 'vitest'

import { projectFolder } from '../options.ts'

/** How the demo ends where an API answers everything like this. */
async function toldAgainst(status: number, body: object): Promise<{ readonly code: number; readonly said: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-demo-'))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const args = ['--import', 'tsx', 'local/demo/main.ts', '--example', 'motor', '--api-url', url, '--state-dir', folder]
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: projectFolder }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
      )
    })
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a claim that does not reach its end is told with the reason, and the demo ends with an error', async () => {
  const refused = {
    status: 403,
    code: 'ROLE_NOT_ALLOWED',
    title: 'Not yours to do',
    detail: 'nobody may do anything here',
  }
  const { code, said } = await toldAgainst(403, refused)
  expect(said).toContain('It did not reach its end: ')
  expect(said).toContain('1 of 1 claims did not reach their end')
  expect(said).not.toContain('Every claim reached its end.')
  expect(code).toBe(1)
})
