import { watch } from 'node:fs'
import path from 'node:path'

const folders = ['activities', 'api', 'db', 'domain', 'workflows']
const watched = [...folders, 'calendar-file.ts', 'config.ts', 'json-file.ts', 'service-policy-file.ts', 'worker.ts']
const quietMs = 300

/** Calls back once a burst of changes of production sources is over. Ends with the process. */
export function watchSources(projectFolder: string, onChange: () => void): void {
  let timer: NodeJS.Timeout | undefined
  for (const name of watched) {
    watch(path.join(projectFolder, name), { recursive: true }, (_event, file) => {
      if (!isSource(file ?? name)) return
      clearTimeout(timer)
      timer = setTimeout(onChange, quietMs)
    })
  }
}

export function isSource(file: string): boolean {
  return /\.(ts|json|sql)$/.test(file) && !file.endsWith('.test.ts')
}
