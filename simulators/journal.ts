import { mkdir, open, readFile, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Memory that survives kill -9: a file of JSON lines, read again at start. */
export type Journal<Entry> = {
  /** Applies the entry to memory at once and queues its line; nobody may be told of it before `settled`. */
  record: (entry: Entry) => void
  /** Resolves when everything recorded so far is on disk. Once a write has failed it rejects for good. */
  settled: () => Promise<void>
  close: () => Promise<void>
}

/** Opens the journal and applies every entry it holds. A torn last line was never answered for and is cut off. */
export async function openJournal<Entry>(file: string, apply: (entry: Entry) => void): Promise<Journal<Entry>> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a')
  await replay(file, (entry) => apply(entry as Entry))
  await syncFolder(dirname(file))
  let written = Promise.resolve()
  let queued: string[] | undefined

  // One write and one sync serve every line that came while the last sync was running: under load the disk, not the
  // number of callers, sets the pace.
  async function write(lines: string[]): Promise<void> {
    queued = undefined
    await handle.appendFile(lines.join(''))
    await handle.datasync()
  }

  return {
    record(entry) {
      apply(entry)
      const line = `${JSON.stringify(entry)}\n`
      if (queued) {
        queued.push(line)
        return
      }
      const lines = [line]
      queued = lines
      written = written.then(() => write(lines))
    },
    settled: () => written,
    async close() {
      await written
      await handle.close()
    },
  }
}

async function replay(file: string, apply: (entry: unknown) => void): Promise<void> {
  const bytes = await readFile(file)
  const end = bytes.lastIndexOf(0x0a) + 1
  // Without the cut the next line would be glued to the torn one and both would be lost.
  if (end < bytes.length) await truncate(file, end)
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
  for (const [index, line] of lines.entries()) apply(parse(line, `${file}:${index + 1}`))
}

function parse(line: string, place: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Error(`${place} is not a journal line; move the file away to start with an empty memory`, {
      cause: error,
    })
  }
}

/** A new file is only as durable as the folder that names it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
