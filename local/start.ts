import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { renderBlock, tokenVariable, urlsOf } from './block.ts'
import { openIssuer, type TokenMaker } from './issuer.ts'
import { watchLaunchers } from './launcher.ts'
import { help, type Options, projectFolder, readOptions } from './options.ts'
import { endOrphanedPostgres } from './postgres.ts'
import { findFaults, makeStateFolder } from './preflight.ts'
import { isLocalRole, localRoleNames } from './roles.ts'
import { beginRun, type Run } from './run-record.ts'
import { seedExamples } from './seed.ts'
import { createStack, type Stack } from './stack.ts'
import { emptyState, layOutState, readSecrets, type StateFolder, writePrivately } from './state-folder.ts'
import { watchSources } from './watch.ts'

const startedAt = Date.now()
let isEnding = false

await main().catch((error: unknown) => {
  process.stderr.write(`\n${messageOf(error)}\n`)
  process.exit(1)
})

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return say(help)
  const state = layOutState(options.stateFolder)
  makeStateFolder(state)
  const run = await beginRun(state.run)
  process.once('exit', run.end)
  if (run.healed.length > 0) say(`An earlier run was killed; ended what it left: ${run.healed.join(', ')}`)
  if ((await endOrphanedPostgres(state.postgres)) === 'ended') say('An earlier run was killed; ended its PostgreSQL')
  const faults = await findFaults(options, state)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  if (options.fresh) emptyState(state)
  if (options.fresh && options.temporalAddress !== undefined)
    say(`Claims of earlier runs stay on the Temporal server at ${options.temporalAddress}.`)
  await runStack(options, state, run)
}

async function runStack(options: Options, state: StateFolder, run: Run): Promise<void> {
  const tokenFor = await openIssuer(state)
  const secrets = readSecrets(state)
  const stack = createStack({
    options,
    state,
    secrets,
    run,
    say: sayWithTime,
    onFatal: (message) => void end(stack, message),
  })
  endOnSignals(stack)
  try {
    await Promise.all([stack.start(), writeTokens(state, tokenFor)])
  } catch (error) {
    return end(stack, messageOf(error))
  }
  const urls = urlsOf(options)
  run.update({ urls })
  say(renderBlock({ urls, state, projectFolder, startedInMs: Date.now() - startedAt }))
  if (options.watch)
    watchSources(
      projectFolder,
      inTurn(() => reload(stack)),
    )
  if (options.examples) void seed(urls['API'] ?? '', tokenFor)
}

async function seed(apiUrl: string, tokenFor: TokenMaker): Promise<void> {
  const tokenOf = async (role: string): Promise<string> => {
    if (!isLocalRole(role)) throw new Error(`${role} is not a role`)
    return tokenFor(role)
  }
  await seedExamples({ apiUrl, tokenFor: tokenOf, say }).catch((error: unknown) => {
    if (!isEnding) say(`The example claims could not all be filed: ${messageOf(error)}`)
  })
}

async function reload(stack: Stack): Promise<void> {
  say('Sources changed: restarting worker, API and watchdog')
  await stack.reload().catch((error: unknown) => say(messageOf(error)))
}

/** One after the other, however fast they are asked for. */
function inTurn(act: () => Promise<void>): () => void {
  let last = Promise.resolve()
  return () => {
    last = last.then(act)
  }
}

async function writeTokens(state: StateFolder, tokenFor: TokenMaker): Promise<void> {
  const tokens = await Promise.all(localRoleNames.map(async (role) => ({ role, token: await tokenFor(role) })))
  mkdirSync(state.tokens, { recursive: true, mode: 0o700 })
  for (const { role, token } of tokens) writeFileSync(path.join(state.tokens, role), token, { mode: 0o600 })
  const exports = tokens.map(({ role, token }) => `export ${tokenVariable(role)}=${token}\n`)
  writePrivately(state.tokensScript, exports.join(''))
}

function endOnSignals(stack: Stack): void {
  // A closed terminal takes the output away; there is still a stack to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  let askedAt: number | undefined
  const stop = (): void => {
    // One Ctrl-C may arrive twice: from the terminal, and passed on by npm or tsx.
    if (askedAt !== undefined && Date.now() - askedAt > 1_000) process.exit(130)
    askedAt ??= Date.now()
    void end(stack)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.once('exit', stack.kill)
  watchLaunchers(() => void end(stack))
}

/** Stops everything and leaves; with a message it was no wish of the user. */
async function end(stack: Stack, message?: string): Promise<void> {
  if (isEnding) return
  isEnding = true
  say(message ?? '\nStopping...')
  await stack.stop()
  say('Stopped.')
  process.exit(message === undefined ? 0 : 1)
}

function sayWithTime(line: string): void {
  say(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${line}`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
