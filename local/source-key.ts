import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** Changes when a source below these folders or files of the project does, or the SDK that goes with them; tests do not count. */
export function sourceKey(projectFolder: string, places: readonly string[]): string {
  const sources = places.flatMap((place) => sourcesIn(projectFolder, place))
  const sdk = path.join('node_modules', '@temporalio', 'workflow', 'package.json')
  const hash = createHash('sha256')
  for (const file of [...sources.sort(), sdk]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(projectFolder, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/** Relative to the project, so that a moved project keeps what it made. */
function sourcesIn(projectFolder: string, place: string): string[] {
  if (statSync(path.join(projectFolder, place)).isFile()) return [place]
  const isSource = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.test.ts')
  const names = readdirSync(path.join(projectFolder, place), { recursive: true, encoding: 'utf8' })
  return names.filter(isSource).map((name) => path.join(place, name))
}
