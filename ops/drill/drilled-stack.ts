import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Client, Connection } from '@temporalio/client'

import type { ProductionStack, ProductionWish } from '../../local/production/production-stack.ts'
import { startProductionStack } from '../../local/production/production-stack.ts'
import { openWire, type Wire } from '../../local/tcp-proxy.ts'
import { compileDrill } from './compiled-drill.ts'
import { writeDrilledBundle } from './drilled-bundle.ts'
import type { Field } from './faults/field.ts'
import { mountDisk, unmountDisk } from './faults/full-disk.ts'
import { superviseParts } from './faults/supervisor.ts'

import { leaveDatabase } from './oracle/witnesses.ts'
import { openCallJournal } from './load/call-journal.ts'

/** The production shape with a wire under each connection that matters, a supervisor, and the witnesses' doors open. */
export interface DrilledStack extends Field {
  readonly folder: string
  readonly stop: (keepFolder: boolean) => Promise<void>
}

export async function startDrilledStack(withDisk: boolean, say: (line: string) => void): Promise<DrilledStack> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-drill-'))
  // PostgreSQL enters it as another user when root is at work.
  chmodSync(folder, 0o755)
  const disk = withDisk ? mountDisk(path.join(folder, 'disk'), diskSize) : undefined
  return startIn(folder, disk, say)
}

/** Brings the servers of a run back that was kept, as they were left. */
export function bringBack(folder: string, say: (line: string) => void): Promise<DrilledStack> {
  const disk = path.join(folder, 'disk')
  return startIn(folder, existsSync(disk) ? { folder: disk } : undefined, say)
}

async function startIn(folder: string, disk: Field['disk'], say: (line: string) => void): Promise<DrilledStack> {
  const wires = new Map<string, Wire>()
  const through: ProductionWish['through'] = async (from, to, realPort) => {
    const name = `${from}->${to}`
    const wire = wires.get(name) ?? (await openWire(realPort))
    wires.set(name, wire)
    return wire.port
  }
  const bundle = path.join(folder, 'workflows.js')
  const [{ remove, ...compiled }] = await Promise.all([compileDrill(), writeDrilledBundle(bundle)])
  const programs = { ...compiled, env: { api: longLives, worker: longLives }, bundle }
  const places = { folder: path.join(folder, 'stack'), ...(disk && { postgresFolder: disk.folder }) }
  const stack = await startProductionStack({ ...programs, ...places, say, through }).catch((error: unknown) => {
    remove()
    throw error
  })
  const journal = await openCallJournal(path.join(folder, 'calls.jsonl'))
  const connection = await Connection.connect({ address: stack.temporalAddress })
  const supervisor = superviseParts(withoutSecond(stack.parts))
  return {
    folder,
    stack,
    journal,
    wires,
    supervisor,
    temporal: new Client({ connection, namespace: stack.temporalNamespace }),
    ...(disk && { disk }),
    async stop(keepFolder) {
      await supervisor.close()
      await Promise.all([connection.close(), leaveDatabase()])
      await stack.stop()
      await Promise.all([...wires.values()].map((wire) => wire.close()))
      await journal.close()
      remove()
      if (keepFolder) return
      if (disk) unmountDisk(disk)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Every claim continues as new once on its way. */
const longLives = { LIPEI_DRILL_HISTORY_LIMIT: '60' }

/** Room for an hour of claims and PostgreSQL's own logs. */
const diskSize = '3g'

/** The second worker runs only while a fault wants it. */
function withoutSecond({ secondWorker: _second, ...supervised }: ProductionStack['parts']) {
  return supervised
}
