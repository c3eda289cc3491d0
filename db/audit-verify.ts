import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { readMigrateConfig } from '../config.ts'
import type { AuditFault } from './audit.ts'
import { verifyAudit } from './audit.ts'
import { openDatabase } from './connect.ts'

/** One line per fault, and whether there was none. */
async function main(): Promise<boolean> {
  const { LIPEI_DATABASE_URL: url } = readMigrateConfig()
  const db = openDatabase(url, { max: 1, applicationName: 'lipei-audit', statementTimeoutMs: 600_000 })
  try {
    const { faults, claims, events } = await verifyAudit(db)
    for (const fault of faults) process.stdout.write(`${lineOf(fault)}\n`)
    const verdict = faults.length === 0 ? 'every chain is whole' : `${faults.length} faults`
    process.stdout.write(`${claims} claims, ${events} events: ${verdict}\n`)
    return faults.length === 0
  } finally {
    await db.close()
  }
}

const lineOf = ({ claimId, position, fault }: AuditFault): string =>
  `${claimId}${position === null ? '' : ` event ${position}`}: ${fault}`

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = (await main()) ? 0 : 1
}
