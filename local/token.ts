import { parseArgs } from 'node:util'

import { openIssuer } from './issuer.ts'
import { stateFolderOf } from './options.ts'
import { isLocalRole, localRoleNames } from './roles.ts'
import { layOutState } from './state-folder.ts'

const usage = `npm run token -- <role> [--branch 310000] [--person per_...] [--state-dir <folder>]
roles: ${localRoleNames.join(', ')}`

/** Prints one token of the local issuer and nothing else, so that it can stand in $(...). */
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { branch: { type: 'string' }, person: { type: 'string' }, 'state-dir': { type: 'string' } },
  })
  const [role] = positionals
  if (role === undefined || !isLocalRole(role)) throw new Error(`${role ?? 'no role'} is not a role`)
  const tokenFor = await openIssuer(layOutState(stateFolderOf(values['state-dir'])))
  process.stdout.write(`${await tokenFor(role, values)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
  process.exitCode = 2
}
