import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'

import { readAuditConfig } from '../config.ts'
import type { AuditFault, ChainHead } from './audit.ts'
import { verifyAudit } from './audit.ts'
import { openDatabase } from './connect.ts'
import { reasonOf } from './reason.ts'

/**
 * Prints one line per fault and a verdict; resolves to whether there was none. With a witness file, the heads an earlier run
 * left there are compared too, and replaced when all is well: keep it where the database's owner cannot write.
 */
async function auditVerify(url: string, witnessFile?: string): Promise<boolean> {
  const db = openDatabase(url, { max: 1, applicationName: 'lipei-audit', statementTimeoutMs: 600_000 })
  const heads = witnessFile === undefined ? undefined : createWriteStream(`${witnessFile}.new`)
  try {
    const { faults, claims, events } = await verifyAudit(db, {
      witness: readWitness(witnessFile),
      onHead: ({ claimId, version, hash }) => heads?.write(`${claimId} ${version} ${hash}\n`),
    })
    for (const fault of faults) process.stdout.write(`${lineOf(fault)}\n`)
    const verdict = faults.length === 0 ? 'every chain is whole' : `${faults.length} faults`
    process.stdout.write(`${claims} claims, ${events} events: ${verdict}\n`)
    if (heads !== undefined) await finished(heads.end())
    if (witnessFile !== undefined && faults.length === 0) renameSync(`${witnessFile}.new`, witnessFile)
    return faults.length === 0
  } finally {
    if (witnessFile !== undefined) rmSync(`${witnessFile}.new`, { force: true })
    await db.close()
  }
}

async function* readWitness(file: string | undefined): AsyncGenerator<ChainHead> {
  if (file === undefined || !existsSync(file)) return
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [claimId = '', version = '', hash = ''] = line.split(' ')
    yield { claimId, version: Number(version), hash }
  }
}

const lineOf = ({ claimId, position, fault }: AuditFault): string =>
  `${claimId}${position === null ? '' : ` event ${position}`}: ${fault}`

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`)
  return 2
})

/** Resolves to the exit code: 0 all is well, 1 a fault was found. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { witness: { type: 'string' } } })
  return (await auditVerify(readAuditConfig().LIPEI_DATABASE_URL, values.witness)) ? 0 : 1
}
