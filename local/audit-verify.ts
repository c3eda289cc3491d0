import { tellOwnDatabase } from './own-database.ts'

// `npm run audit:verify`, here or where it is told.
if (tellOwnDatabase('watchdog')) await import('../db/audit-verify.ts')
