import { parseArgs } from 'node:util'

import { openIssuer } from './issuer.ts'
import { stateFolderOf } from './options.ts'
import { isLocalRole, localRoleNames } from './roles.ts'
import { layOutState } from './state-folder.ts'

const usage = `npm run token -- <role> [--branch 310000] [--person per_...] [--state-dir <folder>]
roles: ${localRoleNames.join(', ')}`

interface Wanted {
  readonly branch?: string
  readonly person?: string
  readonly 'state-dir'?: string
}

/** Prints one token of the local issuer and nothing else, so that it can stand in $(...). */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      branch: { type: 'string' },
      person: { type: 'string' },
      'state-dir': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  process.stdout.write(`${values.help ? usage : await tokenOf(positionals[0], values)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
  process.exitCode = 2
}

async function tokenOf(role: string | undefined, who: Wanted): Promise<string> {
  if (role === undefined) throw new Error('name the role the token is for')
  if (!isLocalRole(role)) throw new Error(`${role} is not a role`)
  const tokenFor = await openIssuer(layOutState(stateFolderOf(who['state-dir'])))
  return tokenFor(role, who)
}
