import path from 'node:path'

import type { Options } from './options.ts'
import { localRoleNames, localRoles } from './roles.ts'
import type { StateFolder } from './state-folder.ts'

export interface BlockContent {
  readonly urls: Readonly<Record<string, string>>
  readonly state: StateFolder
  readonly projectFolder: string
  readonly startedInMs: number
}

/** Addresses, in the order the block shows them. */
export function urlsOf({ ports, temporalAddress }: Options): Record<string, string> {
  const api = `http://127.0.0.1:${ports.api}`
  return {
    API: api,
    'API docs': `${api}/docs`,
    ...(temporalAddress === undefined
      ? { 'Temporal UI': `http://127.0.0.1:${ports.ui}`, Temporal: `127.0.0.1:${ports.temporal}` }
      : { Temporal: temporalAddress }),
    Alerts: `http://127.0.0.1:${ports.watchdog}/alerts`,
    PostgreSQL: `127.0.0.1:${ports.postgres}, database lipei`,
  }
}

/** What a person needs first: addresses, a token for every role, and two commands that work when pasted. */
export function renderBlock({ urls, state, projectFolder, startedInMs }: BlockContent): string {
  const rows = [...Object.entries(urls), ['Data', state.folder], ['Logs', `${state.logs}${path.sep}`]] as const
  return [
    '',
    `Lipei runs (ready in ${(startedInMs / 1_000).toFixed(1)} s). Ctrl-C stops it; npm start -- --fresh begins anew.`,
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`),
    '',
    'A token for every role, good for 30 days on this machine. They are shell variables after:',
    '',
    `  source ${quote(state.tokensScript)}`,
    '',
    ...localRoleNames.map((role) => `  $${tokenVariable(role).padEnd(27)} ${localRoles[role].does}`),
    '',
    'Start a claim:',
    '',
    ...startClaim(urls['API'] ?? '', state, projectFolder),
    '',
    'List the claims:',
    '',
    `  curl -sS ${urls['API']}/v1/claims -H "Authorization: Bearer ${tokenOf('supervisor', state)}"`,
    '',
  ].join('\n')
}

export function tokenVariable(role: string): string {
  return `LIPEI_${role.replaceAll('-', '_').toUpperCase()}`
}

/** A word of a POSIX shell: bare where that is safe, else in single quotes. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function startClaim(api: string, state: StateFolder, projectFolder: string): string[] {
  const example = path.join(projectFolder, 'examples', 'motor.json')
  return [
    `  curl -sS ${api}/v1/claims -H 'Content-Type: application/json' \\`,
    `    -H "Authorization: Bearer ${tokenOf('integrator', state)}" \\`,
    `    -H "Idempotency-Key: $(date +%s)-$RANDOM" --data ${quote(`@${example}`)}`,
  ]
}

/** The file is read when the command runs, so the line stays short and works in any shell. */
function tokenOf(role: string, state: StateFolder): string {
  return `$(cat ${quote(path.join(state.tokens, role))})`
}
