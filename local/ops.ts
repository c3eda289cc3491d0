import { tellOwnDatabase } from './own-database.ts'

// `npm run ops`, here or where it is told.
const asksForHelp = process.argv.length === 2 || process.argv.includes('--help') || process.argv.includes('-h')
if (asksForHelp || tellOwnDatabase('worker')) await import('../ops/main.ts')
