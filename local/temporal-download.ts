import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The Temporal CLI release asked for; its server is 1.32.0. */
export const pinnedCli = 'v1.9.1'

const patienceMs = 60_000

export interface DownloadOptions {
  readonly projectFolder: string
  /** The SDK writes `temporal-cli-<version>` there, under another name until it is whole. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly say: (line: string) => void
}

/** Lets the SDK fetch its pinned CLI, in a process of its own: the SDK's download cannot be called off otherwise. */
export async function downloadTemporal(options: DownloadOptions): Promise<{ path: string } | { why: string }> {
  options.say(`Temporal server: trying the SDK's download of CLI ${pinnedCli} (up to ${patienceMs / 1_000} s, once)`)
  const fault = await runDownload(options)
  const file = path.join(options.folder, `temporal-cli-${pinnedCli}`)
  if (existsSync(file)) return { path: file }
  return { why: `the download of CLI ${pinnedCli} from temporal.download did not work: ${fault ?? 'no file came'}` }
}

function runDownload({ projectFolder, folder, env }: DownloadOptions): Promise<string | undefined> {
  const program = path.join(projectFolder, 'local', 'temporal-sdk-download.ts')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, folder, pinnedCli], {
      cwd: projectFolder,
      env: { ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2_000)))
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(undefined)
      resolve(
        signal === null ? said.trim().split(': ').slice(-2).join(': ') : `no answer within ${patienceMs / 1_000} s`,
      )
    })
  })
}
