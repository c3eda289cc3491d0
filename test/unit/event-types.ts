import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Names of everything that can happen to a claim, as the types of the events spell them. */
export const eventTypes = (): readonly string[] =>
  readdirSync('domain/claim')
    .filter((file) => /(?:^|-)(?:events|facts)\.ts$/.test(file))
    .flatMap((file) =>
      Array.from(readFileSync(join('domain/claim', file), 'utf8').matchAll(/type: '(\w+)'/g), ([, type = '']) => type),
    )
